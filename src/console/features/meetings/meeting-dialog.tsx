import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Meeting as MeetingContract } from '../../../modules/plans/meetings/contract.ts';
import { DatePicker } from '../../components/date-field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { Select } from '../../components/select.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { TextField } from '../../components/text-field.tsx';
import { api } from '../../lib/api.ts';
import { useMe } from '../../lib/me.ts';
import { toast } from '../../lib/toast.ts';
import { today } from '../../lib/today.ts';
import { faultBeside, NewerNotice } from './newer-notice.tsx';
import { committeesQuery, type Meeting } from './queries.ts';
import { StepPicker } from './step-picker.tsx';
import { agendaOf, instantOf, whenOf, yearOf } from './when.ts';
import { t } from './words.ts';

/** Calls a meeting, or changes one that is still to come. */
export function MeetingDialog({ meeting, onClose }: { meeting: Meeting | null; onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const me = useMe();
  const { data: committees = [], isPending } = useQuery(committeesQuery);
  const inOffice = committees.filter(({ termTo }) => termTo === null || termTo >= today());
  const begins = meeting === null ? { day: null, clock: '09:30' } : whenOf(meeting.startsAt);
  const [committeeId, setCommitteeId] = useState<string | null>(meeting?.committeeId ?? null);
  const [title, setTitle] = useState(meeting?.title ?? '');
  const [day, setDay] = useState<string | null>(begins.day);
  const [from, setFrom] = useState(begins.clock);
  const [to, setTo] = useState(meeting === null ? '12:00' : whenOf(meeting.endsAt).clock);
  const [place, setPlace] = useState(meeting?.place ?? '');
  const [agenda, setAgenda] = useState((meeting?.agenda ?? []).map(({ no, text }) => `${no} ${text}`).join('\n'));
  const [stepIds, setStepIds] = useState<string[]>(meeting?.stepIds ?? []);
  const [tried, setTried] = useState(false);
  const [opened] = useState(meeting?.version ?? null);
  const isNewer = meeting !== null && meeting.version !== opened;
  const startsAt = instantOf(day, from);
  const endsAt = instantOf(day, to);
  const lacking = (is: boolean) => (tried && is ? { error: t('missing') } : {});
  const save = useMutation({
    mutationFn: () => {
      const body = { committeeId, title, startsAt, endsAt, place, agenda: agendaOf(agenda), stepIds };
      return meeting === null
        ? api.post('/api/v1/meetings', body, MeetingContract)
        : api.put(`/api/v1/meetings/${meeting.id}`, { version: meeting.version, meeting: body }, MeetingContract);
    },
    meta: { quiet: true },
    onSuccess: (saved) => {
      toast(t('saved'));
      onClose();
      if (meeting === null) void navigate({ to: '/meetings/$id', params: { id: saved.id } });
    },
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['meetings'] });
      await queryClient.invalidateQueries({ queryKey: ['meeting'] });
    },
  });
  return (
    <FormDialog
      title={t(meeting === null ? 'call' : 'changeMeeting')}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (committeeId !== null && title.trim() !== '' && startsAt !== null && endsAt !== null) save.mutate();
      }}
      isPending={save.isPending}
      fault={faultBeside(save.error, isNewer)}
      {...(isNewer ? { submit: t('saveOver') } : {})}
    >
      {isNewer ? <NewerNotice>{t('changedWhileOpen')}</NewerNotice> : null}
      <Select
        label={t('committee')}
        value={committeeId}
        onChange={setCommitteeId}
        isDisabled={isPending}
        isRequired
        options={inOffice.map(({ id, name }) => ({ id, label: name }))}
        {...lacking(committeeId === null)}
      />
      <TextField label={t('subject')} value={title} onChange={setTitle} isRequired {...lacking(title.trim() === '')} />
      <DatePicker label={t('day')} value={day} onChange={setDay} isRequired {...lacking(day === null)} />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={t('from')}
          value={from}
          onChange={setFrom}
          inputMode="numeric"
          {...lacking(startsAt === null)}
        />
        <TextField label={t('to')} value={to} onChange={setTo} inputMode="numeric" {...lacking(endsAt === null)} />
      </div>
      <TextField label={t('place')} optional value={place} onChange={setPlace} />
      <TextArea label={t('agenda')} help={t('agendaHelp')} optional value={agenda} onChange={setAgenda} />
      <StepPicker
        fiscalYear={startsAt === null ? me.fiscalYear : yearOf(startsAt)}
        value={stepIds}
        onChange={setStepIds}
      />
    </FormDialog>
  );
}
