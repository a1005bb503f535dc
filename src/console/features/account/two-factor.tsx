import { useMutation, useQueryClient } from '@tanstack/react-query';
import ShieldCheck from 'lucide-react/icons/shield-check';
import ShieldOff from 'lucide-react/icons/shield-off';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { api, nothing } from '../../lib/api.ts';
import { meQuery, useMe } from '../../lib/me.ts';
import { toast } from '../../lib/toast.ts';
import { PasswordCheck } from './password-check.tsx';
import { SetUpTwoFactor } from './set-up-two-factor.tsx';
import { t } from './words.ts';

export function TwoFactor() {
  const { user } = useMe();
  const [open, setOpen] = useState<'enable' | 'disable' | null>(null);
  const Icon = user.twoFactor ? ShieldCheck : ShieldOff;
  return (
    <>
      <p className="flex items-start gap-2">
        <Icon size={20} className={`mt-1 shrink-0 ${user.twoFactor ? 'text-done' : 'text-soon'}`} aria-hidden />
        {t(user.twoFactor ? 'twoFactorOn' : 'twoFactorOff')}
      </p>
      <div>
        <Button
          look={user.twoFactor ? 'secondary' : 'primary'}
          onPress={() => setOpen(user.twoFactor ? 'disable' : 'enable')}
        >
          {t(user.twoFactor ? 'disable' : 'enable')}
        </Button>
      </div>
      {open === 'enable' ? <SetUpTwoFactor onClose={() => setOpen(null)} /> : null}
      {open === 'disable' ? <DropTwoFactor onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function DropTwoFactor({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const [password, setPassword] = useState('');
  const drop = useMutation({
    mutationFn: () => api.post('/api/auth/two-factor/disable', { password }, nothing),
    meta: { quiet: true },
    onSuccess: () => {
      toast(t('disabled'));
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (password !== '' && !drop.isPending) drop.mutate();
  };
  return (
    <Dialog
      title={t('disableTitle')}
      isOpen
      onClose={onClose}
      actions={
        <Button look="danger" type="submit" form="drop-two-factor" isPending={drop.isPending}>
          {t('disable')}
        </Button>
      }
    >
      <form id="drop-two-factor" onSubmit={submit} className="flex flex-col gap-3">
        <p>{t('disableBody')}</p>
        <PasswordCheck value={password} onChange={setPassword} error={drop.error} />
      </form>
    </Dialog>
  );
}
