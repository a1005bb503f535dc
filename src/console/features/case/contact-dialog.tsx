import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CaseView } from '../../../modules/complaints/contract.ts';
import { Checkbox } from '../../components/checkbox.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { RadioGroup } from '../../components/radio-group.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { TextField } from '../../components/text-field.tsx';
import { api } from '../../lib/api.ts';
import { caseQuery } from '../../lib/cases.ts';
import { toast } from '../../lib/toast.ts';
import { type ContactFault, type ContactForm, faultsIn, startForm } from './contact-form.ts';
import { contacts as t } from './contact-words.ts';

type Props = {
  view: CaseView;
  contact: CaseView['contact'];
  onClose: () => void;
  onDone: (after: CaseView) => void;
  /** The contact was shown for a reason given, and has changed since. */
  onStale: () => void;
};

/**
 * Puts right how the citizen is reached, or that they are to be concealed, with a reason. What was not touched is as it stands now: should somebody
 * have corrected another part since it was opened, it is refused once, and goes with theirs.
 */
export function ContactDialog({ view, contact, onClose, onDone, onStale }: Props) {
  const queryClient = useQueryClient();
  const [version, setVersion] = useState(view.version);
  const [typed, setTyped] = useState<Partial<ContactForm>>({});
  const start = startForm(view, contact);
  const form = { ...start, ...typed };
  const [tried, setTried] = useState(false);
  const { id, number } = view.row;
  const faults = tried ? faultsIn(form, start) : [];
  const fault = (field: ContactFault, words: string) => (faults.includes(field) ? { error: words } : {});
  const change = (change: Partial<ContactForm>) => setTyped({ ...typed, ...change });
  const save = useMutation({
    mutationFn: ({ name, phone, email, identity, newCode, reason }: ContactForm) =>
      api.post(
        `/api/v1/complaints/${id}/contact`,
        { version, contact: { name, phone, email }, ...(identity && { identity }), newCode, reason },
        CaseView,
      ),
    meta: { quiet: true },
    onSuccess: (after, { newCode }) => {
      queryClient.setQueryData(caseQuery(id).queryKey, after);
      for (const queryKey of [['cases'], ['case-person'], ['person']]) void queryClient.invalidateQueries({ queryKey });
      toast(newCode ? t('doneNewCode') : t('done', { number }));
      onDone(after);
    },
    // Somebody acted meanwhile: what was typed stays, and goes with what the case is now.
    onError: async (fault) => {
      await queryClient.invalidateQueries({ queryKey: caseQuery(id).queryKey });
      const now = queryClient.getQueryData(caseQuery(id).queryKey);
      if (!now || now.version === version) return;
      if (now.contact !== null || contact === null) return setVersion(now.version);
      toast(fault.message, { tone: 'error' });
      onStale();
    },
  });
  return (
    <FormDialog
      title={t(contact === null ? 'add' : 'correct')}
      submit={t('save')}
      isPending={save.isPending}
      fault={save.error?.message ?? (faults.includes('nothing') ? t('nothing') : null)}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (faultsIn(form, start).length === 0) save.mutate(form);
      }}
    >
      <p>{t('about')}</p>
      <TextField
        label={t('name')}
        value={form.name}
        onChange={(name) => change({ name })}
        maxLength={200}
        autoComplete="off"
        autoFocus
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t('phone')}
          value={form.phone}
          onChange={(phone) => change({ phone })}
          maxLength={40}
          inputMode="tel"
          autoComplete="off"
        />
        <TextField
          label={t('email')}
          value={form.email}
          onChange={(email) => change({ email: email.trim() })}
          inputMode="email"
          autoComplete="off"
          {...fault('email', t('emailWrong'))}
        />
      </div>
      <RadioGroup
        label={t('identity')}
        value={form.identity}
        onChange={(identity) => change({ identity: identity === 'concealed' ? 'concealed' : 'named' })}
        options={[
          { id: 'named', label: t('named') },
          { id: 'concealed', label: t('concealed'), detail: t('concealedHelp') },
        ]}
        {...fault('identity', t('identityMissing'))}
      />
      <div>
        <Checkbox isSelected={form.newCode} onChange={(newCode) => change({ newCode })}>
          {t('newCode')}
        </Checkbox>
        <p className="text-14 text-ink-soft">{t('newCodeHelp')}</p>
      </div>
      <TextArea
        label={t('reason')}
        help={t('reasonHelp')}
        rows={2}
        maxLength={500}
        value={form.reason}
        onChange={(reason) => change({ reason })}
        {...fault('reason', t('reasonHelp'))}
      />
      {view.row.source === null ? <p className="text-14 text-ink-soft">{t('toldBy')}</p> : null}
    </FormDialog>
  );
}
