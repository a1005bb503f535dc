import { Link, Outlet, useMatchRoute } from '@tanstack/react-router';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { can, useMe } from '../../lib/me.ts';
import { labelOf, SECTIONS, type Section } from './sections.ts';
import { t } from './words.ts';

/** The parts at the left on wide screens; on a phone the overview lists them, and each part leads back to it. */
export function SettingsLayout() {
  const me = useMe();
  const matches = useMatchRoute();
  const isOverview = Boolean(matches({ to: '/settings' }));
  const here = SECTIONS.find(({ to }) => matches({ to }));
  return (
    <div className="mx-auto flex w-full max-w-7xl">
      <nav aria-label={t('sections')} className="hidden w-60 shrink-0 py-5 ps-4 lg:block">
        <ul className="sticky top-20 flex flex-col gap-0.5">
          {SECTIONS.filter(({ permission }) => can(me, permission)).map((section) => (
            <li key={section.to}>
              <Link
                to={section.to}
                className="flex min-h-9.5 items-center gap-2.5 rounded-control px-2.5 font-head leading-normal text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-primary-tint aria-[current=page]:font-semibold aria-[current=page]:text-primary-ink"
              >
                <section.icon size={18} className="shrink-0" aria-hidden />
                {labelOf(section)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-w-0 grow">
        {isOverview ? null : (
          <Link
            to="/settings"
            className="inline-flex min-h-10 items-center gap-1 px-3 pt-3 font-head text-primary sm:px-5 lg:hidden"
          >
            <ChevronLeft size={18} aria-hidden />
            {t('back')}
          </Link>
        )}
        {here === undefined || can(me, here.permission) ? <Outlet /> : <NotTheirs section={here} />}
      </div>
    </div>
  );
}

/** Somebody followed a link to a part that others look after. */
function NotTheirs({ section }: { section: Section }) {
  return (
    <Page title={labelOf(section)} width="text">
      <EmptyState icon={section.icon} title={t('notYours')}>
        {t('notYoursBody')}
      </EmptyState>
    </Page>
  );
}
