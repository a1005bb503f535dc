import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseView } from '../../../modules/complaints/contract.ts';
import { PersonOfCase } from '../../../modules/complaints/person/contract.ts';
import { dayOf, formatDay } from '../../../thai/index.ts';
import { Button } from '../../components/button.tsx';
import { ReasonDialog } from '../../components/reason-dialog.tsx';
import { ShownWords } from '../../components/shown-words.tsx';
import { api } from '../../lib/api.ts';
import { channelName } from '../../lib/channel-words.ts';
import { language } from '../../lib/i18n.ts';
import { toast } from '../../lib/toast.ts';
import { said } from './history-words.ts';
import { SideCard } from './side-card.tsx';

type Row = PersonOfCase['suggestions'][number]['row'];
type Asking = { kind: 'join'; row: Row } | { kind: 'confirm'; phone: string };
/** How many cases the card names; the page names them all. */
const SHOWN = 5;

/** The person's cases by every channel, as far as they are proven to be theirs; what might be is a hint with a button. */
export function PersonHistory({ view }: { view: CaseView }) {
  const caseId = view.row.id;
  const [asking, setAsking] = useState<Asking | null>(null);
  const { data } = useQuery({
    queryKey: ['case-person', caseId],
    queryFn: ({ signal }) => api.get(`/api/v1/complaints/${caseId}/person`, PersonOfCase, { signal }),
  });
  if (data === undefined) return null;
  const { person, suggestions, stillFormer, phoneToConfirm } = data;
  if (person === null && suggestions.length === 0 && stillFormer.length === 0 && phoneToConfirm === null) return null;
  const others = person?.cases.filter(({ id }) => id !== caseId) ?? [];
  return (
    <SideCard title={said('history')}>
      {others.length === 0 ? <p className="text-14 text-ink-soft">{said('onlyThis')}</p> : null}
      <ul className="flex flex-col gap-1">
        {others.slice(0, SHOWN).map((row) => (
          <li key={row.id}>
            <CaseLine row={row} />
          </li>
        ))}
      </ul>
      {person === null ? null : (
        <Link
          to="/people/$id"
          params={{ id: person.id }}
          className="inline-flex min-h-8 items-center text-14 text-primary underline underline-offset-4"
        >
          {said('whole')}
        </Link>
      )}
      {stillFormer.length === 0 ? null : (
        <>
          <h3 className="mt-1 font-head text-14 font-semibold">{said('stillFormer')}</h3>
          <ul className="flex flex-col gap-1">
            {stillFormer.map((row) => (
              <li key={row.id}>
                <CaseLine row={row} />
              </li>
            ))}
          </ul>
          <p className="text-14 text-ink-soft">{said('stillFormerHelp')}</p>
        </>
      )}
      {suggestions.length === 0 ? null : <h3 className="mt-1 font-head text-14 font-semibold">{said('maybe')}</h3>}
      <ul className="flex flex-col gap-2">
        {suggestions.map(({ row, why }) => (
          <li key={row.id} className="flex flex-wrap items-center justify-between gap-2">
            <span className="min-w-0">
              <CaseLine row={row} />
              <span className="text-14 text-ink-soft">{said(why)}</span>
            </span>
            <Button size="small" onPress={() => setAsking({ kind: 'join', row })}>
              {said('join')}
            </Button>
          </li>
        ))}
      </ul>
      {phoneToConfirm === null ? null : (
        <div data-print="no">
          <Button size="small" onPress={() => setAsking({ kind: 'confirm', phone: phoneToConfirm })}>
            {said('confirm')}
          </Button>
        </div>
      )}
      {asking === null ? null : <ProofDialog caseId={caseId} asking={asking} onClose={() => setAsking(null)} />}
    </SideCard>
  );
}

function CaseLine({ row }: { row: Row }) {
  return (
    <Link to="/cases/$caseId" params={{ caseId: row.id }} search={{}} className="block min-w-0 hover:underline">
      <span className="flex flex-wrap items-baseline gap-x-2 font-head text-14">
        <span className="register-number font-semibold">{row.number}</span>
        <span className="text-ink-soft">{channelName(row.channel)}</span>
        <span className="text-ink-soft">{formatDay(dayOf(new Date(row.receivedAt)), { lang: language() })}</span>
      </span>
      <span className="block truncate">
        <ShownWords>{row.summary}</ShownWords>
      </span>
    </Link>
  );
}

function ProofDialog({ caseId, asking, onClose }: { caseId: string; asking: Asking; onClose: () => void }) {
  const queryClient = useQueryClient();
  const send = useMutation({
    mutationFn: (reason: string) =>
      asking.kind === 'join'
        ? api.post(`/api/v1/complaints/${caseId}/person/join`, { withCaseId: asking.row.id, reason }, PersonOfCase)
        : api.post(`/api/v1/complaints/${caseId}/person/confirm-phone`, { reason }, PersonOfCase),
    meta: { quiet: true },
    onSuccess: async (person) => {
      queryClient.setQueryData(['case-person', caseId], person);
      toast(said('joined'));
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['case-person'] });
    },
  });
  return (
    <ReasonDialog
      title={
        asking.kind === 'join'
          ? said('joinTitle', { number: asking.row.number })
          : said('confirmTitle', { phone: asking.phone })
      }
      label={said('reason')}
      help={said('reasonHelp')}
      submit={said(asking.kind)}
      isPending={send.isPending}
      fault={send.error?.message ?? null}
      onClose={onClose}
      onReason={(reason) => send.mutate(reason)}
    >
      {said(asking.kind === 'join' ? 'joinBody' : 'confirmBody')}
    </ReasonDialog>
  );
}
