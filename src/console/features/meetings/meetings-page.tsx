import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import CalendarClock from 'lucide-react/icons/calendar-clock';
import CalendarPlus from 'lucide-react/icons/calendar-plus';
import Rss from 'lucide-react/icons/rss';
import { useState } from 'react';
import { formatInstant } from '../../../thai/index.ts';
import { Asked } from '../../components/asked.tsx';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { language } from '../../lib/i18n.ts';
import { can, useMe } from '../../lib/me.ts';
import { CommitteesPanel } from './committees-panel.tsx';
import { FeedDialog } from './feed-dialog.tsx';
import { MeetingDialog } from './meeting-dialog.tsx';
import { type MeetingRow, meetingsQuery } from './queries.ts';
import { t } from './words.ts';

const route = getRouteApi('/shell/meetings');
const SHOWN = ['upcoming', 'past', 'committees'] as const;
const MINUTES = { none: 'minutesNone', draft: 'minutesDraft', approved: 'minutesApproved' } as const;

/** The calendar of the committees, and the committees. */
export function MeetingsPage() {
  const me = useMe();
  const mayEdit = can(me, 'meeting.edit');
  const { show = 'upcoming' } = route.useSearch();
  const navigate = route.useNavigate();
  const [dialog, setDialog] = useState<'call' | 'feed' | null>(null);
  return (
    <Page
      title={t('meetings')}
      lead={t('lead')}
      actions={
        <>
          <Button icon={<Rss size={18} aria-hidden />} onPress={() => setDialog('feed')}>
            {t('feed')}
          </Button>
          {mayEdit ? (
            <Button look="primary" icon={<CalendarPlus size={18} aria-hidden />} onPress={() => setDialog('call')}>
              {t('call')}
            </Button>
          ) : null}
        </>
      }
    >
      <Tabs
        label={t('meetings')}
        value={show}
        onChange={(next) => void navigate({ search: { show: SHOWN.find((each) => each === next) } })}
        tabs={[
          {
            id: 'upcoming',
            label: t('upcoming'),
            panel: show === 'upcoming' ? <MeetingList show="upcoming" mayEdit={mayEdit} /> : null,
          },
          {
            id: 'past',
            label: t('past'),
            panel: show === 'past' ? <MeetingList show="past" mayEdit={mayEdit} /> : null,
          },
          {
            id: 'committees',
            label: t('committees'),
            panel: show === 'committees' ? <CommitteesPanel mayEdit={mayEdit} /> : null,
          },
        ]}
      />
      {dialog === 'call' ? <MeetingDialog meeting={null} onClose={() => setDialog(null)} /> : null}
      {dialog === 'feed' ? <FeedDialog onClose={() => setDialog(null)} /> : null}
    </Page>
  );
}

function MeetingList({ show, mayEdit }: { show: 'upcoming' | 'past'; mayEdit: boolean }) {
  const asked = useQuery(meetingsQuery(show));
  return (
    <Asked query={asked} rows={4} height="h-14">
      {(meetings) =>
        meetings.length === 0 ? (
          <EmptyState icon={CalendarClock} title={t('noMeetings')}>
            {mayEdit ? t('noMeetingsBody') : null}
          </EmptyState>
        ) : (
          <Meetings meetings={meetings} />
        )
      }
    </Asked>
  );
}

function Meetings({ meetings }: { meetings: readonly MeetingRow[] }) {
  return (
    <ul className="flex flex-col gap-2">
      {meetings.map((meeting) => (
        <li key={meeting.id}>
          <Link
            to="/meetings/$id"
            params={{ id: meeting.id }}
            className="card flex flex-col gap-1 p-4 hover:bg-hover sm:flex-row sm:items-center sm:justify-between"
          >
            <span className="min-w-0">
              <span className="block font-semibold">{meeting.title}</span>
              <span className="block text-14 text-ink-soft">{meeting.committeeName}</span>
            </span>
            <span className="shrink-0 text-14 sm:text-end">
              <span className="block">{formatInstant(new Date(meeting.startsAt), { lang: language() })}</span>
              <span className="block text-ink-soft">{stateWords(meeting)}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

export const stateWords = ({ state, minutesState }: Pick<MeetingRow, 'state' | 'minutesState'>): string =>
  state === 'held' ? `${t('held')} · ${t(MINUTES[minutesState])}` : t(state);
