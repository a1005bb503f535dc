import pg from 'pg';
import type { Draft } from '../src/modules/complaints/index.ts';
import { fileComplaints } from '../src/modules/complaints/index.ts';
import { type Db, inMunicipality } from '../src/platform/db/db.ts';

const BATCH = 500;

/** Files drafts through the program's own use case, many a transaction, each batch at the time of its last one. */
export async function seedCases(db: Db, municipalityId: string, drafts: readonly Draft[]): Promise<void> {
  for (let at = 0; at < drafts.length; at += BATCH) {
    const batch = drafts.slice(at, at + BATCH);
    const now = batch.at(-1)?.receivedAt ?? new Date();
    await inMunicipality(db, municipalityId, (tx) => fileComplaints(tx, batch, now));
  }
}

/**
 * Lets a year pass over cases that were only filed, in the mixture of a living desk: all but the newest have a department and an
 * owner, most are closed, a few wait, a few are late. The columns that lists read are set directly: steps one by one would take an hour.
 */
export async function ageCases(
  ownerUrl: string,
  staff: { readonly id: string; readonly departmentId: string },
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `with aged as (
         select municipality_id, id, row_number() over (order by received_at desc) as rank,
                abs(hashtextextended(id::text, 7)) % 100 as luck,
                (array(select e.id from people.directory_entry e where e.noun = 'department' order by code))
                  [1 + abs(hashtextextended(id::text, 3)) % 8] as department
           from complaints.complaint)
       update complaints.complaint c
          set status = s.status, open = s.status in ('new', 'assigned', 'in-progress', 'waiting-citizen', 'answered'),
              department_id = case when s.status = 'new' then null when a.luck % 10 = 0 then $2::uuid else a.department end,
              owner_id = case when s.status <> 'new' and a.luck % 20 = 0 then $1::uuid end,
              closed_at = case when s.status = 'closed' then c.received_at + interval '9 days' end,
              citizen_due_on = case when s.status in ('closed', 'new') then c.citizen_due_on
                                    else current_date + (a.luck % 25)::int - 8 end
         from aged a, lateral (select case when a.rank <= 300 then 'new' when a.luck >= 98 then 'in-progress'
            when a.luck = 97 then 'assigned' when a.luck = 96 then 'waiting-citizen' when a.luck = 95 then 'answered'
            else 'closed' end as status) s
        where c.municipality_id = a.municipality_id and c.id = a.id`,
      [staff.id, staff.departmentId],
    );
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}
