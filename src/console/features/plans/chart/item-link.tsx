import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Channel, ComplaintPage } from '../../../../modules/complaints/contract.ts';
import type { Board, ItemLink as ItemLinkValue } from '../../../../modules/plans/contract.ts';
import { api } from '../../../lib/api.ts';
import { channelName } from '../../../lib/channel-words.ts';
import { useNames } from '../../../lib/directory.ts';
import { can, useMe } from '../../../lib/me.ts';
import { today } from '../../../lib/today.ts';
import { stepsOf } from '../contents.ts';
import { linkWords } from '../editor/describe.ts';
import { boardQuery } from '../queries.ts';
import { StateMark } from '../state-mark.tsx';
import { t as shared } from '../words.ts';
import { t } from './words.ts';

const LINK = 'text-primary underline underline-offset-4';
const SEEN = 100;

/** What came in today, asked for once for all channels; "100+" where there is more than one page. */
function useToday(channel: string): string | null {
  const mayList = can(useMe(), 'complaint.list');
  const day = today();
  const { data } = useQuery({
    queryKey: ['cases', 'today', day],
    queryFn: ({ signal }) =>
      api.get('/api/v1/complaints', ComplaintPage, { query: { view: 'all', from: day, limit: SEEN }, signal }),
    enabled: mayList,
    staleTime: 60_000,
  });
  if (data === undefined) return null;
  const n = data.items.filter((row) => row.channel === channel).length;
  return data.next === null ? String(n) : `${n}+`;
}

/** Where an item leads: its channel with today's number, its step with its state, its page, its department. */
export function ItemLink({ link, fiscalYear }: { link: ItemLinkValue; fiscalYear: number }) {
  const names = useNames();
  if (link.kind === 'channel') return <ChannelLink channel={link.channel} />;
  if (link.kind === 'step') return <StepLink stepId={link.stepId} fiscalYear={fiscalYear} />;
  if (link.kind === 'page') {
    return (
      <a className={LINK} href={safe(link.url)} target="_blank" rel="noreferrer">
        {linkWords(link, names)}
      </a>
    );
  }
  return <ListLink list={link.kind === 'groups' ? 'groups' : 'departments'}>{linkWords(link, names)}</ListLink>;
}

/** A name that stands in one of the office's lists, with the list for whoever may look it up. */
function ListLink({ list, children }: { list: 'groups' | 'departments'; children: string }) {
  if (!can(useMe(), 'settings.read')) return <span>{children}</span>;
  return (
    <Link to="/settings/lists/$list" params={{ list }} className={LINK}>
      {children}
    </Link>
  );
}

/** Only addresses of the web are followed: an imported chart may hold anything. */
const safe = (url: string): string => (/^(https?:\/\/|\/(?!\/))/.test(url) ? url : '#');

function ChannelLink({ channel }: { channel: string }) {
  const n = useToday(channel);
  const known = Channel.safeParse(channel);
  const mayList = can(useMe(), 'complaint.list');
  const name = channelName(channel);
  if (!known.success || !mayList) return <span>{name}</span>;
  return (
    <Link to="/inbox" search={{ view: 'all', channel: known.data }} className={LINK}>
      {name}
      {n === null ? '' : ` · ${t('today', { n })}`}
    </Link>
  );
}

type FoundStep = { documentId: string; no: string; text: string; state: Parameters<typeof StateMark>[0]['state'] };
function findStep(board: Board | undefined, stepId: string): FoundStep | null {
  for (const { system, plan } of board?.systems ?? []) {
    const step = plan && stepsOf(plan.document.content).find(({ id }) => id === stepId);
    if (plan && step) {
      const state = plan.steps.find((each) => each.stepId === stepId)?.state ?? 'none';
      return { documentId: plan.document.id, no: `${system.no}.${step.no}`, text: step.text, state };
    }
  }
  return null;
}

function StepLink({ stepId, fiscalYear }: { stepId: string; fiscalYear: number }) {
  const { data } = useQuery(boardQuery(fiscalYear));
  const found = findStep(data, stepId);
  if (found === null) return <span>{t('step')}</span>;
  return (
    <Link
      to="/plans/documents/$id"
      params={{ id: found.documentId }}
      hash={`step-${stepId}`}
      title={found.text}
      className={`${LINK} inline-flex items-center gap-1`}
    >
      <StateMark state={found.state} />
      {t('stepNo', { no: found.no })} · {shared(found.state)}
    </Link>
  );
}
