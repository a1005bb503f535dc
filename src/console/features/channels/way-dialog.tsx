import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ChannelDirectory, WAY_CHANNELS, type Way } from '../../../modules/channels/directory/contract.ts';
import { Checkbox } from '../../components/checkbox.tsx';
import { ComboBox } from '../../components/combo-box.tsx';
import { DatePicker } from '../../components/date-field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { Select } from '../../components/select.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { TextField } from '../../components/text-field.tsx';
import { api } from '../../lib/api.ts';
import { channelName } from '../../lib/channel-words.ts';
import { nameOf, useDirectory, useStaff } from '../../lib/directory.ts';
import { toast } from '../../lib/toast.ts';
import { today } from '../../lib/today.ts';
import { t } from './words.ts';

type Draft = Omit<Way, 'id' | 'version' | 'officerName'>;
const EMPTY: Draft = {
  channel: 'line',
  nameTh: '',
  nameEn: '',
  address: '',
  url: '',
  hours: '',
  method: '',
  officerId: null,
  departmentId: null,
  groupIds: [],
  openedOn: today(),
  closedOn: null,
  sort: 0,
};

/** One way to speak: what people see, who answers, when, for whom. */
export function WayDialog({ way, onClose }: { way: Way | null; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { departments, groups } = useDirectory();
  const staff = useStaff();
  const [draft, setDraft] = useState<Draft>(way ?? EMPTY);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const lacking = (text: string) => (tried && text.trim() === '' ? { error: t('missing') } : {});
  const save = useMutation({
    mutationFn: () => {
      const body = { version: way?.version ?? null, way: { ...EMPTY, ...draft } };
      return way === null
        ? api.post('/api/v1/channel-directory', body, ChannelDirectory)
        : api.put(`/api/v1/channel-directory/${way.id}`, body, ChannelDirectory);
    },
    onSuccess: () => {
      toast(t('saved'));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['channel-directory'] }),
  });
  return (
    <FormDialog
      title={t(way === null ? 'addWay' : 'changeWay')}
      width="wide"
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (draft.nameTh.trim() !== '' && draft.address.trim() !== '') save.mutate();
      }}
      isPending={save.isPending}
      fault={save.error?.message ?? null}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Select
          label={t('channel')}
          value={draft.channel}
          onChange={(next) => change({ channel: WAY_CHANNELS.find((each) => each === next) ?? 'website' })}
          options={WAY_CHANNELS.map((id) => ({ id, label: channelName(id) }))}
        />
        <TextField
          label={t('wayName')}
          value={draft.nameTh}
          onChange={(nameTh) => change({ nameTh })}
          isRequired
          {...lacking(draft.nameTh)}
        />
        <TextField
          label={t('address')}
          help={t('addressHelp')}
          value={draft.address}
          onChange={(address) => change({ address })}
          isRequired
          {...lacking(draft.address)}
        />
        <TextField
          label={t('url')}
          help={t('urlHelp')}
          optional
          value={draft.url}
          onChange={(url) => change({ url: url.trim() })}
        />
        <TextField label={t('wayNameEn')} optional value={draft.nameEn} onChange={(nameEn) => change({ nameEn })} />
        <TextField label={t('hours')} optional value={draft.hours} onChange={(hours) => change({ hours })} />
        {staff.length === 0 ? null : (
          <ComboBox
            label={t('officer')}
            optional
            value={draft.officerId}
            onChange={(officerId) => change({ officerId })}
            options={staff.filter((each) => each.active).map(({ id, name }) => ({ id, label: name }))}
          />
        )}
        <ComboBox
          label={t('unit')}
          optional
          value={draft.departmentId}
          onChange={(departmentId) => change({ departmentId })}
          options={departments.map((each) => ({ id: each.id, label: nameOf(each) }))}
        />
        <DatePicker
          label={t('openedOn')}
          value={draft.openedOn}
          onChange={(openedOn) => change({ openedOn: openedOn ?? today() })}
          isRequired
        />
        <DatePicker
          label={t('closedOn')}
          optional
          value={draft.closedOn}
          onChange={(closedOn) => change({ closedOn })}
        />
      </div>
      <TextArea label={t('method')} optional rows={2} value={draft.method} onChange={(method) => change({ method })} />
      <fieldset className="flex flex-col">
        <legend className="font-head font-semibold">
          {t('groups')} <span className="text-14 font-normal text-ink-soft">({t('everybody')})</span>
        </legend>
        <div className="grid sm:grid-cols-2">
          {groups.map((group) => (
            <Checkbox
              key={group.id}
              isSelected={draft.groupIds.includes(group.id)}
              onChange={(is) =>
                change({
                  groupIds: is ? [...draft.groupIds, group.id] : draft.groupIds.filter((id) => id !== group.id),
                })
              }
            >
              {nameOf(group)}
            </Checkbox>
          ))}
        </div>
      </fieldset>
    </FormDialog>
  );
}
