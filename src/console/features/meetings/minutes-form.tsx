import { useMutation, useQueryClient } from '@tanstack/react-query';
import Plus from 'lucide-react/icons/plus';
import Trash2 from 'lucide-react/icons/trash-2';
import { useState } from 'react';
import { ATTENDANCE, Meeting as MeetingContract } from '../../../modules/plans/meetings/contract.ts';
import { Button } from '../../components/button.tsx';
import { ComboBox } from '../../components/combo-box.tsx';
import { DatePicker } from '../../components/date-field.tsx';
import { FormFault } from '../../components/form-fault.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { Select } from '../../components/select.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { api } from '../../lib/api.ts';
import { nameOf, useDirectory, useStaff } from '../../lib/directory.ts';
import { toast } from '../../lib/toast.ts';
import type { Meeting } from './queries.ts';
import { StepPicker } from './step-picker.tsx';
import { yearOf } from './when.ts';
import { t } from './words.ts';

type Resolution = {
  key: string;
  id?: string;
  no: string;
  text: string;
  stepIds: string[];
  ownerId: string | null;
  departmentId: string | null;
  dueOn: string | null;
};

/** Who came, what was said, what was resolved; kept as a draft until it is approved. */
export function MinutesForm({ meeting }: { meeting: Meeting }) {
  const queryClient = useQueryClient();
  const staff = useStaff();
  const { departments } = useDirectory();
  const [attended, setAttended] = useState<Record<string, (typeof ATTENDANCE)[number]>>(() =>
    Object.fromEntries(meeting.members.map(({ id, attendance }) => [id, attendance ?? 'present'])),
  );
  const [said, setSaid] = useState<Record<string, string>>(() =>
    Object.fromEntries(meeting.minutes.map(({ no, text }) => [no, text])),
  );
  const [resolutions, setResolutions] = useState<Resolution[]>(() =>
    meeting.resolutions.map(({ id, no, text, stepIds, task }) => ({
      key: id,
      id,
      no,
      text,
      stepIds,
      ownerId: task?.ownerId ?? null,
      departmentId: task?.departmentId ?? null,
      dueOn: task?.dueOn ?? null,
    })),
  );
  const change = (key: string, part: Partial<Resolution>) =>
    setResolutions((all) => all.map((each) => (each.key === key ? { ...each, ...part } : each)));
  const save = useMutation({
    mutationFn: () =>
      api.put(
        `/api/v1/meetings/${meeting.id}/minutes`,
        {
          version: meeting.version,
          attendance: meeting.members.map(({ id }) => ({ memberId: id, state: attended[id] ?? 'present' })),
          minutes: meeting.agenda.map(({ no }) => ({ no, text: said[no] ?? '' })),
          resolutions: resolutions
            .filter(({ text }) => text.trim() !== '')
            .map(({ key: _key, ownerId, departmentId, dueOn, ...rest }) => ({
              ...rest,
              task: ownerId === null && departmentId === null ? null : { ownerId, departmentId, dueOn },
            })),
        },
        MeetingContract,
      ),
    onSuccess: () => toast(t('saved')),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['meeting', meeting.id] });
      await queryClient.invalidateQueries({ queryKey: ['meetings'] });
    },
  });
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate();
      }}
    >
      <section className="flex flex-col gap-2" aria-label={t('attendance')}>
        <h2 className="text-18">{t('attendance')}</h2>
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {meeting.members.map((member) => (
            <Select
              key={member.id}
              label={member.name}
              value={attended[member.id] ?? 'present'}
              onChange={(next) =>
                setAttended((all) => ({ ...all, [member.id]: ATTENDANCE.find((each) => each === next) ?? 'present' }))
              }
              options={ATTENDANCE.map((each) => ({ id: each, label: t(each) }))}
            />
          ))}
        </div>
      </section>
      {meeting.agenda.length === 0 ? null : (
        <section className="flex flex-col gap-3" aria-label={t('minutes')}>
          <h2 className="text-18">{t('minutes')}</h2>
          {meeting.agenda.map(({ no, text }) => (
            <TextArea
              key={no}
              label={t('minutesOf', { no, text })}
              rows={2}
              value={said[no] ?? ''}
              onChange={(next) => setSaid((all) => ({ ...all, [no]: next }))}
            />
          ))}
        </section>
      )}
      <section className="flex flex-col gap-3" aria-label={t('resolutions')}>
        <h2 className="text-18">{t('resolutions')}</h2>
        {resolutions.map((resolution) => (
          <fieldset key={resolution.key} className="flex flex-col gap-2 rounded-control border border-line p-3">
            <div className="flex items-start gap-2">
              <div className="grow">
                <TextArea
                  label={t('resolution', { no: resolution.no })}
                  rows={2}
                  value={resolution.text}
                  autoFocus={resolution.id === undefined}
                  onChange={(next) => change(resolution.key, { text: next })}
                />
              </div>
              <IconButton
                label={t('removeResolution', { no: resolution.no })}
                icon={<Trash2 size={18} aria-hidden />}
                onPress={() => setResolutions((all) => all.filter(({ key }) => key !== resolution.key))}
              />
            </div>
            <p className="text-14 text-ink-soft">{t('noTask')}</p>
            <div className="grid gap-2 sm:grid-cols-3">
              {staff.length === 0 ? null : (
                <ComboBox
                  label={t('carriedOutBy')}
                  optional
                  value={resolution.ownerId}
                  onChange={(next) => change(resolution.key, { ownerId: next })}
                  options={staff.filter((each) => each.active).map(({ id, name }) => ({ id, label: name }))}
                />
              )}
              <ComboBox
                label={t('unit')}
                optional
                value={resolution.departmentId}
                onChange={(next) => change(resolution.key, { departmentId: next })}
                options={departments.map((each) => ({ id: each.id, label: nameOf(each) }))}
              />
              <DatePicker
                label={t('dueOn')}
                optional
                value={resolution.dueOn}
                onChange={(next) => change(resolution.key, { dueOn: next })}
              />
            </div>
            <StepPicker
              fiscalYear={yearOf(meeting.startsAt)}
              value={resolution.stepIds}
              onChange={(stepIds) => change(resolution.key, { stepIds })}
            />
          </fieldset>
        ))}
        <div>
          <Button
            size="small"
            icon={<Plus size={16} aria-hidden />}
            onPress={() =>
              setResolutions((all) => [
                ...all,
                {
                  key: crypto.randomUUID(),
                  no: String(Math.max(0, ...all.map(({ no }) => Number.parseInt(no, 10) || 0)) + 1),
                  text: '',
                  stepIds: meeting.stepIds,
                  ownerId: null,
                  departmentId: null,
                  dueOn: null,
                },
              ])
            }
          >
            {t('addResolution')}
          </Button>
        </div>
      </section>
      {save.error === null ? null : <FormFault>{save.error.message}</FormFault>}
      <div>
        <Button look="primary" type="submit" isPending={save.isPending}>
          {t('saveMinutes')}
        </Button>
      </div>
    </form>
  );
}
