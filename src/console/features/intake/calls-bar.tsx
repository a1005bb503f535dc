import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import PhoneIncoming from 'lucide-react/icons/phone-incoming';
import { type Call, Calls } from '../../../modules/complaints/calls/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { Button } from '../../components/button.tsx';
import { CaseRowWords } from '../../components/case-row.tsx';
import { api } from '../../lib/api.ts';
import { useNames } from '../../lib/directory.ts';
import { language } from '../../lib/i18n.ts';
import { can, useMe } from '../../lib/me.ts';
import type { DraftBook } from './use-draft.ts';
import { t } from './words.ts';

/** A call that is older is over, and not what the officer is writing about. */
const MINUTES = 20;
const SHOWN = 3;

const callsQuery = queryOptions({
  queryKey: ['calls'],
  queryFn: ({ signal }) => api.get('/api/v1/calls', Calls, { query: { minutes: MINUTES }, signal }),
  refetchInterval: 3_000,
});

/** Who is calling, as the exchange says, with what their number was heard of before; one press takes the call into the form. */
export function CallsBar({ draft, change }: Pick<DraftBook, 'draft' | 'change'>) {
  const { data = [] } = useQuery({ ...callsQuery, enabled: can(useMe(), 'contact.read') });
  const waiting = data.filter((call) => call.direction === 'in' && call.complaint === null).slice(0, SHOWN);
  if (waiting.length === 0) return null;
  return (
    <ul className="flex flex-col gap-2" aria-label={t('calls')} aria-live="polite">
      {waiting.map((call) => (
        <Ringing
          key={call.id}
          call={call}
          isTaken={draft.callId === call.id}
          onTake={() => change({ callId: call.id, ...(call.from !== '' && { phone: call.from }) })}
        />
      ))}
    </ul>
  );
}

function Ringing({ call, isTaken, onTake }: { call: Call; isTaken: boolean; onTake: () => void }) {
  const names = useNames();
  return (
    <li className="card flex flex-col gap-2 p-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <PhoneIncoming size={18} aria-hidden className="shrink-0 text-primary" />
        <p className="min-w-0 grow">
          <span className="font-semibold tabular-nums">
            {call.from === '' ? t('callHidden') : t('callFrom', { phone: call.from })}
          </span>
          {call.name === '' ? null : <span> · {t('callName', { name: call.name })}</span>}
          <span className="text-14 text-ink-soft"> · {formatInstant(new Date(call.at), { lang: language() })}</span>
        </p>
        <Button onPress={onTake} isDisabled={isTaken}>
          {t(isTaken ? 'callTaken' : 'takeCall')}
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
