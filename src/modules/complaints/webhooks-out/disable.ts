import { audit } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import { formatInstant } from '../../../thai/index.ts';
import { tellAdministrators } from '../../channels/index.ts';
import type { Endpoint } from './tables.ts';

/** Switches an endpoint off by itself, tells the administrators by mail, and lets go of what still waited for it. */
export async function disable(tx: Tx, endpoint: Endpoint, why: 'failing' | 'gone', now: Date): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('complaints.webhook_endpoint')
    .set({ active: false, disabled_why: why, disabled_at: now, resting_until: null })
    .where('id', '=', endpoint.id)
    .where('active', '=', true)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await letGo(tx, endpoint.id, now);
  const host = new URL(endpoint.url).host;
  const body = [
    why === 'gone' ? `${host} ตอบว่าไม่รับข้อมูลอีกต่อไป (410 Gone)` : `ส่งข้อมูลไปยัง ${host} ไม่สำเร็จติดต่อกันเกิน 5 วัน`,
    `ระบบจึงปิดปลายทางนี้เมื่อ${formatInstant(now, { style: 'weekday' })}`,
    'เปิดใช้อีกครั้งได้ที่ ตั้งค่า > เชื่อมต่อระบบอื่น เมื่อแก้ไขแล้ว รายการที่ค้างส่งใหม่ได้ที่หน้าเดียวกัน',
  ].join('\n\n');
  const dedupeKey = `webhook-disabled:${endpoint.id}:${now.toISOString()}`;
  const title = `ปิดการส่งข้อมูลไปยัง ${host} แล้ว`;
  await tellAdministrators(tx, { template: 'webhook-disabled', title, body, dedupeKey }, now);
  await audit(tx, [
    {
      at: now,
      actorKind: 'system',
      actorId: null,
      action: 'webhook.disable',
      subjectKind: 'webhook',
      subjectId: endpoint.id,
      detail: { host, why },
    },
  ]);
}

/** What waited for an endpoint that is off has failed; it can be sent again when the endpoint is on. */
export async function letGo(tx: Tx, endpointId: string, now: Date): Promise<void> {
  await tx
    .updateTable('complaints.webhook_message')
    .set({ status: 'failed', settled_at: now, next_attempt_at: null, claimed_until: null })
    .where('endpoint_id', '=', endpointId)
    .where('status', '=', 'queued')
    .execute();
}
