import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Municipality } from '../../../../modules/people/contract.ts';
import { Button } from '../../../components/button.tsx';
import { FormFault } from '../../../components/form-fault.tsx';
import { Select } from '../../../components/select.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { api } from '../../../lib/api.ts';
import { sentenceOf } from '../../../lib/field-problem.ts';
import { meQuery, useMe } from '../../../lib/me.ts';
import { toast } from '../../../lib/toast.ts';
import { t as shared } from '../../../lib/words/t.ts';
import { useMayEdit } from '../may-edit.tsx';
import { t as settings } from '../words.ts';
import { CopyLine } from './copy-line.tsx';
import { readSites } from './sites.ts';
import { t } from './words.ts';

type Look = { lang: 'th' | 'en'; side: 'left' | 'right' };

/** The one line for the municipality's own site, the button as it will look, and which sites may carry it. */
export function WidgetPanel() {
  const { municipality } = useMe();
  const [look, setLook] = useState<Look>({ lang: 'th', side: 'right' });
  const colour = municipality.settings.primaryColour;
  const attributes = [
    `src="${location.origin}/widget.js"`,
    `data-lang="${look.lang}"`,
    ...(look.side === 'left' ? ['data-side="left"'] : []),
    ...(colour.toLowerCase() === '#0f5c63' ? [] : [`data-colour="${colour}"`]),
  ];
  const snippet = `<script ${attributes.join(' ')} async></script>`;
  const preview = new URLSearchParams({ lang: look.lang, side: look.side, colour });
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <p>{t('widgetLead')}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Select
          label={t('widgetLanguage')}
          value={look.lang}
          onChange={(lang) => setLook({ ...look, lang: lang === 'en' ? 'en' : 'th' })}
          options={[
            { id: 'th', label: t('thai') },
            { id: 'en', label: t('english') },
          ]}
        />
        <Select
          label={t('widgetSide')}
          value={look.side}
          onChange={(side) => setLook({ ...look, side: side === 'left' ? 'left' : 'right' })}
          options={[
            { id: 'right', label: t('right') },
            { id: 'left', label: t('left') },
          ]}
        />
      </div>
      <CopyLine label={t('snippet')} text={snippet} copy={t('copyCode')} />
      <section>
        <h2 className="text-18">{t('preview')}</h2>
        <p className="text-14 text-ink-soft">{t('previewHelp')}</p>
        <iframe
          key={preview.toString()}
          title={t('preview')}
          src={`/widget-preview?${preview}`}
          className="mt-2 h-96 w-full rounded-control border border-line bg-white"
        />
      </section>
      <SitesForm />
    </div>
  );
}

function SitesForm() {
  const { municipality } = useMe();
  const mayEdit = useMayEdit();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState(municipality.settings.embedSites.join('\n'));
  const [checked, setChecked] = useState(false);
  const { sites, faults } = readSites(typed);
  const save = useMutation({
    mutationFn: async (embedSites: string[]) => {
      // As it is now, not as it was when this page was opened: only the sites are changed here.
      const now = await api.get('/api/v1/municipality', Municipality);
      return api.put('/api/v1/municipality', { ...now, settings: { ...now.settings, embedSites } }, Municipality);
    },
    meta: { quiet: true },
    onSuccess: async () => {
      toast(settings('saved'));
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  return (
    <form
      noValidate
      className="flex flex-col items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (faults.length === 0 && mayEdit && !save.isPending) save.mutate(sites);
      }}
    >
      <div className="w-full">
        <TextArea
          label={t('sites')}
          help={t('sitesHelp')}
          rows={3}
          value={typed}
          onChange={setTyped}
          isReadOnly={!mayEdit}
          error={checked && faults.length > 0 ? faults.map(({ line, why }) => t(why, { line })).join(' · ') : undefined}
        />
      </div>
      {save.error === null ? null : <FormFault>{sentenceOf(save.error, settings('failed'))}</FormFault>}
      {mayEdit ? (
        <Button look="primary" type="submit" isPending={save.isPending}>
          {shared('save')}
        </Button>
      ) : null}
    </form>
  );
}
