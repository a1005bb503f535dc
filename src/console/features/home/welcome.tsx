import { Link } from '@tanstack/react-router';
import Copy from 'lucide-react/icons/copy';
import ExternalLink from 'lucide-react/icons/external-link';
import type { ReactNode } from 'react';
import { Button, buttonFace } from '../../components/button.tsx';
import { copyText } from '../../lib/copy-text.ts';
import { can, useMe } from '../../lib/me.ts';
import { t } from './words.ts';

/** The first day of a municipality: what this is, and the two or three things that set it going. */
export function Welcome() {
  const me = useMe();
  const address = `${location.origin}/`;
  return (
    <section className="flex flex-col gap-4">
      <div>
        <h2 className="text-22">{t('welcomeTitle')}</h2>
        <p className="max-w-prose text-ink-soft">{t('welcomeBody')}</p>
      </div>
      <ol className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        <Step title={t('poster')} body={t('posterBody')}>
          <p className="w-full rounded-control bg-sunken px-3 py-1.5 font-head text-18 [overflow-wrap:anywhere]">
            {address}
          </p>
          <div className="flex flex-wrap gap-2">
            <Button icon={<Copy size={16} aria-hidden />} onPress={() => void copyText(address)}>
              {t('copy')}
            </Button>
            <OpenPortal />
          </div>
        </Step>
        {can(me, 'complaint.register') ? (
          <Step title={t('first')} body={t('firstBody')}>
            <Link to="/new" className={buttonFace('primary')}>
              {t('register')}
            </Link>
          </Step>
        ) : null}
        {can(me, 'settings.edit') ? (
          <Step title={t('names')} body={t('namesBody')}>
            <a href="/console/settings" className={buttonFace()}>
              {t('settings')}
            </a>
          </Step>
        ) : null}
      </ol>
    </section>
  );
}

function Step({ title, body, children }: { title: string; body: string; children: ReactNode }) {
  return (
    <li className="card flex flex-col items-start gap-2 p-5">
      <h3 className="text-18">{title}</h3>
      <p className="grow text-ink-soft">{body}</p>
      {children}
    </li>
  );
}

function OpenPortal() {
  return (
    <a href="/" target="_blank" rel="noreferrer" className={buttonFace()}>
      {t('openPortal')}
      <ExternalLink size={16} aria-hidden />
    </a>
  );
}

export function PortalCard() {
  return (
    <section className="card flex flex-col items-start gap-2 p-5">
      <h2 className="text-18">{t('portal')}</h2>
      <p className="text-ink-soft">{t('portalBody')}</p>
      <OpenPortal />
    </section>
  );
}
