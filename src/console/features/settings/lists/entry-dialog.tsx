import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Entry, type EntryDraft, type Noun } from '../../../../modules/people/contract.ts';
import { DatePicker } from '../../../components/date-field.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { ApiError, api } from '../../../lib/api.ts';
import { nameOf } from '../../../lib/directory.ts';
import { problemAt, sentenceOf } from '../../../lib/field-problem.ts';
import { toast } from '../../../lib/toast.ts';
import { fromTodayOn, today } from '../../../lib/today.ts';
import { t as settings } from '../words.ts';
import { EntryFields } from './entry-fields.tsx';
import { codeFrom, emptyEntry, nextVersion } from './new-draft.ts';
import { faultOf as questionFault } from './questions.ts';
import { isOvertaken, useSeenVersion } from './use-seen-version.ts';
import { t } from './words.ts';

type Props = { noun: Noun; entry: Entry | null; sort: number; onClose: () => void };
const CODE = /^[a-z0-9][a-z0-9_-]{0,40}$/;

/** A new entry, or a new version of one from a day on. */
export function EntryDialog({ noun, entry, sort, onClose }: Props) {
  const queryClient = useQueryClient();
  const earliest = fromTodayOn(entry?.validFrom ?? today());
  const [draft, setDraft] = useState<EntryDraft>(() =>
    entry === null ? emptyEntry(noun, today(), sort) : nextVersion(entry, earliest),
  );
  const [typedCode, setTypedCode] = useState<string | null>(null);
  const [checked, setChecked] = useState(false);
  const code = typedCode ?? codeFrom(draft.nameEn);
  const seen = useSeenVersion(entry);
  const save = useMutation({
    mutationFn: () =>
      entry === null
        ? api.post('/api/v1/directory', { code, entry: draft }, Entry)
        : api.put(`/api/v1/directory/${entry.id}`, draft, Entry, { query: { version: seen.version } }),
    meta: { quiet: true },
    onError: seen.heed,
    onSuccess: async () => {
      toast(settings('saved'));
      await queryClient.invalidateQueries({ queryKey: ['directory'] });
      onClose();
    },
  });
  const missing = (text: string): string | undefined =>
    checked && text.trim() === '' ? settings('missing') : undefined;
  const submit = (): void => {
    setChecked(true);
    const good =
      draft.nameTh.trim() !== '' && draft.nameEn.trim() !== '' && (entry !== null || CODE.test(code)) && asked(draft);
    if (good) save.mutate();
  };
  return (
    <FormDialog
      title={entry === null ? t('addTitle') : t('editTitle', { name: nameOf(entry) })}
      onClose={onClose}
      onSubmit={submit}
      isPending={save.isPending}
      fault={save.error === null ? null : faultOf(save.error)}
    >
      <TextField
        label={t('nameTh')}
        autoFocus
        maxLength={200}
        value={draft.nameTh}
        onChange={(nameTh) => setDraft({ ...draft, nameTh })}
        error={missing(draft.nameTh)}
      />
      <TextField
        label={t('nameEn')}
        maxLength={200}
        value={draft.nameEn}
        onChange={(nameEn) => setDraft({ ...draft, nameEn })}
        error={missing(draft.nameEn)}
      />
      {entry === null ? (
        <TextField
          label={t('code')}
          help={t('codeHelp')}
          maxLength={41}
          value={code}
          onChange={setTypedCode}
          error={checked && !CODE.test(code) ? t('codeWrong') : undefined}
        />
      ) : null}
      <EntryFields draft={draft} onChange={setDraft} error={save.error} checked={checked} />
      <div className="flex flex-wrap items-end gap-3">
        <DatePicker
          label={settings('from')}
          {...(entry === null ? {} : { help: t('editHelp'), min: entry.validFrom })}
          value={draft.validFrom}
          onChange={(day) => setDraft({ ...draft, validFrom: day ?? today() })}
        />
        <div className="w-24">
          <TextField
            label={t('sort')}
            inputMode="numeric"
            value={String(draft.sort)}
            onChange={(text) => setDraft({ ...draft, sort: Number(text.replaceAll(/\D/g, '').slice(0, 5)) })}
          />
        </div>
      </div>
    </FormDialog>
  );
}

/** Whether a category's questions can all be asked. */
const asked = (draft: EntryDraft): boolean =>
  draft.noun !== 'category' || draft.data.questions.every((question) => questionFault(question) === null);

function faultOf(error: unknown): string {
  if (isOvertaken(error)) return t('overtaken');
  if (error instanceof ApiError && error.code === 'already-there') {
    return JSON.stringify(error.detail).includes('validFrom') ? t('dayTaken') : t('codeTaken');
  }
  const keywords = problemAt(error, '/entry/data/keywords') ?? problemAt(error, '/data/keywords');
  return keywords === null ? sentenceOf(error, settings('failed')) : t('keywordsHelp');
}
