import { useMutation, useQueryClient } from '@tanstack/react-query';
import Plus from 'lucide-react/icons/plus';
import { type ReactNode, useState } from 'react';
import { ATTENDANCE, Meeting as MeetingContract } from '../../../modules/plans/meetings/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { Button } from '../../components/button.tsx';
import { FormFault } from '../../components/form-fault.tsx';
import { LeaveGuard } from '../../components/leave-guard.tsx';
import { Select } from '../../components/select.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { api } from '../../lib/api.ts';
import { language } from '../../lib/i18n.ts';
import { toast } from '../../lib/toast.ts';
import {
  blankResolution,
  bodyOf,
  type Draft,
  draftOf,
  everybodyCame,
  itemsOf,
  type Resolution,
  stillTyped,
} from './minutes-draft.ts';
import { faultBeside, NewerNotice } from './newer-notice.tsx';
import { type Meeting, meetingQuery } from './queries.ts';
import { ResolutionFields } from './resolution-fields.tsx';
import { yearOf } from './when.ts';
import { t } from './words.ts';

type Props = {
  meeting: Meeting;
  /** Whether minutes may still be saved. */
  isOpen: boolean;
  /** What is shown when they may not, and nothing typed is waiting. */
  record: ReactNode;
};

/**
 * Who came, what was said, what was resolved; kept as a draft until it is approved. What is typed stays until it is saved or thrown
 * away by a press, whatever others save meanwhile.
 */
export function MinutesForm({ meeting, isOpen, record }: Props) {
  const queryClient = useQueryClient();
  /** What was typed, and upon which version. */
  const [typed, setTyped] = useState<{ draft: Draft; version: number } | null>(null);
  const draft = typed?.draft ?? draftOf(meeting);
  const isNewer = typed !== null && meeting.version > typed.version;
  const edit = (next: (draft: Draft) => Draft) =>
    setTyped((before) => ({
      draft: next(before?.draft ?? draft),
      version: before?.version ?? meeting.version,
    }));
  const change = (key: string, part: Partial<Resolution>) =>
    edit((now) => ({
      ...now,
      resolutions: now.resolutions.map((each) => (each.key === key ? { ...each, ...part } : each)),
    }));
  const save = useMutation({
    mutationFn: (sent: Draft) =>
      api.put(`/api/v1/meetings/${meeting.id}/minutes`, bodyOf(sent, meeting), MeetingContract),
    meta: { quiet: true },
    onSuccess: (saved, sent) => {
      toast(t('saved'));
      queryClient.setQueryData(meetingQuery(meeting.id).queryKey, saved);
      setTyped((now) => {
        const still = now === null ? null : stillTyped(now.draft, sent, saved);
        return still === null ? null : { draft: still, version: saved.version };
      });
    },
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['meeting', meeting.id] });
      await queryClient.invalidateQueries({ queryKey: ['meetings'] });
    },
  });
  if (!isOpen && typed === null) return record;
  const fault = faultBeside(save.error, isNewer);
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (isOpen && !save.isPending) save.mutate(draft);
      }}
    >
      {isNewer ? (
        <NewerNotice
          action={
            <Button
              size="small"
              isDisabled={save.isPending}
              onPress={() => {
                setTyped(null);
                save.reset();
              }}
            >
              {t('takeNewest')}
            </Button>
          }
        >
          {t(isOpen ? 'newer' : 'newerClosed', {
            name: meeting.changedBy === '' ? t('somebody') : meeting.changedBy,
            when: formatInstant(new Date(meeting.changedAt), { lang: language() }),
          })}
        </NewerNotice>
      ) : null}
      <section className="flex flex-col gap-2" aria-label={t('attendance')}>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 className="text-18">{t('attendance')}</h2>
          <Button size="small" onPress={() => edit((now) => everybodyCame(now, meeting))}>
            {t('everybodyCame')}
          </Button>
        </div>
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {meeting.members.map((member) => (
            <Select
              key={member.id}
              label={member.name}
              placeholder={t('notRecorded')}
              value={draft.attended[member.id] ?? null}
              onChange={(next) => {
                const state = ATTENDANCE.find((each) => each === next);
                if (state !== undefined) {
                  edit((now) => ({ ...now, attended: { ...now.attended, [member.id]: state } }));
                }
              }}
              options={ATTENDANCE.map((each) => ({ id: each, label: t(each) }))}
            />
          ))}
        </div>
      </section>
      <Said draft={draft} meeting={meeting} onChange={(said) => edit((now) => ({ ...now, said }))} />
      <section className="flex flex-col gap-3" aria-label={t('resolutions')}>
        <h2 className="text-18">{t('resolutions')}</h2>
        {draft.resolutions.map((resolution) => (
          <ResolutionFields
            key={resolution.key}
            resolution={resolution}
            fiscalYear={yearOf(meeting.startsAt)}
            onChange={(part) => change(resolution.key, part)}
            onRemove={() =>
              edit((now) => ({ ...now, resolutions: now.resolutions.filter(({ key }) => key !== resolution.key) }))
            }
          />
        ))}
        <div>
          <Button
            size="small"
            icon={<Plus size={16} aria-hidden />}
            onPress={() => {
              const blank = blankResolution(draft, meeting);
              edit((now) => ({ ...now, resolutions: [...now.resolutions, blank] }));
            }}
          >
            {t('addResolution')}
          </Button>
        </div>
      </section>
      {fault === null ? null : <FormFault>{fault}</FormFault>}
      {isOpen ? (
        <div>
          <Button look="primary" type="submit" isPending={save.isPending}>
            {t(isNewer ? 'saveOver' : 'saveMinutes')}
          </Button>
        </div>
      ) : null}
      <LeaveGuard isTyped={typed !== null} />
    </form>
  );
}

type SaidProps = { draft: Draft; meeting: Meeting; onChange: (said: Draft['said']) => void };
function Said({ draft, meeting, onChange }: SaidProps) {
  const items = itemsOf(draft, meeting);
  if (items.length === 0) return null;
  return (
    <section className="flex flex-col gap-3" aria-label={t('minutes')}>
      <h2 className="text-18">{t('minutes')}</h2>
      {items.map(({ no, text }) => (
        <TextArea
          key={no}
          label={t('minutesOf', { no, text })}
          rows={2}
          value={draft.said[no] ?? ''}
          onChange={(next) => onChange({ ...draft.said, [no]: next })}
        />
      ))}
    </section>
  );
}
