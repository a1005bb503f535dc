import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { world } from '../../../../test/harness.ts';
import { CITIZEN } from '../actor.ts';
import { joinOnProof } from './join.ts';

test('many proofs of one person in the same moment are all kept, and of two persons that are joined meanwhile nothing is left behind', async () => {
  await using w = await world();
  const join = (one: string, other: string) =>
    w.scoped((tx) =>
      joinOnProof(
        tx,
        {
          one: { kind: 'phone', value: one },
          other: { kind: 'case', value: other },
          proof: 'verified-phone',
          reason: 'โทรกลับแล้ว',
          by: CITIZEN,
        },
        w.now(),
      ),
    );
  const [mine, other] = ['+66810000001', '+66810000002'];
  const shared = v7();
  await join(mine, shared);
  await join(other, v7());
  const both = Array.from({ length: 8 }, (_, i) => join(i % 2 ? mine : other, v7()));
  await Promise.all([...both, join(other, shared)]);
  const persons = await w.scoped((tx) => tx.selectFrom('people.identity').select('person_id').distinct().execute());
  const identities = await w.scoped((tx) => tx.selectFrom('people.identity').select('id').execute());
  expect([persons.length, identities.length]).toEqual([1, 12]);
});
