import { z } from 'zod';
import type { FiledCase } from '../modules/complaints/index.ts';
import type { Portal } from './portal.ts';
import { seal, unseal } from './sealed.ts';

const HOURS_24 = 24 * 3_600_000;
const Filed = z.object({ number: z.string(), trackingCode: z.string(), citizenDueOn: z.iso.date().nullable() });
export type ReceiptFacts = z.infer<typeof Filed>;
/** Number and code, proven: what opens a case without asking for them again. */
const Proven = z.object({ number: z.string(), code: z.string() });
export type Proven = z.infer<typeof Proven>;

const tomorrow = ({ parts }: Portal) => new Date(parts.now().getTime() + HOURS_24);

/** A receipt's address: it opens the receipt for a day and shows no code. */
export function receiptPath(portal: Portal, { number, trackingCode, citizenDueOn }: FiledCase): string {
  const facts: ReceiptFacts = { number, trackingCode, citizenDueOn };
  return `/receipt?t=${seal(portal.parts.key, 'receipt', facts, tomorrow(portal))}`;
}

export const openReceipt = ({ parts }: Portal, token: string): ReceiptFacts | null =>
  unseal(parts.key, 'receipt', token, Filed, parts.now());

export const caseToken = (portal: Portal, proven: Proven): string =>
  seal(portal.parts.key, 'case', proven, tomorrow(portal));

export const openCaseToken = ({ parts }: Portal, token: string): Proven | null =>
  unseal(parts.key, 'case', token, Proven, parts.now());

/** Where a QR leads: number and code, so that a phone's camera is enough. */
export function trackUrl(
  base: string,
  { number, trackingCode }: Pick<ReceiptFacts, 'number' | 'trackingCode'>,
): string {
  return `${base}/track?${new URLSearchParams({ n: number, c: trackingCode })}`;
}
