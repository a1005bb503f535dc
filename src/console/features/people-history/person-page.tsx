import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import UserSearch from 'lucide-react/icons/user-search';
import { type ReactNode, useId, useState } from 'react';
import { type PersonIdentity, PersonView } from '../../../modules/complaints/person/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { Button } from '../../components/button.tsx';
import { CaseRowWords } from '../../components/case-row.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ApiError, api } from '../../lib/api.ts';
import { channelName } from '../../lib/channel-words.ts';
import { useNames } from '../../lib/directory.ts';
import { language } from '../../lib/i18n.ts';
import { can, useMe } from '../../lib/me.ts';
import { SplitDialog } from './split-dialog.tsx';
import { t } from './words.ts';

const route = getRouteApi('/shell/people/$id');
const at = (instant: string) => formatInstant(new Date(instant), { lang: language() });
const kindOf = ({ kind }: PersonIdentity) =>
  kind === 'case' || kind === 'phone' || kind === 'email'
    ? t(`kind-${kind}`)
    : t('chatOf', { channel: channelName(kind) });
const nameOf = (identity: PersonIdentity) => `${kindOf(identity)} ${identity.label ?? t('notShown')}`.trim();

/** Everything about one person: their cases by every channel, what is joined, why, and what was joined and split. */
export function PersonPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['person', id],
    queryFn: ({ signal }) => api.get(`/api/v1/persons/${id}`, PersonView, { signal }),
  });
  if (data !== undefined) return <Shown view={data} />;
  if (error instanceof ApiError && error.status === 404)
    return (
      <Page title={t('title')}>
        <EmptyState icon={UserSearch} title={t('title')}>
          {t('missing')}
        </EmptyState>
      </Page>
    );
  return (
    <Page title={t('title')}>
      {error === null ? (
        <Skeleton rows={6} height="h-10" />
      ) : (
        <ErrorPanel error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}

function Shown({ view }: { view: PersonView }) {
  const names = useNames();
  const [splitting, setSplitting] = useState<PersonIdentity | null>(null);
  const called = new Map(view.identities.map((identity) => [identity.id, nameOf(identity)]));
  return (
    <Page title={t('title')} lead={t('lead')} width="text">
      <Part title={`${t('cases')} (${view.cases.length})`}>
        <ul className="card divide-y divide-line">
          {view.cases.map((row) => (
            <li key={row.id}>
              <Link
                to="/cases/$caseId"
                params={{ caseId: row.id }}
                search={{}}
                className="block px-4 py-2 hover:bg-hover"
              >
                <span className="text-14 text-ink-soft">
                  {channelName(row.channel)} · {at(row.receivedAt)}
                </span>
                <CaseRowWords row={row} names={names} />
              </Link>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('identities')}>
        <ul className="card divide-y divide-line">
          {view.identities
            .filter(({ apart }) => !apart)
            .map((identity) => (
              <li key={identity.id} className="flex items-center justify-between gap-3 px-4 py-2">
                <IdentityWords identity={identity} />
                {view.mayJoin && identity.held ? (
                  <span className="shrink-0">
                    <Button size="small" onPress={() => setSplitting(identity)}>
                      {t('splitOff')}
                    </Button>
                  </span>
                ) : null}
              </li>
            ))}
        </ul>
      </Part>
      <Part title={t('proofs')}>
        <ul className="flex flex-col gap-3">
          {view.proofs.map((proof) => (
            <li key={proof.id} className={proof.endedAt === null ? '' : 'text-ink-soft'}>
              <p className="font-semibold">{t(`proof-${proof.kind}`)}</p>
              <p>{t('between', { one: called.get(proof.oneId) ?? '', other: called.get(proof.otherId) ?? '' })}</p>
              <Facts at={proof.at} byName={proof.byName} reason={proof.reason} />
              {proof.endedAt === null ? null : (
                <p className="text-14">
                  {[
                    t('ended', { at: at(proof.endedAt) }),
                    proof.endedByName === null ? '' : t('by', { name: proof.endedByName }),
                    proof.endedReason ?? '',
                  ]
                    .filter((each) => each !== '')
                    .join(' · ')}
                </p>
              )}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('log')}>
        {view.events.length === 0 ? <p className="text-ink-soft">{t('noLog')}</p> : null}
        <ul className="flex flex-col gap-3">
          {view.events.map((event) => (
            <li key={event.id}>
              <p className="font-semibold">{t(event.kind)}</p>
              <Facts at={event.at} byName={event.byName} reason={event.reason} />
            </li>
          ))}
        </ul>
      </Part>
      {splitting === null ? null : (
        <SplitDialog
          personId={view.id}
          identityId={splitting.id}
          what={nameOf(splitting)}
          onClose={() => setSplitting(null)}
        />
      )}
    </Page>
  );
}

function IdentityWords({ identity }: { identity: PersonIdentity }) {
  const me = useMe();
  const { label, threadId, since } = identity;
  return (
    <div className="min-w-0">
      <p className="text-14 text-ink-soft">{kindOf(identity)}</p>
      <p className="[overflow-wrap:anywhere]">{label ?? t('notShown')}</p>
      <p className="text-14 text-ink-soft">
        {t('since', { at: at(since) })}
        {threadId !== null && can(me, ['complaint.read.all', 'complaint.handle']) ? (
          <>
            {' · '}
            <Link
              to="/conversations/$id"
              params={{ id: threadId }}
              className="text-primary underline underline-offset-4"
            >
              {t('openThread')}
            </Link>
          </>
        ) : null}
      </p>
    </div>
  );
}

function Facts(props: { at: string; byName: string | null; reason: string | null }) {
  const { byName, reason } = props;
  return (
    <>
      <p className="text-14 text-ink-soft">
        {at(props.at)}
        {byName === null ? '' : ` · ${t('by', { name: byName })}`}
      </p>
      {reason === null || reason === '' ? null : <p className="[overflow-wrap:anywhere]">{reason}</p>}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h2 id={id} className="text-18">
        {title}
      </h2>
      {children}
    </section>
  );
}
