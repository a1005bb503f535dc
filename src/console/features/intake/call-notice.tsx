import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import PhoneIncoming from 'lucide-react/icons/phone-incoming';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import { Ringing } from '../../../modules/complaints/calls/contract.ts';
import { buttonFace } from '../../components/button.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { KeyboardHint } from '../../components/keyboard-hint.tsx';
import { api } from '../../lib/api.ts';
import { can, useMe } from '../../lib/me.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { t } from './words.ts';

const SELDOM_SECONDS = 60;
const KEYS = 'g r';

/** The server says how soon to look again: often where an exchange tells of calls, seldom elsewhere. */
const ringingQuery = queryOptions({
  queryKey: ['calls', 'ringing'],
  queryFn: ({ signal }) => api.get('/api/v1/calls/ringing', Ringing, { signal }),
  refetchInterval: ({ state }) => (state.data?.again ?? SELDOM_SECONDS) * 1000,
  retry: false,
});
type Call = Ringing['calls'][number];
const toIntake = (call: Call) => ({ to: '/new', search: { mode: 'phone', call: call.id } }) as const;

/**
 * Who is calling, over every page of who may read a caller's number: said aloud once, in nobody's way, and gone when somebody takes the call.
 * The page that calls are written down on shows them itself.
 */
export function CallNotice() {
  const me = useMe();
  const navigate = useNavigate();
  const isThere = useRouterState({
    select: ({ location: { pathname, search } }) =>
      pathname.endsWith('/new') && (!('mode' in search) || search.mode === undefined || search.mode === 'phone'),
  });
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const isAsked = can(me, 'complaint.register') && can(me, 'contact.read') && !isThere;
  const { data } = useQuery({ ...ringingQuery, enabled: isAsked });
  const ringing = isAsked ? (data?.calls ?? []).filter(({ id }) => !dismissed.includes(id)) : [];
  const [newest] = ringing;
  useShortcuts(
    newest === undefined
      ? []
      : [
          {
            keys: KEYS,
            label: () => t('takeCall'),
            group: () => t('calls'),
            run: () => void navigate(toIntake(newest)),
          },
        ],
  );
  return (
    <section
      aria-label={t('calls')}
      aria-live="polite"
      data-print="no"
      className="pointer-events-none fixed inset-x-3 top-16 z-30 flex max-h-[70vh] flex-col gap-2 overflow-y-auto sm:start-auto sm:w-100"
    >
      {ringing.map((call) => (
        <Notice
          key={call.id}
          call={call}
          isFirst={call === newest}
          onDismiss={() => setDismissed((before) => [...before, call.id])}
        />
      ))}
    </section>
  );
}

function Notice({ call, isFirst, onDismiss }: { call: Call; isFirst: boolean; onDismiss: () => void }) {
  const before = call.history.length;
  const known = [
    call.name === '' ? '' : t('callName', { name: call.name }),
    before === 0 ? '' : t('callBefore', { n: before }),
    call.times === 1 ? '' : t('callTimes', { n: call.times }),
  ].filter((words) => words !== '');
  return (
    <div className="pointer-events-auto flex items-start gap-2 rounded-card border border-line bg-surface py-2 ps-3 pe-1.5 shadow-raised">
      <PhoneIncoming size={18} aria-hidden className="mt-1.5 shrink-0 text-primary" />
      <div className="flex min-w-0 grow flex-col gap-1.5 py-1">
        <p className="font-semibold tabular-nums">
          {call.from === '' ? t('callHidden') : t('callFrom', { phone: call.from })}
        </p>
        {known.length === 0 ? null : <p className="text-14 text-ink-soft">{known.join(' · ')}</p>}
        <p className="flex items-center gap-2">
          <Link {...toIntake(call)} className={buttonFace('primary', 'small')}>
            {t('takeCall')}
          </Link>
          {isFirst ? (
            <span className="max-sm:hidden">
              <KeyboardHint keys={KEYS} />
            </span>
          ) : null}
        </p>
      </div>
      <IconButton label={t('dismissCall')} icon={<X size={18} aria-hidden />} onPress={onDismiss} />
    </div>
  );
}
