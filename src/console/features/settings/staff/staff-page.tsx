import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Ellipsis from 'lucide-react/icons/ellipsis';
import UserPlus from 'lucide-react/icons/user-plus';
import { useState } from 'react';
import { InvitationMade, RoleName, type StaffMember } from '../../../../modules/people/contract.ts';
import { formatInstant } from '../../../../thai/index.ts';
import { Asked } from '../../../components/asked.tsx';
import { Button } from '../../../components/button.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Menu } from '../../../components/menu.tsx';
import { Page } from '../../../components/page.tsx';
import { Table } from '../../../components/table.tsx';
import { api } from '../../../lib/api.ts';
import { staffQuery, useNames } from '../../../lib/directory.ts';
import { language } from '../../../lib/i18n.ts';
import { can, useMe } from '../../../lib/me.ts';
import { ReadOnlyNote } from '../may-edit.tsx';
import { SecretOnce } from '../secret-once.tsx';
import { t as settings } from '../words.ts';
import { ClearFactorDialog } from './clear-factor-dialog.tsx';
import { InviteDialog, type Made } from './invite-dialog.tsx';
import { PendingLinks } from './pending-links.tsx';
import { rolesWord } from './roles-field.tsx';
import { StaffDialog } from './staff-dialog.tsx';
import { t } from './words.ts';

type Open =
  | { what: 'invite' }
  | { what: 'edit' | 'clear-factor'; member: StaffMember }
  | { what: 'link'; made: Made }
  | null;

export function StaffPage() {
  const me = useMe();
  const mayManage = can(me, 'staff.manage');
  const names = useNames();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<Open>(null);
  const asked = useQuery(staffQuery);
  const showLink = (made: Made): void => setOpen({ what: 'link', made });
  const reset = useMutation({
    mutationFn: (id: string) => api.post(`/api/v1/staff/${id}/reset-link`, {}, InvitationMade),
    onSuccess: (made) => {
      void queryClient.invalidateQueries({ queryKey: ['invitations'] });
      showLink(made);
    },
  });
  return (
    <Page
      title={settings('staff')}
      lead={settings('staffHelp')}
      actions={
        mayManage ? (
          <Button look="primary" icon={<UserPlus size={18} aria-hidden />} onPress={() => setOpen({ what: 'invite' })}>
            {t('invite')}
          </Button>
        ) : null
      }
    >
      {mayManage ? null : <ReadOnlyNote />}
      <Asked query={asked} rows={6}>
        {(data) => (
          <Table
            caption={settings('staff')}
            stacked
            rows={data}
            keyOf={({ id }) => id}
            columns={[
              {
                id: 'name',
                header: t('name'),
                isRowHeader: true,
                width: 'min-w-52',
                cell: (member) => <Who member={member} />,
              },
              { id: 'roles', header: t('roles'), cell: ({ roles }) => rolesWord(roles) },
              {
                id: 'department',
                header: t('department'),
                cell: ({ departmentId }) => names.department(departmentId) || t('noDepartment'),
              },
              {
                id: 'twoFactor',
                header: t('twoFactor'),
                width: 'min-w-20',
                cell: ({ twoFactor }) => t(twoFactor ? 'yes' : 'no'),
              },
              {
                id: 'state',
                header: t('state'),
                width: 'min-w-20',
                cell: ({ active }) => t(active ? 'active' : 'inactive'),
              },
              {
                id: 'actions',
                header: settings('actions'),
                align: 'end',
                cell: (member) =>
                  mayManage ? (
                    <span className="inline-flex items-center gap-1">
                      <Button
                        size="small"
                        aria-label={t('editTitle', { name: member.name })}
                        onPress={() => setOpen({ what: 'edit', member })}
                      >
                        {settings('edit')}
                      </Button>
                      <Menu
                        label={`${settings('more')}: ${member.name}`}
                        trigger={
                          <IconButton
                            label={`${settings('more')}: ${member.name}`}
                            icon={<Ellipsis size={18} aria-hidden />}
                          />
                        }
                        groups={[
                          {
                            id: 'member',
                            actions: [
                              {
                                id: 'reset',
                                label: t('resetLink'),
                                isDisabled: !member.active,
                                run: () => reset.mutate(member.id),
                              },
                              ...(member.twoFactor && member.id !== me.user.id
                                ? [
                                    {
                                      id: 'clear-factor',
                                      label: t('clearFactor'),
                                      isDanger: true,
                                      run: () => setOpen({ what: 'clear-factor', member }),
                                    },
                                  ]
                                : []),
                            ],
                          },
                        ]}
                      />
                    </span>
                  ) : null,
              },
            ]}
          />
        )}
      </Asked>
      {mayManage ? <PendingLinks /> : null}
      <RolesExplained />
      {open?.what === 'invite' ? <InviteDialog onMade={showLink} onClose={() => setOpen(null)} /> : null}
      {open?.what === 'edit' ? <StaffDialog member={open.member} onClose={() => setOpen(null)} /> : null}
      {open?.what === 'clear-factor' ? <ClearFactorDialog member={open.member} onClose={() => setOpen(null)} /> : null}
      {open?.what === 'link' ? (
        <SecretOnce
          title={t('linkTitle', { name: open.made.invitation.name })}
          secret={open.made.link}
          onClose={() => setOpen(null)}
        >
          {t('linkBody', { at: formatInstant(new Date(open.made.invitation.expiresAt), { lang: language() }) })}
        </SecretOnce>
      ) : null}
    </Page>
  );
}

function Who({ member: { name, email, position, active } }: { member: StaffMember }) {
  return (
    <span className={active ? '' : 'text-ink-faint'}>
      {name}
      <span className="block font-normal text-ink-soft">{position}</span>
      {email === null ? null : <span className="block font-normal break-all text-ink-soft">{email}</span>}
    </span>
  );
}

function RolesExplained() {
  return (
    <details className="card p-4">
      <summary className="font-head font-semibold">{t('explained')}</summary>
      <dl className="mt-3 grid gap-x-6 gap-y-2 sm:grid-cols-[14rem_1fr]">
        {RoleName.options.map((role) => (
          <div key={role} className="contents">
            <dt className="font-semibold">{t(role)}</dt>
            <dd className="text-ink-soft">{t(`${role}May`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
