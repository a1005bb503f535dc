import { expect } from 'vitest';
import { firstBrokenAudit } from '../../src/platform/audit.ts';
import type { Receipt } from './filing-client.ts';
import type { Visit } from './running-server.ts';

/**
 * What must hold whatever happened: the answered receipts are in the register once, each under its number and code; numbers run
 * from 1 without a gap; each case has its voice, history, clock, search text and audit entry; and the audit chain is whole.
 */
export async function expectWholeRegister(
  desk: Pick<Visit, 'scoped'>,
  receipts: ReadonlyMap<string, Receipt>,
): Promise<void> {
  await desk.scoped(async (tx) => {
    const cases = await tx
      .selectFrom('complaints.complaint')
      .select(['id', 'number', 'tracking_code', 'sequence'])
      .execute();
    const keyed = await tx.selectFrom('complaints.idempotency').select(['key', 'complaint_id']).execute();
    const byId = new Map(cases.map((row) => [row.id, row]));
    const kept = new Map(keyed.map(({ key, complaint_id }) => [key, byId.get(complaint_id)]));
    for (const [key, receipt] of receipts) {
      const row = kept.get(key);
      expect({ number: row?.number, trackingCode: row?.tracking_code }).toEqual(receipt);
    }
    const sequences = cases.map((row) => row.sequence).sort((a, b) => a - b);
    expect(sequences).toEqual(Array.from(cases, (_, i) => i + 1));
    const ids = cases.map(({ id }) => id).sort();
    const parts = await Promise.all([
      tx.selectFrom('voices.voice').select('id').execute(),
      tx.selectFrom('complaints.complaint_event').select('complaint_id as id').execute(),
      tx.selectFrom('complaints.deadline').select('complaint_id as id').execute(),
      tx.selectFrom('complaints.search_text').select('complaint_id as id').execute(),
      tx.selectFrom('platform.audit_entry').select('subject_id as id').where('action', '=', 'complaint.file').execute(),
    ]);
    for (const part of parts) expect(part.map(({ id }) => id).sort()).toEqual(ids);
    expect(await firstBrokenAudit(tx)).toBeNull();
  });
}
