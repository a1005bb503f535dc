import { useQuery } from '@tanstack/react-query';
import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import { z } from 'zod';
import { PrivacyNotice } from '../../../../modules/people/contract.ts';
import { Asked } from '../../../components/asked.tsx';
import { Button } from '../../../components/button.tsx';
import { Page } from '../../../components/page.tsx';
import { api } from '../../../lib/api.ts';
import { language } from '../../../lib/i18n.ts';
import { today } from '../../../lib/today.ts';
import { dayWord } from '../day-word.ts';
import { ReadOnlyNote, useMayEdit } from '../may-edit.tsx';
import { t as settings } from '../words.ts';
import { NoticeDialog } from './notice-dialog.tsx';
import { RetentionPanel } from './retention-panel.tsx';
import { t } from './words.ts';

/** Newest first, and which of them is in force. */
async function loadNotices(signal: AbortSignal): Promise<{ current: number | undefined; notices: PrivacyNotice[] }> {
  const notices = await api.get('/api/v1/privacy-notices', z.array(PrivacyNotice), { signal });
  // As the server reads them: what began last is in force, of one day what was written last.
  const begun = notices.filter(({ effectiveFrom }) => effectiveFrom <= today());
  const current = begun.toSorted((a, b) =>
    a.effectiveFrom > b.effectiveFrom ? -1 : a.effectiveFrom < b.effectiveFrom ? 1 : 0,
  )[0];
  return { current: current?.version, notices };
}

export function PrivacyPage() {
  const mayEdit = useMayEdit();
  const [writing, setWriting] = useState(false);
  const asked = useQuery({
    queryKey: ['privacy-notices'],
    queryFn: ({ signal }) => loadNotices(signal),
  });
  return (
    <Page
      title={settings('privacy')}
      lead={t('privacyLead')}
      width="text"
      actions={
        mayEdit && asked.data !== undefined ? (
          <Button look="primary" icon={<Plus size={18} aria-hidden />} onPress={() => setWriting(true)}>
            {t('newVersion')}
          </Button>
        ) : null
      }
    >
      {mayEdit ? null : <ReadOnlyNote />}
      <Asked query={asked} rows={8}>
        {(data) => <Notices {...data} />}
      </Asked>
      <RetentionPanel />
      {writing && asked.data !== undefined ? (
        <NoticeDialog before={asked.data.notices[0]} onClose={() => setWriting(false)} />
      ) : null}
    </Page>
  );
}

function Notices({ current, notices }: Awaited<ReturnType<typeof loadNotices>>) {
  const standing = notices.find((notice) => notice.version === current);
  const others = notices.filter((notice) => notice !== standing);
  return (
    <>
      {standing === undefined ? null : <Notice notice={standing} isCurrent />}
      {others.length === 0 ? null : <h2 className="text-18">{t('otherVersions')}</h2>}
      {others.map((notice) => (
        <details key={notice.version} className="card p-4">
          <summary className="font-head font-semibold">
            {t('version', { n: notice.version })} · {t('versionSince', { day: dayWord(notice.effectiveFrom) })}
            {notice.effectiveFrom > today() ? ` · ${t('coming')}` : ''}
          </summary>
          <NoticeText notice={notice} />
        </details>
      ))}
    </>
  );
}

function Notice({ notice, isCurrent }: { notice: PrivacyNotice; isCurrent: boolean }) {
  return (
    <section className="card p-4 sm:p-5">
      <h2 className="text-18">
        {t('version', { n: notice.version })}
        {isCurrent ? (
          <span className="ms-2 rounded-full bg-done-tint px-2.5 py-0.5 text-14 text-done">{t('current')}</span>
        ) : null}
      </h2>
      <p className="text-14 text-ink-soft">{t('versionSince', { day: dayWord(notice.effectiveFrom) })}</p>
      <NoticeText notice={notice} />
    </section>
  );
}

function NoticeText({ notice: { bodyTh, bodyEn } }: { notice: PrivacyNotice }) {
  return <div className="mt-3 whitespace-pre-line">{language() === 'en' ? bodyEn : bodyTh}</div>;
}
