import { useMutation, useQueryClient } from '@tanstack/react-query';
import Plus from 'lucide-react/icons/plus';
import Trash2 from 'lucide-react/icons/trash-2';
import { useState } from 'react';
import { v4 } from 'uuid';
import { Committee as CommitteeContract, MEMBER_ROLES } from '../../../modules/plans/meetings/contract.ts';
import { Button } from '../../components/button.tsx';
import { DatePicker } from '../../components/date-field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { Select } from '../../components/select.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { TextField } from '../../components/text-field.tsx';
import { api } from '../../lib/api.ts';
import { toast } from '../../lib/toast.ts';
import { today } from '../../lib/today.ts';
import { faultBeside, NewerNotice } from './newer-notice.tsx';
import type { Committee } from './queries.ts';
import { t } from './words.ts';

type Member = {
  key: string;
  id?: string;
  name: string;
  position: string;
  email: string;
  role: (typeof MEMBER_ROLES)[number];
  userId: string | null;
};
const blank = (role: Member['role']): Member => ({
  key: v4(),
  name: '',
  position: '',
  email: '',
  role,
  userId: null,
});

/** A committee with its members; who is taken off stays in the meetings of their time. */
export function CommitteeDialog({ committee, onClose }: { committee: Committee | null; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState(committee?.name ?? '');
  const [duties, setDuties] = useState(committee?.duties ?? '');
  const [termFrom, setTermFrom] = useState<string | null>(committee?.termFrom ?? today());
  const [termTo, setTermTo] = useState<string | null>(committee?.termTo ?? null);
  const [members, setMembers] = useState<Member[]>(
    committee === null
      ? [blank('chair'), blank('member'), blank('secretary')]
      : committee.members.map((member) => ({ ...member, key: member.id })),
  );
  const [tried, setTried] = useState(false);
  const [opened] = useState(committee?.version ?? null);
  const isNewer = committee !== null && committee.version !== opened;
  const named = members.filter((member) => member.name.trim() !== '');
  const save = useMutation({
    mutationFn: () => {
      const body = {
        version: committee?.version ?? null,
        committee: {
          name,
          duties,
          systemId: committee?.systemId ?? null,
          termFrom,
          termTo,
          members: named.map(({ key: _key, ...member }) => member),
        },
      };
      return committee === null
        ? api.post('/api/v1/committees', body, CommitteeContract)
        : api.put(`/api/v1/committees/${committee.id}`, body, CommitteeContract);
    },
    meta: { quiet: true },
    onSuccess: () => {
      toast(t('saved'));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['committees'] }),
  });
  const change = (key: string, part: Partial<Member>) =>
    setMembers((all) => all.map((member) => (member.key === key ? { ...member, ...part } : member)));
  const lacking = tried ? { error: t('missing') } : {};
  return (
    <FormDialog
      title={t(committee === null ? 'newCommittee' : 'changeCommittee')}
      width="wide"
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (name.trim() !== '' && termFrom !== null && named.length > 0) save.mutate();
      }}
      isPending={save.isPending}
      fault={faultBeside(save.error, isNewer)}
      {...(isNewer ? { submit: t('saveOver') } : {})}
    >
      {isNewer ? <NewerNotice>{t('changedWhileOpen')}</NewerNotice> : null}
      <TextField
        label={t('name')}
        value={name}
        onChange={setName}
        isRequired
        autoFocus
        {...(name.trim() === '' ? lacking : {})}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <DatePicker
          label={t('termFrom')}
          value={termFrom}
          onChange={setTermFrom}
          isRequired
          {...(termFrom === null ? lacking : {})}
        />
        <DatePicker label={t('termTo')} optional value={termTo} onChange={setTermTo} />
      </div>
      <TextArea label={t('duties')} help={t('dutiesHelp')} optional rows={3} value={duties} onChange={setDuties} />
      <h3 className="text-18">{t('members')}</h3>
      {members.map((member) => (
        <fieldset key={member.key} className="grid gap-2 rounded-control border border-line p-3 sm:grid-cols-2">
          <legend className="sr-only">{member.name || t('member')}</legend>
          <TextField
            label={t('memberName')}
            value={member.name}
            onChange={(next) => change(member.key, { name: next })}
          />
          <Select
            label={t('memberRole')}
            value={member.role}
            onChange={(next) => change(member.key, { role: MEMBER_ROLES.find((each) => each === next) ?? 'member' })}
            options={MEMBER_ROLES.map((role) => ({ id: role, label: t(role) }))}
          />
          <TextField
            label={t('memberPosition')}
            optional
            value={member.position}
            onChange={(next) => change(member.key, { position: next })}
          />
          <TextField
            label={t('memberEmail')}
            type="email"
            optional
            value={member.email}
            onChange={(next) => change(member.key, { email: next })}
            after={
              <IconButton
                label={t('removeMember', { name: member.name })}
                icon={<Trash2 size={18} aria-hidden />}
                onPress={() => setMembers((all) => all.filter((each) => each.key !== member.key))}
              />
            }
          />
        </fieldset>
      ))}
      <div>
        <Button
          size="small"
          icon={<Plus size={16} aria-hidden />}
          onPress={() => setMembers((all) => [...all, blank('member')])}
        >
          {t('addMember')}
        </Button>
      </div>
    </FormDialog>
  );
}
