import { useQuery } from '@tanstack/react-query';
import Plus from 'lucide-react/icons/plus';
import UsersRound from 'lucide-react/icons/users-round';
import { useState } from 'react';
import { formatDay } from '../../../thai/index.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { language } from '../../lib/i18n.ts';
import { today } from '../../lib/today.ts';
import { CommitteeDialog } from './committee-dialog.tsx';
import { Papers } from './papers.tsx';
import { type Committee, committeesQuery } from './queries.ts';
import { t } from './words.ts';

const NEW = 'new';

export function CommitteesPanel({ mayEdit }: { mayEdit: boolean }) {
  const { data, error, refetch } = useQuery(committeesQuery);
  /** The id, not the committee: what others save meanwhile is known in the dialog too. */
  const [editing, setEditing] = useState<string | null>(null);
  if (data === undefined) {
    return error === null ? (
      <Skeleton rows={3} height="h-24" />
    ) : (
      <ErrorPanel error={error} onRetry={() => void refetch()} />
    );
  }
  const add = (
    <Button look="primary" icon={<Plus size={18} aria-hidden />} onPress={() => setEditing(NEW)}>
      {t('newCommittee')}
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      {data.length === 0 ? (
        <EmptyState icon={UsersRound} title={t('noCommittees')} action={mayEdit ? add : undefined}>
          {t('noCommitteesBody')}
        </EmptyState>
      ) : null}
      {mayEdit && data.length > 0 ? <div>{add}</div> : null}
      {data.map((committee) => (
        <CommitteeCard
          key={committee.id}
          committee={committee}
          mayEdit={mayEdit}
          onEdit={() => setEditing(committee.id)}
        />
      ))}
      {editing === null ? null : (
        <CommitteeDialog
          key={editing}
          committee={data.find(({ id }) => id === editing) ?? null}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  );
}

type CardProps = { committee: Committee; mayEdit: boolean; onEdit: () => void };

function CommitteeCard({ committee, mayEdit, onEdit }: CardProps) {
  const day = (value: string) => formatDay(value, { lang: language() });
  const over = committee.termTo !== null && committee.termTo < today();
  return (
    <section className="card flex flex-col gap-3 p-4" aria-label={committee.name}>
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <h2 className="text-18">{committee.name}</h2>
          <p className="text-14 text-ink-soft">
            {t('term', {
              from: day(committee.termFrom),
              to: committee.termTo === null ? t('endless') : day(committee.termTo),
            })}
            {over ? <span className="ms-2 font-semibold text-danger">{t('termOver')}</span> : null}
          </p>
        </div>
        {mayEdit ? (
          <Button size="small" onPress={onEdit}>
            {t('edit')}
          </Button>
        ) : null}
      </div>
      <ol className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {committee.members.map((member) => (
          <li key={member.id} className="flex flex-wrap items-baseline gap-x-2">
            <span>{member.name}</span>
            <span className="text-14 text-ink-soft">
              {t(member.role)}
              {member.position === '' ? '' : ` · ${member.position}`}
            </span>
          </li>
        ))}
      </ol>
      {committee.former.length === 0 ? null : (
        <p className="text-14 text-ink-soft">
          {t('former', { names: committee.former.map((member) => member.name).join(', ') })}
        </p>
      )}
      <Papers of={{ committeeId: committee.id }} mayEdit={mayEdit} />
    </section>
  );
}
