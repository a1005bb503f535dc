import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { PlansDocument, type SaveDocument } from '../../../../modules/plans/contract.ts';
import { ApiError, api } from '../../../lib/api.ts';
import { toast } from '../../../lib/toast.ts';
import { documentQuery } from '../queries.ts';
import { begin, change, type History, redo, undo } from './history.ts';
import { type Change, changesBetween, type Tree } from './nodes.ts';
import { t } from './words.ts';

/** What the shared parts have to know of a chart or a plan. */
export type Tools<C> = {
  readonly tree: (content: C) => Tree;
  readonly content: (tree: Tree) => C;
  /** The document's content where it is of this kind. */
  readonly of: (document: PlansDocument) => C | null;
  readonly body: (content: C) => SaveDocument['document'];
};
const Pointers = z.object({ pointers: z.array(z.object({ stepId: z.string(), what: z.string(), label: z.string() })) });
const PastSteps = z.object({ steps: z.array(z.string()) });
export type Pointer = z.infer<typeof Pointers>['pointers'][number];
/** Why a version was not taken. */
export type Trouble =
  | { readonly what: 'conflict'; readonly theirs: PlansDocument }
  | { readonly what: 'in-use'; readonly pointers: readonly Pointer[] }
  | { readonly what: 'month-over'; readonly stepIds: readonly string[] };
type Save = { readonly why: string; readonly confirmPast: boolean };

export type Editor<C> = {
  readonly tools: Tools<C>;
  readonly content: C;
  /** The version that was read, upon which this is written. */
  readonly base: { readonly version: number; readonly content: C };
  readonly changes: readonly Change[];
  readonly edit: (next: (content: C) => C, key?: string) => void;
  readonly undo: (() => void) | null;
  readonly redo: (() => void) | null;
  readonly save: { readonly run: (save: Save) => void; readonly isPending: boolean; readonly fault: string | null };
  readonly savedCount: number;
  readonly trouble: Trouble | null;
  readonly showConflict: (theirs: PlansDocument) => void;
  readonly dropTrouble: () => void;
  /** Goes on from what another saved, with this content. */
  readonly goOnFrom: (theirs: PlansDocument, content: C) => void;
};

/** A chart or plan being edited: what was read, what it has become, and how it is saved. */
export function useEditor<C>(document: PlansDocument, initial: C, tools: Tools<C>): Editor<C> {
  const queryClient = useQueryClient();
  const [base, setBase] = useState({ version: document.version, content: initial });
  const [history, setHistory] = useState<History<C>>(() => begin(initial));
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [savedCount, setSavedCount] = useState(0);
  const save = useMutation({
    mutationFn: ({ why, confirmPast }: Save) =>
      api.put(
        `/api/v1/plans/documents/${document.id}`,
        { version: base.version, why, confirmPast, document: tools.body(history.present) },
        PlansDocument,
      ),
    meta: { quiet: true },
    onSuccess: async (saved) => {
      const content = tools.of(saved) ?? history.present;
      setBase({ version: saved.version, content });
      setHistory((before) => change(before, content));
      setTrouble(null);
      setSavedCount((n) => n + 1);
      toast(t('saved', { n: saved.version }));
      queryClient.setQueryData(documentQuery(document.id).queryKey, saved);
      await queryClient.invalidateQueries({ queryKey: ['plans'] });
    },
    onError: async (error) => setTrouble(await troubleOf(error, document.id)),
  });
  const changes = changesBetween(tools.tree(base.content), tools.tree(history.present));
  const step = (to: typeof undo) => () => setHistory((before) => to(before));
  const editor: Editor<C> = {
    tools,
    content: history.present,
    base,
    changes,
    edit: (next, key) => setHistory((before) => change(before, next(before.present), key ?? null)),
    undo: history.past.length === 0 ? null : step(undo),
    redo: history.future.length === 0 ? null : step(redo),
    save: {
      run: save.mutate,
      isPending: save.isPending,
      fault: trouble === null ? (save.error?.message ?? null) : null,
    },
    savedCount,
    trouble,
    showConflict: (theirs) => setTrouble({ what: 'conflict', theirs }),
    dropTrouble: () => {
      setTrouble(null);
      save.reset();
    },
    goOnFrom: (theirs, content) => {
      const their = tools.of(theirs);
      if (their === null) return;
      setBase({ version: theirs.version, content: their });
      setHistory((before) => change(before, content));
      setTrouble(null);
      save.reset();
    },
  };
  useUndoKeys(editor.undo, editor.redo);
  return editor;
}

async function troubleOf(error: Error, id: string): Promise<Trouble | null> {
  if (!(error instanceof ApiError)) return null;
  if (error.code === 'changed-meanwhile') {
    return { what: 'conflict', theirs: await api.get(`/api/v1/plans/documents/${id}`, PlansDocument) };
  }
  const inUse = Pointers.safeParse(error.detail);
  if (error.code === 'in-use' && inUse.success) return { what: 'in-use', pointers: inUse.data.pointers };
  const past = PastSteps.safeParse(error.detail);
  if (error.code === 'month-over' && past.success) return { what: 'month-over', stepIds: past.data.steps };
  return null;
}

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y by the key's place, so that they work with a Thai keyboard too; ⌘ on Apple. */
function useUndoKeys(back: (() => void) | null, forth: (() => void) | null): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const wanted =
        event.code === 'KeyZ' ? (event.shiftKey ? forth : back) : event.code === 'KeyY' ? forth : undefined;
      if (wanted === undefined || window.document.querySelector('[role="dialog"],[role="alertdialog"]') !== null)
        return;
      event.preventDefault();
      wanted?.();
    };
    window.document.addEventListener('keydown', onKey, true);
    return () => window.document.removeEventListener('keydown', onKey, true);
  }, [back, forth]);
}
