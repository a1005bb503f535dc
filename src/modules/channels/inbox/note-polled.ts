import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import { formatInstant } from '../../../thai/index.ts';
import { loadMunicipality, staffAddresses } from '../../people/index.ts';
import { noteCheck } from '../accounts/save-account.ts';
import type { AdapterKind } from '../adapter.ts';
import { ChannelCheck } from '../contract.ts';
import { declaredOf } from '../kinds/contract.ts';
import { queueMessage } from '../queue-message.ts';

/** A provider that is away for a while is asked again each minute; after this long somebody has to look. */
const TELL_AFTER_MS = 3_600_000;
/** What polling itself noted, beside what the button notes: only that is taken back when it works again. */
const Failing = z.object({ polled: z.literal(true), since: z.iso.datetime(), told: z.boolean() });
const Problem = z.object({ problem: ChannelCheck.shape.problem.unwrap(), message: z.string() });

/** Keeps that a channel was asked in vain and since when, and tells the administrators by mail once that has lasted for an hour. */
export async function notePollFailed(tx: Tx, channel: AdapterKind, error: unknown, now: Date): Promise<void> {
  const row = await tx
    .selectFrom('channels.account')
    .select('check_result')
    .where('channel', '=', channel)
    .forUpdate()
    .executeTakeFirst();
  const before = Failing.safeParse(row?.check_result).data;
  const known = Problem.safeParse(error).data;
  const since = before?.since ?? now.toISOString();
  const isLong = now.getTime() - Date.parse(since) >= TELL_AFTER_MS;
  const failed = {
    ok: false,
    detail: known?.message ?? (error instanceof Error ? error.name : ''),
    problem: known?.problem ?? 'unreachable',
    polled: true,
    since,
    told: isLong,
  } as const;
  await noteCheck(tx, channel, failed, now);
  if (isLong && before?.told === false) await tell(tx, channel, { since, problem: failed.problem }, now);
}

/** It answers again: what was noted against it holds no more. */
export async function notePollWorks(tx: Tx, channel: AdapterKind, now: Date): Promise<void> {
  await tx
    .updateTable('channels.account')
    .set({ checked_at: now, check_result: JSON.stringify({ ok: true, detail: '', problem: null }) })
    .where('channel', '=', channel)
    .where(sql<boolean>`check_result @> '{"polled": true}'`)
    .execute();
}

async function tell(
  tx: Tx,
  channel: AdapterKind,
  { since, problem }: { since: string; problem: string },
  now: Date,
): Promise<void> {
  const { nameTh } = await loadMunicipality(tx);
  const name = declaredOf(channel)?.names.th ?? channel;
  const body = [
    `อ่านสิ่งที่ส่งมาทาง${name}ไม่ได้ตั้งแต่${formatInstant(new Date(since), { style: 'weekday' })}`,
    problem === 'wrong-key' ? 'ผู้ให้บริการไม่รับรหัสผ่านหรือกุญแจที่ตั้งไว้ อาจถูกเปลี่ยนหรือหมดอายุ' : 'ติดต่อผู้ให้บริการไม่ได้ ระบบลองใหม่ทุกนาที',
    `ดูและแก้ไขได้ที่ ช่องทาง > ${name} แล้วกด “ทดสอบการเชื่อมต่อ” เมื่อใช้ได้อีกครั้ง ระบบอ่านต่อจากที่ค้างไว้เอง`,
    nameTh,
  ].join('\n\n');
  for (const { userId, email } of await staffAddresses(tx, { role: 'administrator' })) {
    await queueMessage(tx, {
      channel: 'email',
      recipient: email,
      subjectKind: 'account',
      subjectId: userId,
      template: 'channel-silent',
      title: `${name}: อ่านไม่ได้เกินหนึ่งชั่วโมง`,
      body,
      dedupeKey: `channel-silent:${channel}:${since}:${userId}`,
      now,
    });
  }
}
