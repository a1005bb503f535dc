import { expect, test } from 'vitest';
import { lineDesk } from '../../../../test/line-desk.ts';
import { caseOfMessage } from './find-incoming.ts';
import { noteReceipt } from './note-receipt.ts';

test('a message of ours is found by the provider’s id: when it was read, and when it is answered', async () => {
  await using d = await lineDesk();
  await d.hear(d.text(d.person(), 'ไฟดับ'));
  const [filed] = await d.cases();
  await d.w.scoped(async (tx) => {
    const sent = await tx.selectFrom('channels.delivery').select('provider_ids').executeTakeFirstOrThrow();
    const [id = ''] = sent.provider_ids;
    expect([await caseOfMessage(tx, 'line', id), await caseOfMessage(tx, 'line', 'x')]).toEqual([filed?.id, null]);
    const thread = { kind: 'person', id: 'x' } as const;
    await noteReceipt(tx, 'line', { kind: 'read', messageIds: [id], at: d.w.now(), thread });
    const rows = await tx.selectFrom('channels.message').select('read_at').execute();
    expect(rows).toEqual([{ read_at: d.w.now() }]);
  });
});
