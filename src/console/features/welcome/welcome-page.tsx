import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { InvitationFacts } from '../../../modules/people/contract.ts';
import { buttonFace } from '../../components/button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { OpenPage } from '../../components/open-page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ApiError, api } from '../../lib/api.ts';
import { PasswordForm } from './password-form.tsx';
import { t } from './words.ts';

const route = getRouteApi('/welcome');
const TITLE = { 'first-administrator': 'titleFirst', invite: 'titleInvite', reset: 'titleReset' } as const;
const SHORTEST_TOKEN = 20;

export function WelcomePage() {
  const { token } = route.useSearch();
  const { data, error, refetch } = useQuery({
    queryKey: ['invitation-facts', token],
    queryFn: ({ signal }) => api.post('/api/v1/invitations/facts', { token }, InvitationFacts, { signal }),
    enabled: token.length >= SHORTEST_TOKEN,
    retry: false,
    // Used up by this very page: it is not asked again.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const refused = error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;
  if (token.length < SHORTEST_TOKEN || refused) return <ExpiredLink />;
  if (error !== null) {
    return (
      <OpenPage title={t('loadFailed')}>
        <ErrorPanel error={error} title={t('loadFailed')} onRetry={() => void refetch()} />
      </OpenPage>
    );
  }
  if (data === undefined) {
    return (
      <OpenPage title={t('account')}>
        <Skeleton rows={5} />
      </OpenPage>
    );
  }
  const { kind, email, municipalityName: municipality } = data;
  const lead =
    kind === 'first-administrator'
      ? t('leadFirst')
      : t(kind === 'invite' ? 'leadInvite' : 'leadReset', { municipality, email });
  return (
    <OpenPage title={t(TITLE[kind])} lead={lead}>
      <PasswordForm token={token} facts={data} />
    </OpenPage>
  );
}

function ExpiredLink() {
  return (
    <OpenPage title={t('expiredTitle')} lead={t('expired')}>
      <ul className="flex list-disc flex-col gap-1 ps-5">
        <li>{t('expiredInvite')}</li>
        <li>{t('expiredReset')}</li>
        <li>{t('expiredFirst')}</li>
      </ul>
      <div className="flex flex-wrap gap-2">
        <Link to="/forgot" className={buttonFace('primary')}>
          {t('askReset')}
        </Link>
        <Link to="/sign-in" className={buttonFace()}>
          {t('toSignIn')}
        </Link>
      </div>
    </OpenPage>
  );
}
