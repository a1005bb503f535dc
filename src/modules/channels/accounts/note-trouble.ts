import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import { dayOf, formatInstant } from '../../../thai/index.ts';
import { loadMunicipality } from '../../people/index.ts';
import type { AdapterKind } from '../adapter.ts';
import { ChannelCheck } from '../contract.ts';
import { declaredOf } from '../kinds/contract.ts';
import { tellAdministrators } from '../tell-administrators.ts';
import { noteCheck } from './save-account.ts';

/** Whether what people write is asked for in vain, or our words are not taken. */
type By = 'reading' | 'sending';
type Problem = NonNullable<ChannelCheck['problem']>;

/** A provider that is away is asked again each minute; after this long somebody has to look. A key that is refused is mended by nobody else. */
const TELL_AFTER_MS = { reading: 3_600_000, sending: 0 } as const satisfies Record<By, number>;
/** What was met at work, beside what the button finds: only that is taken back when it works again. */
const Trouble = z.object({ by: z.enum(['reading', 'sending']), since: z.iso.datetime() });
const Told = z.object({ problem: ChannelCheck.shape.problem.unwrap(), message: z.string() });

/** What an error of an adapter says is to be mended; without a word of its own the provider was not reached. */
export function troubleIn(error: unknown): { problem: Problem; detail: string } {
  const told = Told.safeParse(error).data;
  if (told) return { problem: told.problem, detail: told.message };
  return { problem: 'unreachable', detail: error instanceof Error ? error.name : '' };
}

/** Keeps with the channel what was met at work and since when; the administrators are told by mail, once a day at most. */
export async function noteTrouble(
  tx: Tx,
  channel: AdapterKind,
  by: By,
  { problem, detail }: { problem: Problem; detail: string },
  now: Date,
): Promise<void> {
  const row = await tx
    .selectFrom('channels.account')
    .select('check_result')
    .where('channel', '=', channel)
    .forUpdate()
    .executeTakeFirst();
  const before = Trouble.safeParse(row?.check_result).data;
  const since = before?.by === by ? before.since : now.toISOString();
  const result = { ok: false, detail, problem, by, since };
  await noteCheck(tx, channel, result, now);
  if (now.getTime() - Date.parse(since) >= TELL_AFTER_MS[by]) await tell(tx, channel, result, now);
}

/** It works again: what was met before holds no more. */
export async function noteWorks(tx: Tx, channel: AdapterKind, by: By, now: Date): Promise<void> {
  await tx
    .updateTable('channels.account')
    .set({ checked_at: now, check_result: JSON.stringify({ ok: true, detail: '', problem: null }) })
    .where('channel', '=', channel)
    .where(sql<boolean>`check_result ->> 'by' = ${by}`)
    .execute();
}

const SAID = {
  reading: {
    title: (name: string) => `${name}: อ่านไม่ได้เกินหนึ่งชั่วโมง`,
    what: (name: string, when: string) => `อ่านสิ่งที่ส่งมาทาง${name}ไม่ได้ตั้งแต่${when}`,
    after: 'เมื่อใช้ได้อีกครั้ง ระบบอ่านต่อจากที่ค้างไว้เอง',
  },
  sending: {
    title: (name: string) => `${name}: ส่งคำตอบไม่ได้`,
    what: (name: string, when: string) => `ส่งคำตอบทาง${name}ไม่ได้ตั้งแต่${when}`,
    after: 'คำตอบที่รออยู่จะไปเองเมื่อใช้ได้อีกครั้ง ถ้าแก้ช้าเกินไป หน้าเรื่องแสดงว่าส่งไม่สำเร็จ',
  },
} as const satisfies Record<By, object>;

async function tell(
  tx: Tx,
  channel: AdapterKind,
  { by, since, problem }: { by: By; since: string; problem: Problem },
  now: Date,
): Promise<void> {
  const { nameTh } = await loadMunicipality(tx);
  const name = declaredOf(channel)?.names.th ?? channel;
  const words = SAID[by];
  const body = [
    words.what(name, formatInstant(new Date(since), { style: 'weekday' })),
    problem === 'unreachable'
      ? 'ติดต่อผู้ให้บริการไม่ได้ ระบบลองใหม่ทุกนาที'
      : 'ผู้ให้บริการไม่รับรหัสผ่านหรือกุญแจที่ตั้งไว้ อาจถูกเปลี่ยน หมดอายุ หรือขาดสิทธิ์',
    `ดูและแก้ไขได้ที่ ช่องทาง > ${name} แล้วกด “ทดสอบการเชื่อมต่อ” ${words.after}`,
    nameTh,
  ].join('\n\n');
  const dedupeKey = `channel-trouble:${channel}:${by}:${dayOf(now)}`;
  await tellAdministrators(tx, { template: 'channel-trouble', title: words.title(name), body, dedupeKey }, now);
}
