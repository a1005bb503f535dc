import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import FileText from 'lucide-react/icons/file-text';
import { useState } from 'react';
import { Paper as PaperContract } from '../../../modules/plans/papers/contract.ts';
import { formatDay } from '../../../thai/index.ts';
import { Button } from '../../components/button.tsx';
import { DatePicker } from '../../components/date-field.tsx';
import { FileButton } from '../../components/file-button.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { api } from '../../lib/api.ts';
import { language } from '../../lib/i18n.ts';
import { toast } from '../../lib/toast.ts';
import { today } from '../../lib/today.ts';
import { uploadFile } from '../../lib/upload.ts';
import { type Paper, papersQuery } from './queries.ts';
import { t } from './words.ts';

type Of = { committeeId: string } | { meetingId: string };
const STATE = { draft: 'paperDraft', numbered: 'paperNumbered', signed: 'paperSigned' } as const;

/** The orders of a committee, or the memos of a meeting: drafted, numbered, signed. */
export function Papers({ of, mayEdit }: { of: Of; mayEdit: boolean }) {
  const queryClient = useQueryClient();
  const { data = [] } = useQuery(papersQuery(of));
  const [doing, setDoing] = useState<{ what: 'number' | 'sign'; paper: Paper } | null>(null);
  const draft = useMutation({
    mutationFn: () =>
      api.post('/api/v1/papers', { kind: 'committeeId' in of ? 'order' : 'memo', ...of }, PaperContract),
    onSuccess: () => toast(t('saved')),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['papers'] }),
  });
  if (data.length === 0 && !mayEdit) return null;
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-3">
      <h3 className="text-16">{t('papers')}</h3>
      <ul className="flex flex-col gap-2">
        {data.map((paper) => (
          <li key={paper.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <FileText size={18} className="shrink-0 text-ink-soft" aria-hidden />
            <span className="min-w-0 flex-1 basis-60">
              {t(paper.kind)}
              {paper.number === null ? '' : ` ${paper.number}`} · {paper.title}
              <span className="block text-14 text-ink-soft">
                {t(STATE[paper.state])}
                {paper.datedOn === null ? '' : ` · ${formatDay(paper.datedOn, { lang: language() })}`}
              </span>
            </span>
            <FileButton name={t('pdf')} path={`/api/v1/papers/${paper.id}/print.pdf`} />
            <FileButton name={t('word')} path={`/api/v1/papers/${paper.id}/print.docx`} />
            {mayEdit && paper.state === 'draft' ? (
              <Button size="small" onPress={() => setDoing({ what: 'number', paper })}>
                {t('number')}
              </Button>
            ) : null}
            {mayEdit && paper.state !== 'draft' ? (
              <Link
                to="/tasks"
                search={{ paper: paper.id, about: paper.title }}
                className="text-14 text-primary underline underline-offset-4"
              >
                {t('giveOut')}
              </Link>
            ) : null}
            {mayEdit && paper.state === 'numbered' ? (
              <Button size="small" onPress={() => setDoing({ what: 'sign', paper })}>
                {t('attach')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayEdit ? (
        <div>
          <Button size="small" isPending={draft.isPending} onPress={() => draft.mutate()}>
            {t('committeeId' in of ? 'draftOrder' : 'draftMemo')}
          </Button>
        </div>
      ) : null}
      {doing?.what === 'number' ? <NumberDialog paper={doing.paper} onClose={() => setDoing(null)} /> : null}
      {doing?.what === 'sign' ? <SignDialog paper={doing.paper} onClose={() => setDoing(null)} /> : null}
    </div>
  );
}

type DialogProps = { paper: Paper; onClose: () => void };

function useSaved(onClose: () => void) {
  const queryClient = useQueryClient();
  return {
    onSuccess: () => {
      toast(t('saved'));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['papers'] }),
  };
}

function NumberDialog({ paper, onClose }: DialogProps) {
  const [number, setNumber] = useState('');
  const [datedOn, setDatedOn] = useState<string | null>(today());
  const [tried, setTried] = useState(false);
  const right = /^[^\s/]{1,20}\/\d{4}$/.test(number.trim());
  const save = useMutation({
    mutationFn: () =>
      api.post(`/api/v1/papers/${paper.id}/number`, { version: paper.version, number, datedOn }, PaperContract),
    ...useSaved(onClose),
  });
  return (
    <FormDialog
      title={t('number')}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (right && datedOn !== null) save.mutate();
      }}
      isPending={save.isPending}
      fault={save.error?.message ?? null}
    >
      <p>{paper.title}</p>
      <TextField
        label={t('numberLabel')}
        value={number}
        onChange={setNumber}
        autoFocus
        isRequired
        {...(tried && !right ? { error: t('wrongNumber') } : {})}
      />
      <DatePicker label={t('dated')} value={datedOn} onChange={setDatedOn} isRequired />
    </FormDialog>
  );
}

function SignDialog({ paper, onClose }: DialogProps) {
  const [files, setFiles] = useState<File[]>([]);
  const [tried, setTried] = useState(false);
  const [file] = files;
  const save = useMutation({
    mutationFn: async () => {
      if (file === undefined) return undefined;
      const fileId = await uploadFile(file);
      return api.post(`/api/v1/papers/${paper.id}/sign`, { version: paper.version, fileId }, PaperContract);
    },
    ...useSaved(onClose),
  });
  return (
    <FormDialog
      title={t('attach')}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (file !== undefined) save.mutate();
      }}
      isPending={save.isPending}
      fault={save.error?.message ?? (tried && file === undefined ? t('missing') : null)}
    >
      <FileDrop
        label={t('signedScan')}
        files={files}
        onChange={setFiles}
        maxFiles={1}
        accept={['application/pdf', 'image/jpeg', 'image/png', 'image/webp']}
      />
    </FormDialog>
  );
}
