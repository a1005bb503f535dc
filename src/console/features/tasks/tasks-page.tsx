import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import ListChecks from 'lucide-react/icons/list-checks';
import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import { formatDay } from '../../../thai/index.ts';
import { Asked } from '../../components/asked.tsx';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Select } from '../../components/select.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useNames } from '../../lib/directory.ts';
import { language } from '../../lib/i18n.ts';
import { useMe } from '../../lib/me.ts';
import { EndDialog } from './end-dialog.tsx';
import { type Of, type State, type TaskView, tasksQuery } from './queries.ts';
import { TaskDialog } from './task-dialog.tsx';
import { t } from './words.ts';

const route = getRouteApi('/shell/tasks');
const STATES: readonly State[] = ['open', 'overdue', 'ended'];
type Doing = { what: 'add' } | { what: 'edit' | 'done' | 'dropped'; task: TaskView };

/** What resolutions, plans and orders ask of people: mine, my department's, all. */
export function TasksPage() {
  const me = useMe();
  const { of = 'mine', state = 'open', paper, step, about = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [doing, setDoing] = useState<Doing | null>(null);
  const asked = useQuery(tasksQuery(of, state));
  const counts = asked.data?.counts;
  const lists: readonly Of[] = me.user.departmentId === null ? ['mine', 'all'] : ['mine', 'department', 'all'];
  const panel = (
    <div className="flex flex-col gap-4">
      <div className="w-48">
        <Select
          label={t('state')}
          value={state}
          onChange={(next) => void navigate({ search: { of, state: STATES.find((each) => each === next) } })}
          options={STATES.map((each) => ({ id: each, label: t(each) }))}
        />
      </div>
      <Asked query={asked} rows={5} height="h-14">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={ListChecks} title={t('none')}>
              {t('noneBody')}
            </EmptyState>
          ) : (
            <ul className="flex flex-col gap-2">
              {items.map((task) => (
                <TaskCard key={task.id} task={task} onDo={setDoing} />
              ))}
            </ul>
          )
        }
      </Asked>
    </div>
  );
  return (
    <Page
      title={t('tasks')}
      lead={t('lead')}
      actions={
        <Button look="primary" icon={<Plus size={18} aria-hidden />} onPress={() => setDoing({ what: 'add' })}>
          {t('add')}
        </Button>
      }
    >
      <Tabs
        label={t('tasks')}
        value={of}
        onChange={(next) => void navigate({ search: { of: lists.find((each) => each === next), state } })}
        tabs={lists.map((each) => ({
          id: each,
          label: t(each),
          ...(counts === undefined || each === 'all' ? {} : { count: counts[each] }),
          panel: each === of ? panel : null,
        }))}
      />
      {paper === undefined && step === undefined ? null : (
        <TaskDialog
          task={null}
          from={{ paperId: paper ?? null, stepId: step ?? null, about }}
          onClose={() => void navigate({ search: { of: 'all' }, replace: true })}
        />
      )}
      {doing?.what === 'add' ? <TaskDialog task={null} onClose={() => setDoing(null)} /> : null}
      {doing?.what === 'edit' ? <TaskDialog task={doing.task} onClose={() => setDoing(null)} /> : null}
      {doing?.what === 'done' || doing?.what === 'dropped' ? (
        <EndDialog task={doing.task} outcome={doing.what} onClose={() => setDoing(null)} />
      ) : null}
    </Page>
  );
}

function TaskCard({ task, onDo }: { task: TaskView; onDo: (doing: Doing) => void }) {
  const names = useNames();
  const who = [task.ownerName, names.department(task.departmentId)].filter((name) => name !== null && name !== '');
  const due = task.dueOn === null ? t('noDue') : formatDay(task.dueOn, { lang: language() });
  return (
    <li className="card flex flex-col gap-2 p-4 sm:flex-row sm:items-start sm:justify-between">
      <div className="min-w-0">
        <p className="font-semibold">{task.title}</p>
        {task.detail === '' ? null : <p className="text-14 whitespace-pre-line text-ink-soft">{task.detail}</p>}
        <p className="flex flex-wrap gap-x-4 text-14 text-ink-soft">
          <span className={task.overdue ? 'font-semibold text-danger' : ''}>
            {task.overdue ? `${t('overdue')} · ` : ''}
            {due}
          </span>
          <span>{who.join(' · ')}</span>
          {task.origin === 'resolution' && task.originId !== null ? (
            <Link
              to="/meetings/$id"
              params={{ id: task.originId }}
              className="inline-flex min-h-8 items-center text-primary underline underline-offset-4"
            >
              {t('resolution')}
            </Link>
          ) : (
            <span>{t(task.origin)}</span>
          )}
        </p>
        {task.state === 'open' ? null : (
          <p className="text-14">
            {t(task.state === 'done' ? 'done' : 'dropped')}
            {task.result === '' ? '' : ` · ${task.result}`}
          </p>
        )}
      </div>
      <div className="flex shrink-0 flex-wrap gap-2">
        {task.mayEnd ? (
          <Button size="small" onPress={() => onDo({ what: 'done', task })}>
            {t('finish')}
          </Button>
        ) : null}
        {task.mayChange ? (
          <>
            <Button size="small" look="quiet" onPress={() => onDo({ what: 'edit', task })}>
              {t('edit')}
            </Button>
            <Button size="small" look="quiet" onPress={() => onDo({ what: 'dropped', task })}>
              {t('drop')}
            </Button>
          </>
        ) : null}
      </div>
    </li>
  );
}
