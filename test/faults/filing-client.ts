import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { z } from 'zod';

const CONNECTIONS = 32;
export const Receipt = z.object({ number: z.string(), trackingCode: z.string() });
export type Receipt = z.infer<typeof Receipt>;
/** What a door said: its status, and its words if it gave any; status 0 is a connection that broke. */
export type Answer = { readonly status: number; readonly body: unknown };

export type Filings = {
  /** The receipts that were answered, by key. */
  readonly receipts: Map<string, Receipt>;
  /** Every answer that was no receipt. */
  readonly others: Answer[];
};

/**
 * Files one complaint a key, at 32 connections; each key is tried once. `progress` is called with the number of receipts so far.
 */
export async function fileAll(
  origin: string,
  apiKey: string,
  keys: readonly string[],
  progress: (received: number) => void = () => undefined,
): Promise<Filings> {
  const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
  const filings: Filings = { receipts: new Map(), others: [] };
  const waiting = [...keys];
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
        const answer = await fileOne(pool, apiKey, key);
        const receipt = Receipt.safeParse(answer.body);
        if (answer.status === 201 && receipt.success) filings.receipts.set(key, receipt.data);
        else filings.others.push(answer);
        progress(filings.receipts.size);
      }
    }),
  );
  await pool.destroy();
  return filings;
}

async function fileOne(pool: Pool, apiKey: string, key: string): Promise<Answer> {
  try {
    const answer = await pool.request({
      method: 'POST',
      path: '/api/v1/complaints',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ text: `ไฟทางดับ จุดที่ ${key}`, contact: { name: 'ผู้แจ้ง', phone: '0000000000' } }),
    });
    return { status: answer.statusCode, body: await answer.body.json() };
  } catch {
    return { status: 0, body: null };
  }
}

/** Tries again and again what has no receipt yet, until all have one. @throws Error when that takes longer than `longestMs` */
export async function fileUntilAll(
  origin: string,
  apiKey: string,
  keys: readonly string[],
  longestMs = 150_000,
): Promise<Map<string, Receipt>> {
  const receipts = new Map<string, Receipt>();
  for (const giveUp = Date.now() + longestMs; receipts.size < keys.length; ) {
    const missing = keys.filter((key) => !receipts.has(key));
    const filed = await fileAll(origin, apiKey, missing);
    for (const [key, receipt] of filed.receipts) receipts.set(key, receipt);
    if (Date.now() > giveUp) throw new Error(`${missing.length} have no receipt: ${JSON.stringify(filed.others[0])}`);
    if (filed.others.length > 0) await pause(200);
  }
  return receipts;
}
