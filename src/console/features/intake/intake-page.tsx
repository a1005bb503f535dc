import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { IntakeDone } from '../../../modules/complaints/contract.ts';
import { Button } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { ApiError } from '../../lib/api.ts';
import { directoryQuery } from '../../lib/directory.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { DonePanel } from './done-panel.tsx';
import { emptyDraft, type Faults, faultsOf, forgetDraft, MODES, type Mode, toIntake } from './draft.ts';
import { IntakeForm } from './intake-form.tsx';
import { useDraft } from './use-draft.ts';
import { useSave, useUpload } from './use-save.ts';
import { t } from './words.ts';

const route = getRouteApi('/shell/new');
const MODE_WORD = {
  phone: 'phone',
  'walk-in': 'walkIn',
  petition: 'petition',
  social: 'social',
  other: 'other',
} as const;

type Finished = { done: z.infer<typeof IntakeDone>; tookMs: number | null };

export function IntakePage() {
  const mode: Mode = route.useSearch().mode ?? 'phone';
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const book = useDraft();
  const { draft } = book;
  const [files, setFiles] = useState<File[]>([]);
  /** When it was last tried; null before. */
  const [tried, setTried] = useState<Date | null>(null);
  // What was wrong when it was sent, until it is mended.
  const faults: Faults = tried ? faultsOf(draft, mode, tried) : {};
  const [finished, setFinished] = useState<Finished | null>(null);
  const textBox = useRef<HTMLTextAreaElement>(null);
  const upload = useUpload();
  const saving = useSave(upload, (done) => {
    setFinished({ done, tookMs: draft.startedAt === null ? null : Date.now() - draft.startedAt });
    forgetDraft();
    void queryClient.invalidateQueries({
      predicate: ({ queryKey }) => !['me', 'directory'].includes(String(queryKey[0])),
    });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new draft begins where a call begins, on the first field.
  useEffect(() => textBox.current?.focus(), [draft.key]);

  const save = (): void => {
    if (saving.isPending || finished !== null) return;
    const now = new Date();
    const found = faultsOf(draft, mode, now);
    setTried(now);
    if (found.text !== undefined) textBox.current?.focus();
    if (Object.keys(found).length > 0) return;
    const chosen = queryClient.getQueryData(directoryQuery.queryKey) ?? { categories: [], groups: [] };
    saving.mutate({
      files: mode === 'phone' ? [] : files,
      intake: (ids) => toIntake(draft, mode, chosen, ids, now),
    });
  };
  const next = (): void => {
    setFinished(null);
    setFiles([]);
    setTried(null);
    saving.reset();
    book.begin();
  };
  useShortcuts([{ keys: 'mod+Enter', label: () => t('save'), group: () => t('title'), run: save }]);

  if (finished !== null) {
    return (
      <Page title={t('title')} width="text">
        <DonePanel done={finished.done} tookMs={finished.tookMs} onNew={next} />
      </Page>
    );
  }
  const problem = saving.isError ? (
    <Problem error={saving.error} onAsNew={() => book.change({ key: emptyDraft().key })} />
  ) : null;
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Tabs
        label={t('modes')}
        value={mode}
        onChange={(id) => void navigate({ search: { mode: MODES.find((each) => each === id) }, replace: true })}
        tabs={MODES.map((id) => ({
          id,
          label: t(MODE_WORD[id]),
          panel: (
            <IntakeForm
              mode={id}
              book={{ ...book, begin: next }}
              faults={faults}
              files={files}
              onFiles={setFiles}
              upload={upload}
              textBox={textBox}
              isSaving={saving.isPending}
              onSave={save}
              problem={problem}
            />
          ),
        }))}
      />
    </Page>
  );
}

function Problem({ error, onAsNew }: { error: unknown; onAsNew: () => void }) {
  const reused = error instanceof ApiError && error.code === 'key-reused';
  return (
    <div
      role="alert"
      className="flex flex-col items-start gap-2 rounded-control border border-danger bg-overdue-tint px-3 py-2"
    >
      <p className="font-semibold text-overdue">
        {reused ? t('reused') : error instanceof ApiError ? error.message : t('notSaved')}
      </p>
      {reused ? <Button onPress={onAsNew}>{t('asNew')}</Button> : <p>{t('notSaved')}</p>}
    </div>
  );
}
