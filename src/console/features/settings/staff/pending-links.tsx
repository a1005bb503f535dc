import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { Invitation } from '../../../../modules/people/contract.ts';
import { formatInstant } from '../../../../thai/index.ts';
import { Button } from '../../../components/button.tsx';
import { ErrorPanel } from '../../../components/error-panel.tsx';
import { Table } from '../../../components/table.tsx';
import { api, nothing } from '../../../lib/api.ts';
import { language } from '../../../lib/i18n.ts';
import { toast } from '../../../lib/toast.ts';
import { t as settings } from '../words.ts';
import { rolesWord } from './roles-field.tsx';
import { t } from './words.ts';

/** Those that still open something. */
async function pending(signal: AbortSignal): Promise<Invitation[]> {
  const all = await api.get('/api/v1/invitations', z.array(Invitation), { signal });
  const now = new Date().toISOString();
  return all.filter(({ usedAt, expiresAt }) => usedAt === null && expiresAt > now);
}

export function PendingLinks() {
  const queryClient = useQueryClient();
  const { data, error } = useQuery({ queryKey: ['invitations'], queryFn: ({ signal }) => pending(signal) });
  const revoke = useMutation({
    mutationFn: (id: string) => api.remove(`/api/v1/invitations/${id}`, nothing),
    onSuccess: () => toast(t('revoked')),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['invitations'] }),
  });
  if (error !== null) return <ErrorPanel error={error} />;
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-18">{t('pending')}</h2>
      <Table
        caption={t('pending')}
        stacked
        rows={data ?? []}
        keyOf={({ id }) => id}
        empty={<p className="text-center text-ink-soft">{t('noPending')}</p>}
        columns={[
          {
            id: 'name',
            header: t('name'),
            isRowHeader: true,
            cell: ({ name, email }) => (
              <>
                {name}
                <span className="block font-normal break-all text-ink-soft">{email}</span>
              </>
            ),
          },
          { id: 'kind', header: t('linkKind'), cell: ({ kind }) => t(`kind-${kind}`) },
          { id: 'roles', header: t('roles'), cell: ({ roles }) => rolesWord(roles) },
          {
            id: 'expires',
            header: t('expires'),
            cell: ({ expiresAt }) => formatInstant(new Date(expiresAt), { lang: language() }),
          },
          {
            id: 'actions',
            header: settings('actions'),
            align: 'end',
            cell: ({ id, name }) => (
              <Button
                size="small"
                aria-label={`${t('revoke')}: ${name}`}
                isDisabled={revoke.isPending}
                onPress={() => revoke.mutate(id)}
              >
                {t('revoke')}
              </Button>
            ),
          },
        ]}
      />
    </section>
  );
}
