import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CHANNELS } from '../../../../modules/complaints/contract.ts';
import { type ChartItem, type ItemLink, ItemLink as LinkContract } from '../../../../modules/plans/contract.ts';
import { ComboBox } from '../../../components/combo-box.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { Select } from '../../../components/select.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { channelName } from '../../../lib/channel-words.ts';
import { nameOf, useDirectory } from '../../../lib/directory.ts';
import { stepsOf } from '../contents.ts';
import { boardQuery } from '../queries.ts';
import { t } from './words.ts';

const KINDS = ['channel', 'step', 'page', 'groups', 'department'] as const;
type Kind = (typeof KINDS)[number];
const idOf = (link: ItemLink | null): string => {
  if (link === null) return '';
  if (link.kind === 'channel') return link.channel;
  if (link.kind === 'step') return link.stepId;
  if (link.kind === 'page') return link.url;
  return link.kind === 'groups' ? link.groupKind : link.departmentId;
};
const NAME = {
  channel: 'channel',
  step: 'stepId',
  page: 'url',
  groups: 'groupKind',
  department: 'departmentId',
} as const;

type Props = { item: ChartItem; fiscalYear: number; onSave: (link: ItemLink | null) => void; onClose: () => void };

/** The live thing that an item names. */
export function LinkDialog({ item, fiscalYear, onSave, onClose }: Props) {
  const [kind, setKind] = useState<Kind | null>(item.link?.kind ?? null);
  const [value, setValue] = useState(idOf(item.link));
  const [tried, setTried] = useState(false);
  const { departments } = useDirectory();
  const { data: board } = useQuery(boardQuery(fiscalYear));
  const link = kind === null ? null : (LinkContract.safeParse({ kind, [NAME[kind]]: value }).data ?? null);
  const isRight =
    kind === null || (link !== null && value !== '' && (kind !== 'page' || /^(https?:\/\/|\/(?!\/))/.test(value)));
  const lacking = tried && !isRight ? { error: t(kind === 'page' ? 'wrongUrl' : 'choose') } : {};
  const steps = (board?.systems ?? []).flatMap(({ system, plan }) =>
    (plan === null ? [] : stepsOf(plan.document.content)).map(({ id, no, text }) => ({
      id,
      label: `${system.no}.${no} ${text}`,
    })),
  );
  return (
    <FormDialog
      title={t('linkTitle')}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (!isRight) return;
        onSave(link);
        onClose();
      }}
      isPending={false}
      fault={null}
    >
      <p>{item.text}</p>
      <Select
        label={t('linkKind')}
        value={kind ?? 'none'}
        onChange={(next) => {
          setKind(KINDS.find((each) => each === next) ?? null);
          setValue('');
        }}
        options={[{ id: 'none', label: t('linkNone') }, ...KINDS.map((id) => ({ id, label: t(`kind_${id}`) }))]}
      />
      {kind === 'channel' ? (
        <Select
          label={t('channel')}
          value={value === '' ? null : value}
          onChange={setValue}
          options={CHANNELS.map((id) => ({ id, label: channelName(id) }))}
          {...lacking}
        />
      ) : null}
      {kind === 'step' ? (
        <ComboBox
          label={t('step')}
          value={value === '' ? null : value}
          onChange={(next) => setValue(next ?? '')}
          options={steps}
          {...lacking}
        />
      ) : null}
      {kind === 'page' ? (
        <TextField label={t('url')} value={value} onChange={setValue} maxLength={500} {...lacking} />
      ) : null}
      {kind === 'groups' ? (
        <Select
          label={t('groups')}
          value={value === '' ? null : value}
          onChange={setValue}
          options={[
            { id: 'recipient', label: t('customers') },
            { id: 'stakeholder', label: t('stakeholder') },
          ]}
          {...lacking}
        />
      ) : null}
      {kind === 'department' ? (
        <ComboBox
          label={t('department')}
          value={value === '' ? null : value}
          onChange={(next) => setValue(next ?? '')}
          options={departments.map((each) => ({ id: each.id, label: nameOf(each) }))}
          {...lacking}
        />
      ) : null}
    </FormDialog>
  );
}
