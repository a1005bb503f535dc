import { Link } from '@tanstack/react-router';
import { Page } from '../../components/page.tsx';
import { can, useMe } from '../../lib/me.ts';
import { labelOf, SECTIONS } from './sections.ts';
import { UnnamedBanner } from './unnamed-banner.tsx';
import { t } from './words.ts';

export function OverviewPage() {
  const me = useMe();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <UnnamedBanner />
      <ul className="grid gap-3 sm:grid-cols-2">
        {SECTIONS.filter(({ permission }) => can(me, permission)).map((section) => (
          <li key={section.to}>
            <Link to={section.to} className="card flex h-full items-start gap-3 p-4 hover:bg-hover">
              <section.icon size={22} className="mt-0.5 shrink-0 text-primary" aria-hidden />
              <span className="min-w-0">
                <span className="block font-head font-semibold">{labelOf(section)}</span>
                <span className="block text-14 text-ink-soft">{t(section.help)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
