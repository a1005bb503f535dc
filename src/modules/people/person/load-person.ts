import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import type { IdentityKey } from './join.ts';

export type Person = {
  readonly id: string;
  readonly identities: readonly Selectable<Tables['people.identity']>[];
  /** What its history names and is somebody else's now. */
  readonly apart: readonly Selectable<Tables['people.identity']>[];
  /** Those that have ended too. */
  readonly proofs: readonly Selectable<Tables['people.proof']>[];
  readonly events: readonly Selectable<Tables['people.person_event']>[];
};

/** Whose an identity is; null where nothing about it was ever proven. */
export async function personOf(tx: Tx, { kind, value }: IdentityKey): Promise<string | null> {
  const row = await tx
    .selectFrom('people.identity')
    .select('person_id')
    .where('kind', '=', kind)
    .where('value', '=', value)
    .executeTakeFirst();
  return row?.person_id ?? null;
}

/** A person with all that is known of them; one who became another's is that other. Undefined when there is none. */
export async function loadPerson(tx: Tx, asked: string): Promise<Person | undefined> {
  const id = await whoeverTheyAre(tx, asked);
  const identities = await tx
    .selectFrom('people.identity')
    .selectAll()
    .where('person_id', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  if (identities.length === 0) return undefined;
  const ids = identities.map((each) => each.id);
  const [proofs, events] = await Promise.all([
    tx
      .selectFrom('people.proof')
      .selectAll()
      .where((eb) => eb.or([eb('one_id', 'in', ids), eb('other_id', 'in', ids)]))
      .orderBy('proven_at')
      .orderBy('id')
      .execute(),
    tx
      .selectFrom('people.person_event')
      .selectAll()
      .where((eb) => eb.or([eb('person_id', '=', id), eb('other_person_id', '=', id)]))
      .orderBy('at')
      .orderBy('id')
      .execute(),
  ]);
  const named = new Set([
    ...proofs.flatMap(({ one_id, other_id }) => [one_id, other_id]),
    ...events.flatMap(({ identity_ids }) => identity_ids),
  ]);
  const others = [...named].filter((each) => !ids.includes(each));
  const apart =
    others.length === 0 ? [] : await tx.selectFrom('people.identity').selectAll().where('id', 'in', others).execute();
  return { id, identities, apart, proofs, events };
}

/** Follows those who became somebody else, to who they are now. */
async function whoeverTheyAre(tx: Tx, asked: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with recursive chain (id, step) as (
      select ${asked}::uuid, 0
      union all
      select (select e.person_id from people.person_event e where e.kind = 'joined' and e.other_person_id = chain.id
               order by e.at desc, e.id desc limit 1), step + 1
        from chain
       where chain.id is not null and step < 100
         and not exists (select from people.identity i where i.person_id = chain.id)
    )
    select id from chain where id is not null order by step desc limit 1`.execute(tx);
  return rows[0]?.id ?? asked;
}
