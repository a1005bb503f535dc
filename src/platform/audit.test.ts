import pg from 'pg';
import { expect, test } from 'vitest';
import { office } from '../../test/desk.ts';
import { firstBrokenAudit } from './audit.ts';
import { sha256 } from './token.ts';

test('the chain is whole while filings add to it', async () => {
  await using o = await office();
  await o.file();
  let filing = true;
  const filed = (async () => {
    for (let i = 0; i < 12; i += 1) await Promise.all([o.file(), o.file(), o.file()]);
  })().finally(() => {
    filing = false;
  });
  let walks = 0;
  for (; filing; walks += 1) expect(await o.w.scoped(firstBrokenAudit)).toBeNull();
  await filed;
  expect(walks).toBeGreaterThan(5);
  expect(await o.w.scoped(firstBrokenAudit)).toBeNull();
});

test.each([
  ['changed', `update platform.audit_entry set detail = '{}' where seq = 2`, 2],
  ['taken from the middle', 'delete from platform.audit_entry where seq = 2', 3],
  ['taken from the end', 'delete from platform.audit_entry where seq = 4', 4],
  ['without its head', 'delete from platform.audit_head', 1],
])('a chain that was %s by the owner of the database is found broken', async (_how, harm, seq) => {
  await using o = await office();
  for (let i = 0; i < 3; i += 1) await o.file();
  expect(await o.w.scoped(firstBrokenAudit)).toBeNull();
  const owner = new pg.Client({ connectionString: o.w.ownerUrl });
  await owner.connect();
  await owner.query(harm);
  await owner.end();
  expect(await o.w.scoped(firstBrokenAudit)).toBe(seq);
});

test('the entry of a filing seals the words that the citizen gave', async () => {
  await using o = await office();
  const { id } = await o.file({ text: 'ไฟถนนดับ 😀' });
  const { sealed, text } = await o.w.scoped(async (tx) => ({
    sealed: await tx
      .selectFrom('platform.audit_entry')
      .select('detail')
      .where('action', '=', 'complaint.file')
      .executeTakeFirstOrThrow(),
    text: await tx.selectFrom('voices.voice').select('text').where('id', '=', id).executeTakeFirstOrThrow(),
  }));
  expect(text.text).toBe('ไฟถนนดับ 😀');
  expect(sealed.detail).toMatchObject({ textSha256: sha256(text.text).toString('hex') });
});
