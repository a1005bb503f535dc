import { useMutation, useQueryClient } from '@tanstack/react-query';
import Ellipsis from 'lucide-react/icons/ellipsis';
import { useState } from 'react';
import type { Year } from '../../../../modules/plans/contract.ts';
import { buttonFace } from '../../../components/button.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Menu } from '../../../components/menu.tsx';
import { api, nothing } from '../../../lib/api.ts';
import { yearName } from '../../../lib/fiscal-year.ts';
import { can, useMe } from '../../../lib/me.ts';
import { toast } from '../../../lib/toast.ts';
import { t } from '../words.ts';

/** Publishing and closing a year, which binds the whole municipality: for executives. A year that still runs is not closed. */
export function YearMenu({ year }: { year: Year }) {
  const queryClient = useQueryClient();
  const me = useMe();
  const [asks, setAsks] = useState<'publish' | 'freeze' | null>(null);
  const name = yearName(year.fiscalYear);
  const isPublic = year.publishedAt !== null;
  const after = (said: string) => ({
    onSuccess: () => toast(said),
    onSettled: async () => {
      setAsks(null);
      await queryClient.invalidateQueries({ queryKey: ['plans'] });
    },
  });
  const publish = useMutation({
    mutationFn: () => api.post(`/api/v1/plans/years/${name}/publish`, { published: !isPublic }, nothing),
    ...after(t(isPublic ? 'yearHidden' : 'yearPublished', { year: name })),
  });
  const freeze = useMutation({
    mutationFn: () => api.post(`/api/v1/plans/years/${name}/freeze`, {}, nothing),
    ...after(t('yearFrozen', { year: name })),
  });
  const page = isPublic ? (
    <a href={`/plans/${year.fiscalYear}`} target="_blank" rel="noreferrer" className={buttonFace('quiet')}>
      {t('published')}
    </a>
  ) : null;
  if (!can(me, 'plan.approve') || !me.user.roles.includes('executive')) return page;
  return (
    <>
      {page}
      <Menu
        label={t('more')}
        trigger={<IconButton label={t('more')} icon={<Ellipsis size={20} aria-hidden />} />}
        groups={[
          {
            id: 'year',
            actions: [
              {
                id: 'publish',
                label: t(isPublic ? 'unpublish' : 'publish'),
                run: () => (isPublic ? publish.mutate() : setAsks('publish')),
              },
              {
                id: 'freeze',
                label: t('freeze'),
                isDisabled: year.frozenAt !== null || year.fiscalYear >= me.fiscalYear,
                run: () => setAsks('freeze'),
              },
            ],
          },
        ]}
      />
      <ConfirmDialog
        title={t('publish')}
        isOpen={asks === 'publish'}
        confirm={t('publish')}
        isPending={publish.isPending}
        onConfirm={() => publish.mutate()}
        onClose={() => setAsks(null)}
      >
        {t('publishBody')}
      </ConfirmDialog>
      <ConfirmDialog
        title={t('freeze')}
        isOpen={asks === 'freeze'}
        confirm={t('freeze')}
        isPending={freeze.isPending}
        onConfirm={() => freeze.mutate()}
        onClose={() => setAsks(null)}
      >
        {t('freezeBody', { year: name })}
      </ConfirmDialog>
    </>
  );
}
