import { Link } from '@tanstack/react-router';
import { buttonFace } from '../../../components/button.tsx';
import { useMe } from '../../../lib/me.ts';
import { CopyLine } from './copy-line.tsx';
import { t } from './words.ts';

export function Open311Panel() {
  const { municipality } = useMe();
  const base = `${location.origin}/open311/${municipality.slug}/v2`;
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <p>{t('open311Lead')}</p>
      <CopyLine label={t('endpointAddress')} text={base} />
      <CopyLine label={t('discovery')} text={`${base}/discovery.xml`} />
      <p className="flex flex-wrap gap-4">
        <a href={`${base}/services.xml`} target="_blank" rel="noreferrer">
          {t('seeServices')}
        </a>
        <a href={`${base}/requests.json`} target="_blank" rel="noreferrer">
          {t('seeRequests')}
        </a>
      </p>
      <section className="card flex flex-wrap items-center justify-between gap-3 p-4">
        <p>{t('open311Key')}</p>
        <Link to="/settings/api-keys" className={buttonFace()}>
          {t('toKeys')}
        </Link>
      </section>
      <section>
        <h2 className="text-18">{t('shownTitle')}</h2>
        <ul className="list-disc ps-6">
          <li>{t('shown1')}</li>
          <li>{t('shown2')}</li>
          <li>{t('shown3')}</li>
        </ul>
      </section>
    </div>
  );
}
