import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { ReactNode } from 'react';
import type { Installation } from '../../../../server/installation/contract.ts';
import { formatInstant } from '../../../../thai/index.ts';
import { Asked } from '../../../components/asked.tsx';
import { Page } from '../../../components/page.tsx';
import { language } from '../../../lib/i18n.ts';
import { t as settings } from '../words.ts';
import { RestCard } from './rest-card.tsx';
import { useInstallation } from './use-installation.ts';
import { t } from './words.ts';

export function InstallationPage() {
  const asked = useInstallation();
  return (
    <Page title={settings('installation')} lead={settings('installationHelp')} width="text">
      <Asked query={asked} rows={8}>
        {(data) => (
          <>
            {data.rest === null ? null : <RestCard rest={data.rest} />}
            {data.othersRest ? <OthersRest /> : null}
            <BackupCard {...data} />
            <MachineCard {...data} />
          </>
        )}
      </Asked>
    </Page>
  );
}

function OthersRest() {
  return (
    <section className="card flex flex-col gap-3 border-accent bg-soon-tint p-4 sm:p-5">
      <p>{t('othersRest')}</p>
      <code className="rounded-control bg-sunken p-3 text-14">npm run cli -- resume</code>
    </section>
  );
}

function BackupCard({ backup, backupIsLate }: Installation) {
  return (
    <Card title={t('backup')}>
      {backup === null ? (
        <>
          <Warning>{t('backupNone')}</Warning>
          <p>{t('backupHow')}</p>
          <code className="rounded-control bg-sunken p-3 text-14 [overflow-wrap:anywhere]">
            npm run cli -- backup /backup --keep 14
          </code>
        </>
      ) : (
        <>
          {backupIsLate ? <Warning>{t('backupLate')}</Warning> : null}
          <Facts
            facts={[
              [t('backupAt'), formatInstant(new Date(backup.snapshotAt), { lang: language() })],
              [t('backupFile'), backup.file],
              [t('backupSize'), size(backup.bytes)],
            ]}
          />
          <p className="text-14 text-ink-soft">
            {t(backup.sealed ? 'sealed' : 'notSealed')} · {t(backup.withKey ? 'withKey' : 'withoutKey')}
          </p>
        </>
      )}
    </Card>
  );
}

function MachineCard({ version, migration, disk, databaseBytes, files }: Installation) {
  return (
    <Card title={t('machine')}>
      {disk.isLow ? <Warning>{t('diskLow')}</Warning> : null}
      <Facts
        facts={[
          [t('version'), version],
          [t('migration'), migration.replace(/\.sql$/, '')],
          [t('disk'), t('diskOf', { free: size(disk.freeBytes), total: size(disk.totalBytes) })],
          [t('database'), size(databaseBytes)],
          [t('files'), t('filesOf', { n: files.count, size: size(files.bytes) })],
        ]}
      />
    </Card>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card flex flex-col gap-3 p-4 sm:p-5">
      <h2 className="text-18">{title}</h2>
      {children}
    </section>
  );
}

function Facts({ facts }: { facts: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[12rem_1fr]">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-soft">{name}</dt>
          <dd className="mb-1 min-w-0 tabular-nums [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Warning({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-start gap-2 rounded-control bg-soon-tint px-3 py-2">
      <TriangleAlert size={18} className="mt-1 shrink-0 text-soon" aria-hidden />
      {children}
    </p>
  );
}

/** 1.5 GB, 12 MB: as disks are sold. */
function size(bytes: number): string {
  const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, 'GB'] : [bytes / 1e6, 'MB'];
  return `${value.toLocaleString('en-US', { maximumFractionDigits: 1 })} ${unit}`;
}
