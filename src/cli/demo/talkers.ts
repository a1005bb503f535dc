import { createHash } from 'node:crypto';

type Talker = { readonly channel: 'line' | 'facebook' | 'instagram'; readonly name: string };

/** Who writes to the demonstration's accounts; nobody of them exists. */
export const TALKERS = {
  pon: { channel: 'line', name: 'ป้าพร ร้านก๋วยเตี๋ยว (สาธิต)' },
  nok: { channel: 'line', name: 'นกน้อย (สาธิต)' },
  kla: { channel: 'line', name: 'ช่างกล้า (สาธิต)' },
  noi: { channel: 'line', name: 'น้อยหน่า (สาธิต)' },
  fah: { channel: 'facebook', name: 'ฟ้าใส ตัวอย่าง' },
  ton: { channel: 'facebook', name: 'ต้นไม้ จำลอง' },
  mew: { channel: 'instagram', name: 'mew.sathit' },
} as const satisfies Readonly<Record<string, Talker>>;
export type TalkerKey = keyof typeof TALKERS;

const hashed = (key: string): string => createHash('sha256').update(`demo ${key}`).digest('hex');
/** A LINE user is `U` and 32 letters; people of Meta have numbers. */
const idFor = (key: string, { channel }: Talker): string =>
  channel === 'line' ? `U${hashed(key).slice(0, 32)}` : String(BigInt(`0x${hashed(key).slice(0, 12)}`));
const BY_ID = new Map<string, string>(
  Object.entries(TALKERS).map(([key, talker]) => [idFor(key, talker), talker.name]),
);

export const idOf = (key: TalkerKey): string => idFor(key, TALKERS[key]);
export const nameOf = (id: string): string => BY_ID.get(id) ?? 'ผู้ใช้สาธิต';
