import type { ReactNode } from 'react';
import { Page } from '../../components/page.tsx';
import { useNames } from '../../lib/directory.ts';
import { useMe } from '../../lib/me.ts';
import { ChangePassword } from './change-password.tsx';
import { OwnName } from './own-name.tsx';
import { Sessions } from './sessions.tsx';
import { TwoFactor } from './two-factor.tsx';
import { t } from './words.ts';

export function AccountPage() {
  const { user } = useMe();
  const names = useNames();
  return (
    <Page title={t('title')} width="text">
      <Part title={t('who')}>
        <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[8rem_1fr]">
          <dt className="text-ink-soft">{t('email')}</dt>
          <dd className="break-all">{user.email}</dd>
          <dt className="text-ink-soft">{t('department')}</dt>
          <dd>{names.department(user.departmentId) || t('noDepartment')}</dd>
        </dl>
        <p className="text-14 text-ink-soft">{t('whoHelp')}</p>
        <OwnName />
      </Part>
      <Part title={t('twoFactor')}>
        <TwoFactor />
      </Part>
      <Part title={t('password')}>
        <ChangePassword />
      </Part>
      <Part title={t('sessions')}>
        <Sessions />
      </Part>
    </Page>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card flex flex-col gap-3 p-4 sm:p-5">
      <h2 className="text-18">{title}</h2>
      {children}
    </section>
  );
}
