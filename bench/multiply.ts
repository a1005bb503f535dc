import pg from 'pg';
import { type Day, daysBetween } from '../src/thai/index.ts';

/** Tables of a register that grow by one row a case here, voices first. */
const COPIED = ['voices.voice', 'complaints.complaint'] as const;
type Copied = (typeof COPIED)[number];

/** What a copy has of its own; everything else is its original's. A day moves on through the span and begins again at its end. */
const OWN: Readonly<Record<Copied, Readonly<Record<string, string>>>> = {
  'voices.voice': { id: 'k.id', received_at: 't.received_at + k.later', recorded_at: 't.recorded_at + k.later' },
  'complaints.complaint': {
    id: 'k.id',
    voice_id: 'k.id',
    number: "t.number || '-' || k.n",
    sequence: 't.sequence + k.n * $1::bigint',
    received_at: 't.received_at + k.later',
    citizen_due_on: 't.citizen_due_on + k.days',
    citizen_warn_on: 't.citizen_warn_on + k.days',
    answered_at: 't.answered_at + k.later',
    first_answered_at: 't.first_answered_at + k.later',
    closed_at: 't.closed_at + k.later',
  },
};

/** The daily figures counted anew from the register, by the definition that the program keeps them by (`complaints/facts-of.ts`). */
const FACTS = `
  with each as (
    select municipality_id, coalesce(department_id, '00000000-0000-0000-0000-000000000000') as department_id, visibility,
           (received_at at time zone 'Asia/Bangkok')::date as received_on, (closed_at at time zone 'Asia/Bangkok')::date as closed_on,
           not late_before and (coalesce(answered_at, closed_at) at time zone 'Asia/Bangkok')::date <= coalesce(citizen_due_on, 'infinity') as on_time
      from complaints.complaint)
  insert into complaints.daily_fact (municipality_id, day, department_id, visibility, received, closed, closed_on_time)
  select municipality_id, day, department_id, visibility, sum(received), sum(closed), sum(on_time)
    from (select municipality_id, received_on as day, department_id, visibility, 1 as received, 0 as closed, 0 as on_time from each
          union all
          select municipality_id, closed_on, department_id, visibility, 0, 1, on_time::int from each where closed_on is not null) counted
   group by 1, 2, 3, 4`;

/**
 * Copies the cases and voices of a register until there are so many cases, spread over a span of days, with their daily figures. Indexes
 * that hold no constraint are dropped and made again around it. Histories, deadlines and search texts are not copied.
 */
export async function multiply(ownerUrl: string, cases: number, span: { from: Day; to: Day }): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`set session_replication_role = replica; set synchronous_commit = off;
      set maintenance_work_mem = '1GB'; set work_mem = '256MB'`);
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from complaints.complaint');
    const originals = rows[0]?.n ?? 0;
    await client.query(
      `create temp table copy as
       select original, id, n, moved - nth as days, make_interval(days => moved - nth) as later
         from (select o.id as original, uuidv7() as id, n, o.nth, (o.nth + n) % $2::int as moved
                 from (select id, (received_at at time zone 'Asia/Bangkok')::date - $3::date as nth from complaints.complaint) o,
                      generate_series(1, $1::int) n) copies`,
      [Math.max(0, Math.ceil(cases / originals) - 1), daysBetween(span.from, span.to) + 1, span.from],
    );
    for (const table of COPIED) await copyRows(client, table, originals);
    await client.query(`truncate complaints.daily_fact; ${FACTS}`);
    await client.query(`vacuum analyze ${COPIED.join(', ')}, complaints.daily_fact`);
  } finally {
    await client.end();
  }
}

async function copyRows(client: pg.Client, table: Copied, originals: number): Promise<void> {
  const [schema, name] = table.split('.');
  const { rows: columns } = await client.query<{ name: string }>(
    `select quote_ident(column_name) as name from information_schema.columns
      where table_schema = $1 and table_name = $2 and is_generated = 'NEVER' order by ordinal_position`,
    [schema, name],
  );
  const { rows: indexes } = await client.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
      where i.indrelid = $1::regclass and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [table],
  );
  for (const index of indexes) await client.query(`drop index ${index.name}`);
  const own = OWN[table];
  const names = columns.map((column) => column.name);
  await client.query(
    `insert into ${table} (${names.join(', ')})
     select ${names.map((each) => own[each] ?? `t.${each}`).join(', ')}
       from copy k join ${table} t on t.id = k.original, (select $1::bigint) as of (originals)`,
    [originals],
  );
  for (const index of indexes) await client.query(index.made);
}
