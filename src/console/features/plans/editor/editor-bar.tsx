import { useMutation, useQueryClient } from '@tanstack/react-query';
import History from 'lucide-react/icons/history';
import Redo2 from 'lucide-react/icons/redo-2';
import Undo2 from 'lucide-react/icons/undo-2';
import { type ReactNode, useState } from 'react';
import type { PlansDocument } from '../../../../modules/plans/contract.ts';
import { Button } from '../../../components/button.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { FileButton } from '../../../components/file-button.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { LeaveGuard } from '../../../components/leave-guard.tsx';
import { api, nothing } from '../../../lib/api.ts';
import { can, useMe } from '../../../lib/me.ts';
import { useShortcuts } from '../../../lib/shortcuts.ts';
import { toast } from '../../../lib/toast.ts';
import { StandingBadge } from '../standing.tsx';
import { SaveDialog } from './save-dialog.tsx';
import { ConflictDialog, InUseDialog } from './trouble-dialogs.tsx';
import type { Editor } from './use-editor.ts';
import { VersionsDialog } from './versions-dialog.tsx';
import { t } from './words.ts';

type Props<C> = {
  document: PlansDocument;
  editor: Editor<C>;
  mayEdit: boolean;
  mayApprove: boolean;
  read: (content: unknown) => C | null;
  show: (content: C) => ReactNode;
};

/** What every editor has in sight: back and forth, save, approve, versions, papers. */
export function EditorBar<C>({ document, editor, mayEdit, mayApprove, read, show }: Props<C>) {
  const [open, setOpen] = useState<{ what: 'save'; since: number } | { what: 'versions' | 'approve' } | null>(null);
  const dirty = editor.changes.length > 0;
  const close = () => {
    setOpen(null);
    editor.dropTrouble();
  };
  useShortcuts([
    {
      keys: 'mod+s',
      label: () => t('save'),
      group: () => t('saveTitle'),
      run: () => {
        if (mayEdit && dirty) setOpen({ what: 'save', since: editor.savedCount });
      },
    },
  ]);
  const { trouble } = editor;
  const waits = mayApprove && document.approvedAt === null && document.standing !== 'blank';
  const papers = `/api/v1/plans/documents/${document.id}`;
  const saving = open?.what === 'save' && open.since === editor.savedCount && trouble?.what !== 'conflict';
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <StandingBadge document={document} />
        <span className="text-14 text-ink-soft">{t('versionNow', { n: editor.base.version })}</span>
        <Button
          size="small"
          look="quiet"
          icon={<History size={16} aria-hidden />}
          onPress={() => setOpen({ what: 'versions' })}
        >
          {t('versions')}
        </Button>
        <FileButton name={t('pdf')} path={`${papers}/print.pdf`} />
        <FileButton name={t('word')} path={`${papers}/print.docx`} />
        {document.kind === 'chart' ? <FileButton name={t('svg')} path={`${papers}/chart.svg`} /> : null}
      </div>
      {mayEdit || waits ? (
        <div className="sticky top-14 z-10 -mx-1 flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-ground px-1 py-2">
          {mayEdit ? (
            <>
              <span className="flex">
                <IconButton
                  label={t('undo')}
                  keys="Ctrl Z"
                  icon={<Undo2 size={19} aria-hidden />}
                  isDisabled={editor.undo === null}
                  onPress={() => editor.undo?.()}
                />
                <IconButton
                  label={t('redo')}
                  keys="Ctrl ⇧ Z"
                  icon={<Redo2 size={19} aria-hidden />}
                  isDisabled={editor.redo === null}
                  onPress={() => editor.redo?.()}
                />
              </span>
              <Button
                look="primary"
                isDisabled={!dirty}
                onPress={() => setOpen({ what: 'save', since: editor.savedCount })}
              >
                {t('save')}
              </Button>
            </>
          ) : null}
          {waits ? (
            <Button isDisabled={dirty} onPress={() => setOpen({ what: 'approve' })}>
              {t('approve')}
            </Button>
          ) : null}
          {mayEdit ? (
            <span role="status" className="ms-auto text-14 text-ink-soft">
              {dirty ? t('unsaved', { n: editor.changes.length }) : t('allSaved')}
            </span>
          ) : null}
          {document.version > editor.base.version && !editor.save.isPending ? (
            <p role="status" className="flex basis-full flex-wrap items-center gap-2 font-semibold text-soon">
              {t('newer')}
              <Button size="small" onPress={() => editor.showConflict(document)}>
                {t('seeNewer')}
              </Button>
            </p>
          ) : null}
        </div>
      ) : null}
      {saving && trouble?.what !== 'in-use' ? <SaveDialog editor={editor} onClose={close} /> : null}
      {trouble?.what === 'in-use' ? <InUseDialog pointers={trouble.pointers} onClose={close} /> : null}
      {trouble?.what === 'conflict' ? <ConflictDialog editor={editor} theirs={trouble.theirs} onClose={close} /> : null}
      {open?.what === 'versions' ? (
        <VersionsDialog
          id={document.id}
          editor={editor}
          read={read}
          show={show}
          mayEdit={mayEdit}
          onClose={() => setOpen(null)}
        />
      ) : null}
      <Approve
        document={document}
        version={editor.base.version}
        isOpen={open?.what === 'approve'}
        onClose={() => setOpen(null)}
      />
      <LeaveGuard isTyped={dirty} />
    </>
  );
}

type ApproveProps = { document: PlansDocument; version: number; isOpen: boolean; onClose: () => void };
function Approve({ document, version, isOpen, onClose }: ApproveProps) {
  const queryClient = useQueryClient();
  const approve = useMutation({
    mutationFn: () => api.post(`/api/v1/plans/documents/${document.id}/approve`, { version }, nothing),
    onSuccess: () => toast(t('approved')),
    onSettled: async () => {
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['plans'] });
    },
  });
  return (
    <ConfirmDialog
      title={t('approve')}
      isOpen={isOpen}
      confirm={t('approve')}
      isPending={approve.isPending}
      onConfirm={() => approve.mutate()}
      onClose={onClose}
    >
      {t('approveBody', { n: version })}
    </ConfirmDialog>
  );
}

/** Whether this person may change this document, and why not. */
export function useRights(isFrozen: boolean): { mayEdit: boolean; mayApprove: boolean; why: string | null } {
  const me = useMe();
  const mayEdit = can(me, 'plan.edit') && !isFrozen;
  return {
    mayEdit,
    mayApprove: can(me, 'plan.approve') && !isFrozen,
    why: mayEdit ? null : t(isFrozen ? 'frozen' : 'readOnly'),
  };
}
