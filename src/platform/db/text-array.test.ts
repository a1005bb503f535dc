import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { world } from '../../../test/harness.ts';
import { textArray } from './text-array.ts';

test('texts arrive as they were sent, in their order, none or many, empty or missing', async () => {
  await using w = await world();
  const text = fc.string({ unit: 'binary' }).map((each) => each.replaceAll('\0', '').toWellFormed());
  const texts = fc.array(fc.oneof(text, fc.constantFrom(null, '', 'น้ำท่วม', '{"ก": "\\\\"}', 'NULL', '👍🏽')), {
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(texts, async (sent) => {
      const { rows } = await w.scoped((tx) =>
        sql<{
          text: string | null;
        }>`select text from unnest(${textArray(sent)}::text[]) with ordinality as t (text, at) order by at`.execute(tx),
      );
      expect(rows.map((row) => row.text)).toEqual(sent);
    }),
    { numRuns: 60 },
  );
});
