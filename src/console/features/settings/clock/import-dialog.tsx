import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { HolidaysImported } from '../../../../modules/complaints/contract.ts';
import { Button } from '../../../components/button.tsx';
import { FileDrop } from '../../../components/file-drop.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { api } from '../../../lib/api.ts';
import { sentenceOf } from '../../../lib/field-problem.ts';
import { toast } from '../../../lib/toast.ts';
import { dayWord } from '../day-word.ts';
import { t as settings } from '../words.ts';
import { holidayName } from './queries.ts';
import { t } from './words.ts';

type Result = z.infer<typeof HolidaysImported>;
const REASONS = ['date-unreadable', 'name-missing', 'kind-unknown', 'day-twice', 'no-columns'] as const;

/** Lists come as UTF-8 or, from older spreadsheets, as Thai Windows text. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-874').decode(bytes);
  }
}

/** First shows what would change; nothing is written before that is confirmed. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const [csv, setCsv] = useState('');
  const [missing, setMissing] = useState(false);
  const send = (dryRun: boolean) => api.post('/api/v1/holidays/import', { csv, dryRun }, HolidaysImported);
  const check = useMutation({ mutationFn: () => send(true), meta: { quiet: true } });
  const write = useMutation({
    mutationFn: () => send(false),
    meta: { quiet: true },
    onSuccess: async ({ added, changed }) => {
      toast(t('imported', { added: added.length, changed: changed.length }));
      await queryClient.invalidateQueries({ queryKey: ['holidays'] });
      onClose();
    },
  });
  const found = check.data;
  const count = found === undefined ? 0 : found.added.length + found.changed.length;
  const submit = (): void => {
    if (found === undefined) {
      setMissing(csv.trim() === '');
      if (csv.trim() !== '') check.mutate();
    } else if (count === 0) onClose();
    else write.mutate();
  };
  const error = check.error ?? write.error;
  return (
    <FormDialog
      title={t('import')}
      onClose={onClose}
      onSubmit={submit}
      isPending={check.isPending || write.isPending}
      submit={found === undefined ? t('check') : count === 0 ? t('nothingNew') : t('apply', { n: count })}
      fault={error === null ? null : sentenceOf(error, settings('failed'))}
      width="wide"
    >
      {found === undefined ? (
        <>
          <TextArea
            label={t('csv')}
            help={t('importHelp')}
            rows={8}
            value={csv}
            onChange={setCsv}
            error={missing && csv.trim() === '' ? t('csvMissing') : undefined}
          />
          <FileDrop
            label={t('csvFile')}
            files={[]}
            accept={['text/csv', 'text/plain', 'application/vnd.ms-excel']}
            maxFiles={1}
            maxMegabytes={1}
            onChange={(files) => {
              const [file] = files;
              if (file !== undefined) void textOf(file).then(setCsv);
            }}
          />
        </>
      ) : (
        <>
          <Preview found={found} />
          <div>
            <Button size="small" onPress={() => check.reset()}>
              {t('back')}
            </Button>
          </div>
        </>
      )}
    </FormDialog>
  );
}

function Preview({ found }: { found: Result }) {
  const days = (list: Result['added']): ReactNode =>
    list.map((each) => (
      <li key={each.day}>
        {dayWord(each.day)} {holidayName(each)}
      </li>
    ));
  return (
    <div role="status" className="flex flex-col gap-3">
      <Part title={t('added', { n: found.added.length })} face="text-done" isEmpty={found.added.length === 0}>
        {days(found.added)}
      </Part>
      <Part title={t('changed', { n: found.changed.length })} face="text-soon" isEmpty={found.changed.length === 0}>
        {days(found.changed)}
      </Part>
      <p className="text-ink-soft">{t('unchanged', { n: found.unchanged })}</p>
      <Part title={t('refused', { n: found.refused.length })} face="text-overdue" isEmpty={found.refused.length === 0}>
        {found.refused.map(({ line, reason, text }) => (
          <li key={line}>
            {t('refusedLine', { n: line })}: {reasonWord(reason)} <q className="text-ink-soft">{text}</q>
          </li>
        ))}
      </Part>
    </div>
  );
}

const reasonWord = (reason: string): string => {
  const known = REASONS.find((each) => each === reason);
  return known === undefined ? reason : t(known);
};

function Part({
  title,
  face,
  isEmpty,
  children,
}: {
  title: string;
  face: string;
  isEmpty: boolean;
  children: ReactNode;
}) {
  return (
    <section>
      <h3 className={`text-16 ${isEmpty ? 'font-normal text-ink-soft' : face}`}>{title}</h3>
      {isEmpty ? null : <ul className="list-disc ps-5 text-14">{children}</ul>}
    </section>
  );
}
