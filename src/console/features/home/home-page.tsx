import ExternalLink from 'lucide-react/icons/external-link';
import { buttonFace } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { language } from '../../lib/i18n.ts';
import { municipalityName, useMe } from '../../lib/me.ts';
import { t } from './words.ts';

export function HomePage() {
  const me = useMe();
  const year = String(language() === 'th' ? me.fiscalYear : me.fiscalYear - 543);
  return (
    <Page title={t('greeting', { name: me.user.name })} lead={t('municipality', { name: municipalityName(me), year })}>
      <section className="card flex flex-col items-start gap-2 p-5">
        <h2 className="text-18">{t('portal')}</h2>
        <p className="text-ink-soft">{t('portalBody')}</p>
        <a href="/" target="_blank" rel="noreferrer" className={`mt-2 ${buttonFace()}`}>
          {t('openPortal')}
          <ExternalLink size={16} aria-hidden />
        </a>
      </section>
    </Page>
  );
}
