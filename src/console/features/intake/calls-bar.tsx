import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import PhoneIncoming from 'lucide-react/icons/phone-incoming';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { type Call, Calls } from '../../../modules/complaints/calls/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { Button } from '../../components/button.tsx';
import { CaseRowWords } from '../../components/case-row.tsx';
import { ApiError, api } from '../../lib/api.ts';
import { useNames } from '../../lib/directory.ts';
import { language } from '../../lib/i18n.ts';
import { can, useMe } from '../../lib/me.ts';
import { toast } from '../../lib/toast.ts';
import { t as shared } from '../../lib/words/t.ts';
import type { DraftBook } from './use-draft.ts';
import { waitingCalls } from './waiting-calls.ts';
import { t } from './words.ts';

/** A call that is older is over, and not what the officer is writing about. */
const MINUTES = 20;
/** More are shown on a press: the form stands below them. */
const SHOWN = 3;
const route = getRouteApi('/shell/new');

const callsQuery = queryOptions({
  queryKey: ['calls'],
  queryFn: ({ signal }) => api.get('/api/v1/calls', Calls, { query: { minutes: MINUTES, direction: 'in' }, signal }),
  refetchInterval: 3_000,
});

/** Who is calling, as the exchange says, with what their number was heard of before; one press takes the call into the form. */
export function CallsBar({ draft, change }: Pick<DraftBook, 'draft' | 'change'>) {
  const me = useMe();
  const { data = [] } = useQuery({ ...callsQuery, enabled: can(me, 'contact.read') });
  const waiting = waitingCalls(data, me.user.id, draft.callId);
  const [all, setAll] = useState(false);
  const queryClient = useQueryClient();
  const taking = useMutation({
    mutationFn: (call: Call) =>
      api.post(`/api/v1/calls/${call.id}/take`, { from: call.takenBy?.id ?? null }, z.undefined()),
    meta: { quiet: true },
    onError: (error) => {
      change({ callId: null });
      toast(error instanceof ApiError ? error.message : shared('errorUnknown'), { tone: 'error' });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: callsQuery.queryKey }),
  });
  const take = (call: Call): void => {
    change({ callId: call.id, ...(call.from !== '' && { phone: call.from }) });
    taking.mutate(call);
  };
  useAnnounced(waiting, (call) => {
    // What is being written of another call stays as it is; this one is in the list.
    if (draft.callId === null && draft.phone === '') take(call);
  });
  if (waiting.length === 0) return null;
  return (
    <ul className="flex flex-col gap-2" aria-label={t('calls')} aria-live="polite">
      {waiting.slice(0, all ? waiting.length : SHOWN).map((call) => (
        <Ringing key={call.id} call={call} isTaken={draft.callId === call.id} onTake={() => take(call)} />
      ))}
      {all || waiting.length <= SHOWN ? null : (
        <li>
          <Button size="small" look="quiet" onPress={() => setAll(true)}>
            {t('callsMore', { n: waiting.length - SHOWN })}
          </Button>
        </li>
      )}
    </ul>
  );
}

/** The call that a notice led here with, once it is known; then the address is as if nobody had been led, and nothing more happens. */
function useAnnounced(calls: readonly Call[], onKnown: (call: Call) => void): void {
  const { call: wanted } = route.useSearch();
  const navigate = route.useNavigate();
  const known = calls.find(({ id }) => id === wanted);
  useEffect(() => {
    if (known === undefined) return;
    onKnown(known);
    void navigate({ search: ({ mode }) => ({ mode }), replace: true });
  });
}

function Ringing({ call, isTaken, onTake }: { call: Call; isTaken: boolean; onTake: () => void }) {
  const names = useNames();
  const me = useMe();
  const other = call.takenBy !== null && call.takenBy.id !== me.user.id ? call.takenBy : null;
  return (
    <li className="card flex flex-col gap-2 p-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-0 grow">
          <PhoneIncoming size={18} aria-hidden className="me-2 inline align-text-bottom text-primary" />
          <span className="font-semibold tabular-nums">
            {call.from === '' ? t('callHidden') : t('callFrom', { phone: call.from })}
          </span>
          {call.name === '' ? null : <span> · {t('callName', { name: call.name })}</span>}
          {other === null ? null : <span className="text-ink-soft"> · {t('callTakenBy', { name: other.name })}</span>}
          <span className="text-14 text-ink-soft"> · {formatInstant(new Date(call.at), { lang: language() })}</span>
        </p>
        <Button onPress={onTake} isDisabled={isTaken}>
          {t(isTaken ? 'callTaken' : other === null ? 'takeCall' : 'takeOver')}
        </Button>
      </div>
      {call.history.length === 0 ? null : (
        <ul className="flex flex-col border-t border-line pt-1" aria-label={t('callHistory')}>
          {call.history.map((row) => (
            <li key={row.id}>
              <Link
                to="/cases/$caseId"
                params={{ caseId: row.id }}
                search={{}}
                target="_blank"
                className="block rounded-control px-2 py-1 hover:bg-hover"
              >
                <CaseRowWords row={row} names={names} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
