import { Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { world } from '../../../../test/harness.ts';
import { inMunicipality, openDb, type Tables } from '../../../platform/db/db.ts';
import { createMunicipality } from '../index.ts';
import { scopedDialect } from './scoped-dialect.ts';

test('a scope is on its own connections, ends with them, and two at once never mix', async () => {
  await using w = await world();
  const other = await createMunicipality(w.db, { slug: 'other', nameTh: 'อื่น', nameEn: 'Other', now: w.now() });
  const db = openDb(w.appUrl, { max: 2 });
  try {
    const scope = sql<{
      scope: string | null;
    }>`select nullif(current_setting('app.municipality_id', true), '') as scope`;
    const ids = [w.municipalityId, other];
    const [mine, theirs] = ids.map((id) => new Kysely<Tables>({ dialect: scopedDialect(db, id) }));
    if (!mine || !theirs) throw new Error('two were made');
    const seen = await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        if (i % 3 === 2) return [null, (await scope.execute(db)).rows[0]?.scope];
        const [own, id] = i % 3 === 0 ? [mine, w.municipalityId] : [theirs, other];
        const slugs = await own.selectFrom('people.municipality').select('municipality_id').execute();
        expect(slugs).toEqual([{ municipality_id: id }]);
        return [id, (await scope.execute(own)).rows[0]?.scope];
      }),
    );
    for (const [expected, found] of seen) expect(found).toBe(expected);

    const failing = mine.transaction().execute(async (tx) => {
      await tx
        .insertInto('auth.verification')
        .values({ id: other, identifier: 'x', value: 'x', expiresAt: w.now() })
        .execute();
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await expect(sql`select 1 / 0`.execute(mine)).rejects.toThrow('division by zero');
    expect(await mine.selectFrom('auth.verification').selectAll().execute()).toEqual([]);
    await mine
      .transaction()
      .execute((tx) =>
        tx
          .insertInto('auth.verification')
          .values({ id: other, identifier: 'y', value: 'y', expiresAt: w.now() })
          .execute(),
      );
    expect(await theirs.selectFrom('auth.verification').selectAll().execute()).toEqual([]);
    expect(
      await inMunicipality(db, w.municipalityId, (tx) =>
        tx.selectFrom('auth.verification').select('identifier').execute(),
      ),
    ).toEqual([{ identifier: 'y' }]);
    await Promise.all([1, 2].map(async () => expect((await scope.execute(db)).rows[0]?.scope).toBeNull()));
  } finally {
    await db.destroy();
  }
});
