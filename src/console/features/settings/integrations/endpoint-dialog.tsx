import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import {
  CASE_EVENTS,
  type CaseEvent,
  WebhookDraft,
  WebhookEndpoint,
  WebhookMade,
} from '../../../../modules/complaints/webhooks-out/contract.ts';
import { Checkbox } from '../../../components/checkbox.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { api } from '../../../lib/api.ts';
import { problemAt, sentenceOf } from '../../../lib/field-problem.ts';
import { t as settings } from '../words.ts';
import { endpointsQuery } from './queries.ts';
import { t } from './words.ts';

/** What most receivers want to know. */
const USUAL: readonly CaseEvent[] = ['case.filed', 'case.assigned', 'case.answered', 'case.closed', 'case.reopened'];
const PROBLEMS = [
  'refused-address',
  'refused-scheme',
  'refused-port',
  'not-an-address',
  'not-resolved',
  'timeout',
  'too-many',
] as const;

type Props = {
  /** Null: a new one. */
  endpoint: WebhookEndpoint | null;
  onMade: (url: string, secret: string) => void;
  onClose: () => void;
};

export function EndpointDialog({ endpoint, onMade, onClose }: Props) {
  const queryClient = useQueryClient();
  const kindsId = useId();
  const [url, setUrl] = useState(endpoint?.url ?? 'https://');
  const [description, setDescription] = useState(endpoint?.description ?? '');
  const [kinds, setKinds] = useState<readonly CaseEvent[]>(endpoint?.kinds ?? USUAL);
  const [checked, setChecked] = useState(false);
  const draft = WebhookDraft.safeParse({ url: url.trim(), description, kinds });
  const urlWrong = !WebhookDraft.shape.url.safeParse(url.trim()).success;
  const save = useMutation({
    mutationFn: async (body: WebhookDraft): Promise<string | null> => {
      if (endpoint === null) return (await api.post('/api/v1/webhook-endpoints', body, WebhookMade)).secret;
      const change = { ...body, active: endpoint.active };
      await api.put(`/api/v1/webhook-endpoints/${endpoint.id}`, change, WebhookEndpoint);
      return null;
    },
    meta: { quiet: true },
    onSuccess: async (secret) => {
      await queryClient.invalidateQueries({ queryKey: endpointsQuery.queryKey });
      if (secret === null) onClose();
      else onMade(url.trim(), secret);
    },
  });
  const refused = PROBLEMS.find((each) => each === problemAt(save.error, '/url'));
  const urlError = checked && urlWrong ? t('urlWrong') : refused ? t(refused) : undefined;
  return (
    <FormDialog
      title={endpoint === null ? t('addEndpoint') : t('changeEndpoint')}
      width="wide"
      onClose={onClose}
      onSubmit={() => {
        setChecked(true);
        if (draft.success) save.mutate(draft.data);
      }}
      isPending={save.isPending}
      fault={save.error === null || refused ? null : sentenceOf(save.error, settings('failed'))}
    >
      <TextField
        label={t('url')}
        help={t('urlHelp')}
        type="url"
        inputMode="url"
        autoComplete="off"
        maxLength={2000}
        value={url}
        onChange={(value) => {
          setUrl(value);
          save.reset();
        }}
        error={urlError}
      />
      <TextField label={t('description')} optional maxLength={200} value={description} onChange={setDescription} />
      <fieldset aria-labelledby={kindsId}>
        <legend id={kindsId} className="font-semibold">
          {t('kinds')}
        </legend>
        <div className="grid gap-x-4 sm:grid-cols-2">
          {CASE_EVENTS.map((kind) => (
            <Checkbox
              key={kind}
              isSelected={kinds.includes(kind)}
              onChange={(on) => setKinds(on ? [...kinds, kind] : kinds.filter((each) => each !== kind))}
            >
              {t(kind)}
            </Checkbox>
          ))}
        </div>
        {checked && kinds.length === 0 ? (
          <p role="alert" className="text-14 font-semibold text-danger">
            {t('kindsMissing')}
          </p>
        ) : null}
      </fieldset>
    </FormDialog>
  );
}
