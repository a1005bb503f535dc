import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from 'zod';
import { Meeting as MeetingContract } from '../../../modules/plans/meetings/contract.ts';
import { formatDay, formatInstant } from '../../../thai/index.ts';
import { BackLink } from '../../components/back-link.tsx';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { api } from '../../lib/api.ts';
import { useNames } from '../../lib/directory.ts';
import { language } from '../../lib/i18n.ts';
import { can, useMe } from '../../lib/me.ts';
import { toast } from '../../lib/toast.ts';
import { hasCome } from '../../lib/today.ts';
import { MeetingDialog } from './meeting-dialog.tsx';
import { stateWords } from './meetings-page.tsx';
import { MinutesForm } from './minutes-form.tsx';
import { Papers } from './papers.tsx';
import { type Meeting, meetingQuery } from './queries.ts';
import { StepLinks } from './step-picker.tsx';
import { yearOf } from './when.ts';
import { t } from './words.ts';

const route = getRouteApi('/shell/meetings/$id');
const TASK = { open: 'taskOpen', done: 'taskDone', dropped: 'taskDropped' } as const;
const whenOf = (at: string): string => formatInstant(new Date(at), { lang: language() });
const Invited = z.object({ invited: z.int(), without: z.array(z.string()) });

export function MeetingPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(meetingQuery(id));
  if (data === undefined) {
    return (
      <Page title={t('meetings')}>
        {error === null ? (
          <Skeleton rows={6} height="h-10" />
        ) : (
          <ErrorPanel error={error} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  }
  return <Shown key={data.id} meeting={data} />;
}

function Shown({ meeting }: { meeting: Meeting }) {
  const queryClient = useQueryClient();
  const me = useMe();
  const mayEdit = can(me, 'meeting.edit');
  const [dialog, setDialog] = useState<'edit' | 'cancel' | 'approve' | null>(null);
  const mayApprove = can(me, 'meeting.approve') && meeting.minutesState === 'draft';
  const wrote = meeting.minutesBy.some(({ id }) => id === me.user.id);
  const begun = hasCome(meeting.startsAt);
  const settle = {
    onSettled: async () => {
      setDialog(null);
      await queryClient.invalidateQueries({ queryKey: ['meeting', meeting.id] });
      await queryClient.invalidateQueries({ queryKey: ['meetings'] });
    },
  };
  const act = (path: 'cancel' | 'minutes/approve') =>
    api.post(`/api/v1/meetings/${meeting.id}/${path}`, { version: meeting.version }, MeetingContract);
  const cancel = useMutation({ mutationFn: () => act('cancel'), ...settle });
  const approve = useMutation({ mutationFn: () => act('minutes/approve'), ...settle });
  const invite = useMutation({
    mutationFn: () => api.post(`/api/v1/meetings/${meeting.id}/invite`, {}, Invited),
    onSuccess: async ({ invited, without }) => {
      toast(
        [
          invited === 0 ? t('nobodyNew') : t('invited', { n: invited }),
          ...(without.length > 0 ? [t('withoutEmail', { names: without.join(', ') })] : []),
        ].join(' · '),
      );
      await queryClient.invalidateQueries({ queryKey: ['meeting', meeting.id] });
    },
  });
  const isOpen = meeting.state !== 'cancelled' && meeting.minutesState !== 'approved';
  return (
    <Page
      title={meeting.title}
      back={<BackLink to="/meetings">{t('meetings')}</BackLink>}
      lead={`${meeting.committeeName} · ${formatInstant(new Date(meeting.startsAt), { style: 'long', lang: language() })}${meeting.place === '' ? '' : ` · ${meeting.place}`}`}
      actions={
        <>
          {mayEdit ? (
            <>
              {meeting.state === 'held' ? null : (
                <Button isPending={invite.isPending} onPress={() => invite.mutate()}>
                  {t('invite')}
                </Button>
              )}
              {meeting.state === 'planned' ? (
                <>
                  <Button onPress={() => setDialog('edit')}>{t('edit')}</Button>
                  <Button onPress={() => setDialog('cancel')}>{t('cancelMeeting')}</Button>
                </>
              ) : null}
            </>
          ) : null}
          {mayApprove && !wrote ? (
            <Button look="primary" onPress={() => setDialog('approve')}>
              {t('approve')}
            </Button>
          ) : null}
        </>
      }
    >
      <p className="font-semibold">
        {stateWords(meeting)}
        {meeting.approvedAt === null ? null : (
          <span className="ms-2 font-normal text-ink-soft">
            {t('approvedBy', {
              name: meeting.approvedBy ?? '',
              when: whenOf(meeting.approvedAt),
            })}
          </span>
        )}
      </p>
      {meeting.datedAt > meeting.startsAt ? (
        <p className="text-ink-soft">
          {meeting.datedAt === meeting.createdAt
            ? t('recordedAfter', { name: meeting.createdBy, when: whenOf(meeting.datedAt) })
            : t('movedAfter', { when: whenOf(meeting.datedAt) })}
        </p>
      ) : null}
      {mayEdit && meeting.changedSinceInvited ? (
        <p role="status" className="rounded-control border border-soon bg-soon-tint px-3 py-2 text-soon">
          {t(meeting.state === 'cancelled' ? 'cancelledSinceInvited' : 'changedSinceInvited')}
        </p>
      ) : null}
      {mayApprove && wrote ? <p className="text-ink-soft">{t('ownMinutes')}</p> : null}
      {mayEdit && begun ? (
        <MinutesForm meeting={meeting} isOpen={isOpen} record={<Record meeting={meeting} />} />
      ) : (
        <Record meeting={meeting} />
      )}
      {mayEdit && !begun && meeting.state === 'planned' ? <p className="text-ink-soft">{t('later')}</p> : null}
      <Papers of={{ meetingId: meeting.id }} mayEdit={mayEdit} />
      {dialog === 'edit' ? <MeetingDialog meeting={meeting} onClose={() => setDialog(null)} /> : null}
      <ConfirmDialog
        title={t('cancelMeeting')}
        isOpen={dialog === 'cancel'}
        confirm={t('cancelMeeting')}
        isDanger
        isPending={cancel.isPending}
        onConfirm={() => cancel.mutate()}
        onClose={() => setDialog(null)}
      >
        {t('cancelBody')}
      </ConfirmDialog>
      <ConfirmDialog
        title={t('approve')}
        isOpen={dialog === 'approve'}
        confirm={t('approve')}
        isPending={approve.isPending}
        onConfirm={() => approve.mutate()}
        onClose={() => setDialog(null)}
      >
        {t('approveBody')}
      </ConfirmDialog>
    </Page>
  );
}

/** The meeting as it is kept: to read, and to print. */
function Record({ meeting }: { meeting: Meeting }) {
  const names = useNames();
  const said = new Map(meeting.minutes.map(({ no, text }) => [no, text]));
  const fiscalYear = yearOf(meeting.startsAt);
  const who = t(meeting.state === 'held' ? 'attendance' : 'calledMembers');
  return (
    <div className="flex flex-col gap-5">
      <section className="flex flex-col gap-1" aria-label={t('agenda')}>
        <h2 className="text-18">{t('agenda')}</h2>
        <ol className="flex flex-col gap-2">
          {meeting.agenda.map(({ no, text }) => (
            <li key={no}>
              <span className="font-semibold">
                {no}. {text}
              </span>
              <span className="block whitespace-pre-line">{said.get(no) ?? ''}</span>
            </li>
          ))}
        </ol>
      </section>
      <section className="flex flex-col gap-1" aria-label={who}>
        <h2 className="text-18">{who}</h2>
        <ul className="grid gap-x-6 sm:grid-cols-2">
          {meeting.members.map((member) => (
            <li key={member.id}>
              {member.name}{' '}
              <span className="text-14 text-ink-soft">
                {t(member.role)}
                {meeting.state === 'held' ? ` · ${t(member.attendance ?? 'notRecorded')}` : ''}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {meeting.resolutions.length === 0 ? null : (
        <section className="flex flex-col gap-1" aria-label={t('resolutions')}>
          <h2 className="text-18">{t('resolutions')}</h2>
          <ol className="flex flex-col gap-2">
            {meeting.resolutions.map(({ id, no, text, stepIds, task }) => (
              <li key={id}>
                {no}. {text}
                <StepLinks fiscalYear={fiscalYear} ids={stepIds.filter((step) => !meeting.stepIds.includes(step))} />
                {task === null ? null : (
                  <span className="block text-14 text-ink-soft">
                    {[
                      names.staff(task.ownerId),
                      names.department(task.departmentId),
                      task.dueOn === null ? '' : formatDay(task.dueOn, { lang: language() }),
                      t(TASK[task.state]),
                    ]
                      .filter((word) => word !== '')
                      .join(' · ')}
                  </span>
                )}
              </li>
            ))}
          </ol>
        </section>
      )}
      {meeting.stepIds.length === 0 ? null : (
        <section className="flex flex-col gap-1" aria-label={t('steps')}>
          <h2 className="text-18">{t('steps')}</h2>
          <StepLinks fiscalYear={fiscalYear} ids={meeting.stepIds} />
        </section>
      )}
    </div>
  );
}
