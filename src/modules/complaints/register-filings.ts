import { CompiledQuery } from 'kysely';
import { TAKE_NUMBERS } from '../../platform/counter.ts';
import { rowsAsJson } from '../../platform/db/insert-rows.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { dayOf } from '../../thai/index.ts';
import type { BookedDeadline } from './clock-book.ts';
import type { PreparedFiling } from './prepare-filing.ts';
import { NO_DEPARTMENT } from './store.ts';
import type { Complaint } from './tables.ts';

export type FilingRow = PreparedFiling & {
  readonly visibility: Complaint['visibility'];
  /** The citizen's clock; null when no rule is in force. */
  readonly due: BookedDeadline | null;
};

/**
 * Cases with their numbers, first events, clocks, search texts, keys, daily figures and audit entries, in one statement: the rows
 * travel once, and what needs the number gets it where the number is taken. Parts that lock rows which other steps lock too come in
 * the order of all steps: figures, then the audit chain.
 */
const REGISTER = `
with filing as materialized (
  select * from rows from (json_to_recordset($1::json) as (
    id uuid, number_class text, fiscal_year int, tracking_code text, kind text, channel text, visibility text, severity text,
    summary text, place text, category_id uuid, community_id uuid, group_id uuid, identity text, received_at timestamptz,
    received_on date, source text, source_ref text, actor_kind text, actor_id text, text_hash text, caller text, key text,
    request_hash text, rule_id uuid, due_at timestamptz, due_on date, warn_on date, explanation jsonb, body text, exact text, contact text, text_from text, answered json
  )) with ordinality as f (
    id, number_class, fiscal_year, tracking_code, kind, channel, visibility, severity,
    summary, place, category_id, community_id, group_id, identity, received_at,
    received_on, source, source_ref, actor_kind, actor_id, text_hash, caller, key,
    request_hash, rule_id, due_at, due_on, warn_on, explanation, body, exact, contact, text_from, answered, ord
  )
), run as (
  select array_agg(number_class) as classes, array_agg(fiscal_year) as years, array_agg(filings) as counts
    from (select number_class, fiscal_year, count(*)::int as filings from filing group by 1, 2) each
), taken as materialized (
  select t.* from run, ${TAKE_NUMBERS} t
), numbered as materialized (
  select f.*, t.last - count(*) over counted + row_number() over (counted order by f.ord) as sequence
    from filing f join taken t on t.class = f.number_class and t.fiscal_year = f.fiscal_year
  window counted as (partition by f.number_class, f.fiscal_year)
), registered as materialized (
  select *, concat(number_class, lpad(sequence::text, greatest(4, length(sequence::text)), '0'), '/', fiscal_year) as number from numbered
), counted as (
  insert into complaints.daily_fact as d (day, department_id, visibility, received)
  select received_on, '${NO_DEPARTMENT}', visibility, count(*) from registered group by 1, 3 order by 1, 3
  on conflict (municipality_id, day, department_id, visibility) do update set received = d.received + excluded.received
  returning 1
), audited as (
  select platform.append_audit(array_agg($2::timestamptz), array_agg(actor_kind order by ord), array_agg(actor_id order by ord),
    array_agg('complaint.file'::text), array_agg('complaint'::text), array_agg(id::text order by ord),
    array_agg(concat('{"channel":', to_json(channel), ',"number":', to_json(number), ',"textSha256":"', text_hash, '"}') order by ord))
    from registered where exists (select from counted)
), complaint as (
  insert into complaints.complaint (
    id, voice_id, number, number_class, fiscal_year, sequence, tracking_code, status, open, kind, channel, visibility, severity, summary,
    place, category_id, community_id, group_id, identity, received_at, citizen_due_on, citizen_warn_on, updated_at, source, source_ref)
  select id, id, number, number_class, fiscal_year, sequence, tracking_code, 'new', true, kind, channel, visibility, severity, summary,
    place, category_id, community_id, group_id, identity, received_at, due_on, warn_on, $2, source, source_ref from registered
), event as (
  insert into complaints.complaint_event (complaint_id, seq, step, to_status, actor_kind, actor_id, at, public, data)
  select id, 1, case when source is null then 'file' else 'import' end, 'new', actor_kind, actor_id,
    case when source is null then $2 else received_at end, true, json_strip_nulls(json_build_object('channel', channel, 'textFrom', text_from, 'answered', answered))::jsonb from registered
), deadline as (
  insert into complaints.deadline (complaint_id, clock, seq, rule_id, started_at, due_at, due_on, warn_on, explanation, computed_at)
  select id, 'citizen', 1, rule_id, received_at, due_at, due_on, warn_on, explanation, $2 from registered where rule_id is not null
), search_text as (
  insert into complaints.search_text (complaint_id, received_at, body, exact, contact)
  select id, received_at, rtrim(concat(number, ' ', body)), rtrim(concat(number, ' ', exact)), contact from registered
), idempotency as (
  insert into complaints.idempotency (caller, key, request_hash, complaint_id, created_at)
  select caller, key, decode(request_hash, 'hex'), id, $2 from registered where key is not null
)
select id, number from registered, audited`;

/** What registers filings that are not in the register, and answers with the number of each. */
export const registerStatement = (
  filings: readonly FilingRow[],
  now: Date,
): CompiledQuery<{ id: string; number: string }> =>
  prepared(CompiledQuery.raw(REGISTER, [rowsAsJson(filings.map(rowOf)), now]));

/** What is null is left out: the statement reads it so. */
function rowOf({ draft, due, visibility, numberClass, fiscalYear, search, ...filing }: FilingRow) {
  return {
    id: draft.id,
    number_class: numberClass,
    fiscal_year: fiscalYear,
    tracking_code: filing.trackingCode,
    kind: draft.kind,
    channel: draft.channel,
    visibility,
    severity: draft.severity,
    summary: filing.summary,
    place: filing.place,
    category_id: draft.categoryId ?? undefined,
    community_id: draft.communityId ?? undefined,
    group_id: draft.groupId ?? undefined,
    identity: draft.identity,
    received_at: draft.receivedAt,
    received_on: dayOf(draft.receivedAt),
    source: draft.source ?? undefined,
    source_ref: draft.sourceRef ?? undefined,
    actor_kind: draft.actor.kind,
    actor_id: draft.actor.id ?? undefined,
    text_hash: filing.textHash,
    text_from: draft.textFrom,
    answered: draft.answered?.length ? draft.answered : undefined,
    ...(draft.idempotency && {
      caller: draft.idempotency.caller,
      key: draft.idempotency.key,
      request_hash: draft.idempotency.hash.toString('hex'),
    }),
    ...(due && {
      rule_id: due.rule.id,
      due_at: due.dueAt ?? undefined,
      due_on: due.dueDay ?? undefined,
      warn_on: due.warnDay ?? undefined,
      explanation: due.explanation,
    }),
    ...search,
  };
}
