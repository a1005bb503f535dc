import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import ShieldAlert from 'lucide-react/icons/shield-alert';
import ShieldCheck from 'lucide-react/icons/shield-check';
import type { z } from 'zod';
import { AuditPage as Audit, AuditCheck, type AuditEntryView } from '../../../../modules/people/contract.ts';
import { formatDay, formatInstant } from '../../../../thai/index.ts';
import { Asked } from '../../../components/asked.tsx';
import { Button } from '../../../components/button.tsx';
import { Page } from '../../../components/page.tsx';
import { Table } from '../../../components/table.tsx';
import { api } from '../../../lib/api.ts';
import { language } from '../../../lib/i18n.ts';
import { t as settings } from '../words.ts';
import { AuditFilters } from './audit-filters.tsx';
import { actionWords, subjectWords } from './audit-words.ts';
import { t } from './words.ts';

const route = getRouteApi('/shell/settings/audit');
const FIRST: number | null = null;

/** The trail, whole or of what it is asked about. */
export function AuditPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const asked = useInfiniteQuery({
    queryKey: ['audit', search],
    queryFn: ({ pageParam, signal }) =>
      api.get('/api/v1/audit', Audit, { signal, query: { ...search, after: pageParam } }),
    initialPageParam: FIRST,
    getNextPageParam: ({ next }) => next,
  });
  const { hasNextPage, fetchNextPage, isFetchingNextPage } = asked;
  const items = asked.data?.pages.flatMap((page) => page.items);
  const check = useMutation({ mutationFn: () => api.get('/api/v1/audit/check', AuditCheck) });
  return (
    <Page
      title={settings('audit')}
      lead={settings('auditHelp')}
      actions={
        <Button
          look="primary"
          icon={<ShieldCheck size={18} aria-hidden />}
          isPending={check.isPending}
          onPress={() => check.mutate()}
        >
          {t(check.isPending ? 'checking' : 'check')}
        </Button>
      }
    >
      <div role="status">{check.data === undefined ? null : <Result {...check.data} />}</div>
      <AuditFilters
        search={search}
        onChange={(next) => void navigate({ search: next, replace: true, resetScroll: false })}
        subject={items?.find(({ subjectId }) => subjectId === search.subjectId)?.subjectName ?? null}
      />
      <Asked query={asked} rows={10}>
        {({ pages }) => (
          <Table
            caption={settings('audit')}
            stacked
            rows={pages.flatMap(({ items }) => items)}
            empty={t('nothingEntered')}
            keyOf={({ seq }) => String(seq)}
            columns={[
              { id: 'seq', header: t('seq'), align: 'end', cell: ({ seq }) => seq },
              {
                id: 'at',
                header: t('at'),
                cell: ({ at }) => (
                  <span className="whitespace-nowrap">{formatInstant(new Date(at), { lang: language() })}</span>
                ),
              },
              { id: 'who', header: t('who'), cell: ({ actorName, actorKind }) => actorName ?? t(actorKind) },
              {
                id: 'action',
                header: t('action'),
                isRowHeader: true,
                cell: ({ action }) => actionWords(action),
              },
              {
                id: 'subject',
                header: t('subject'),
                cell: (entry) => (
                  <>
                    {subjectName(entry)}
                    <span className="block text-ink-soft">{subjectWords(entry.subjectKind)}</span>
                  </>
                ),
              },
              { id: 'detail', header: t('detail'), cell: (entry) => <Detail entry={entry} /> },
            ]}
          />
        )}
      </Asked>
      {hasNextPage ? (
        <div>
          <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {settings('loadMore')}
          </Button>
        </div>
      ) : null}
    </Page>
  );
}

function Result({ whole, firstBroken }: z.infer<typeof AuditCheck>) {
  const Icon = whole ? ShieldCheck : ShieldAlert;
  return (
    <p
      className={`card flex items-start gap-2 p-4 font-semibold ${whole ? 'border-done text-done' : 'border-danger text-overdue'}`}
    >
      <Icon size={22} className="mt-0.5 shrink-0" aria-hidden />
      {whole ? t('whole') : t('broken', { n: firstBroken ?? 0 })}
    </p>
  );
}

/** What it is called; an account that was tried and does not exist says so, a day or a code stands as it is. */
function subjectName({ subjectName: name, subjectId }: AuditEntryView): string {
  if (name !== null) return name;
  if (subjectId === 'unknown') return t('noSuchAccount');
  if (/^\d{4}-\d{2}-\d{2}$/.test(subjectId)) return formatDay(subjectId, { lang: language() });
  return subjectId.length > 20 ? subjectId.slice(0, 8) : subjectId;
}

/** Why a contact was revealed stands open: that is what the entry is for. */
function Detail({ entry }: { entry: AuditEntryView }) {
  const reason = entry.detail['reason'];
  return (
    <>
      {typeof reason === 'string' ? <p className="max-w-md [overflow-wrap:anywhere]">{reason}</p> : null}
      <Whole entry={entry} />
    </>
  );
}

function Whole({ entry }: { entry: AuditEntryView }) {
  const { detail } = entry;
  return (
    <details>
      <summary>{t('detail')}</summary>
      <p className="text-14 text-ink-soft">
        <code>
          {entry.action} · {entry.subjectKind} {entry.subjectId}
        </code>
      </p>
      <pre className="font-sans max-w-md overflow-x-auto text-14 whitespace-pre-wrap">
        {Object.keys(detail).length === 0 ? '' : JSON.stringify(detail, null, 1)}
      </pre>
    </details>
  );
}
