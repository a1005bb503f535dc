import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Monitor from 'lucide-react/icons/monitor';
import Smartphone from 'lucide-react/icons/smartphone';
import { z } from 'zod';
import { formatInstant } from '../../../thai/index.ts';
import { Button } from '../../components/button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { api, nothing } from '../../lib/api.ts';
import { language } from '../../lib/i18n.ts';
import { toast } from '../../lib/toast.ts';
import { deviceOf } from './device.ts';
import { t } from './words.ts';

const Session = z.object({
  id: z.string(),
  token: z.string(),
  createdAt: z.coerce.date(),
  ipAddress: z.string().nullish(),
  userAgent: z.string().nullish(),
});
const Current = z.object({ session: z.object({ id: z.string() }) });

async function loadSessions(signal: AbortSignal) {
  const [sessions, current] = await Promise.all([
    api.get('/api/auth/list-sessions', z.array(Session), { signal }),
    api.get('/api/auth/get-session', Current, { signal }),
  ]);
  return sessions
    .map((session) => ({ ...session, isThis: session.id === current.session.id }))
    .sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.createdAt.getTime() - a.createdAt.getTime());
}

/** Every browser in which this account is open, this one first. */
export function Sessions() {
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: ['sessions'], queryFn: ({ signal }) => loadSessions(signal) });
  const end = useMutation({
    mutationFn: (token: string | null) =>
      token === null
        ? api.post('/api/auth/revoke-other-sessions', {}, nothing)
        : api.post('/api/auth/revoke-session', { token }, nothing),
    onSuccess: () => toast(t('ended')),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }),
  });
  if (error !== null) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={2} />;
  return (
    <>
      <ul className="flex flex-col divide-y divide-line">
        {data.map(({ id, token, createdAt, ipAddress, userAgent, isThis }) => {
          const device = deviceOf(userAgent ?? '');
          const Icon = device.isPhone ? Smartphone : Monitor;
          return (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
              <Icon size={20} className="shrink-0 text-ink-soft" aria-hidden />
              <div className="min-w-0 grow">
                <p>
                  {device.name === '' ? t('unknownDevice') : device.name}
                  {isThis ? (
                    <span className="ms-2 rounded-full bg-done-tint px-2 text-14 text-done">{t('thisDevice')}</span>
                  ) : null}
                </p>
                <p className="text-14 text-ink-soft">
                  {t('since', { at: formatInstant(createdAt, { lang: language() }) })}
                  {ipAddress ? ` · ${ipAddress}` : ''}
                </p>
              </div>
              {isThis ? null : (
                <Button size="small" onPress={() => end.mutate(token)} isDisabled={end.isPending}>
                  {t('endSession')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {data.length > 1 ? (
        <div>
          <Button onPress={() => end.mutate(null)} isPending={end.isPending}>
            {t('endOthers')}
          </Button>
        </div>
      ) : (
        <p className="text-14 text-ink-soft">{t('onlyThis')}</p>
      )}
    </>
  );
}
