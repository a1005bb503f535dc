import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { formatInstant } from '../../../../thai/index.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorPanel } from '../../../components/error-panel.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import { language } from '../../../lib/i18n.ts';
import { toast } from '../../../lib/toast.ts';
import { versionQuery, versionsQuery } from '../queries.ts';
import { ChangeList } from './change-list.tsx';
import { useDescribe } from './describe.ts';
import { changesBetween } from './nodes.ts';
import type { Editor } from './use-editor.ts';
import { t } from './words.ts';

type Props<C> = {
  id: string;
  editor: Editor<C>;
  /** The content of a version where it is of this document's kind. */
  read: (content: unknown) => C | null;
  show: (content: C) => ReactNode;
  mayEdit: boolean;
  onClose: () => void;
};

/** Who changed it, when and why; what a version was, and how it differs from now. */
export function VersionsDialog<C>({ id, editor, read, show, mayEdit, onClose }: Props<C>) {
  const [shown, setShown] = useState<number | null>(null);
  const { data, error, refetch } = useQuery(versionsQuery(id));
  return (
    <Dialog title={shown === null ? t('versions') : t('version', { n: shown })} isOpen onClose={onClose} width="wide">
      {shown === null ? (
        <>
          {error !== null && data === undefined ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
          {data === undefined && error === null ? <Skeleton rows={4} height="h-12" /> : null}
          <ol className="flex flex-col">
            {data?.map((row) => (
              <li
                key={row.version}
                className="flex flex-wrap items-center justify-between gap-2 border-t border-line py-2 first:border-t-0"
              >
                <span className="min-w-0">
                  <span className="block font-semibold">
                    {t('version', { n: row.version })} · {row.why === '' ? t('noReason') : row.why}
                  </span>
                  <span className="block text-14 text-ink-soft">
                    {row.by ?? t('byUnknown')} · {formatInstant(new Date(row.at), { lang: language() })}
                  </span>
                </span>
                <Button size="small" onPress={() => setShown(row.version)}>
                  {t('viewVersion')}
                </Button>
              </li>
            ))}
          </ol>
        </>
      ) : (
        <Version
          id={id}
          version={shown}
          editor={editor}
          read={read}
          show={show}
          mayEdit={mayEdit}
          onBack={() => setShown(null)}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

function Version<C>({
  id,
  version,
  editor,
  read,
  show,
  mayEdit,
  onBack,
  onClose,
}: Props<C> & { version: number; onBack: () => void }) {
  const { data, error, refetch } = useQuery(versionQuery(id, version));
  const content = data === undefined ? null : read(data.content);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Button size="small" onPress={onBack}>
          {t('backToVersions')}
        </Button>
        {content === null || !mayEdit ? null : (
          <Button
            size="small"
            onPress={() => {
              editor.edit(() => content);
              toast(t('broughtBack', { n: version }));
              onClose();
            }}
          >
            {t('bringBack')}
          </Button>
        )}
      </div>
      {error !== null && data === undefined ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && error === null ? <Skeleton rows={6} /> : null}
      {content === null ? null : (
        <>
          <Differences editor={editor} content={content} />
          {show(content)}
        </>
      )}
    </div>
  );
}

function Differences<C>({ editor: { tools, content: now }, content }: { editor: Editor<C>; content: C }) {
  const describe = useDescribe();
  const [before, after] = [tools.tree(content), tools.tree(now)];
  const changes = changesBetween(before, after);
  if (changes.length === 0) return <p className="text-ink-soft">{t('sameAsNow')}</p>;
  return <ChangeList label={t('sinceThen')} changes={changes} before={before} after={after} describe={describe} />;
}
