import { z } from 'zod';
import { Refusal } from './refusal.ts';

const Key = z.tuple([z.union([z.iso.datetime(), z.iso.date()]), z.uuid()]);

/** The opaque key of the page after a row. */
export const pageKey = (at: string, id: string): string => Buffer.from(JSON.stringify([at, id])).toString('base64url');

/** @throws Refusal('invalid-input') for a key that we did not make */
export function readPageKey(key: string | undefined): { at: string; id: string } | null {
  if (key === undefined) return null;
  try {
    const [at, id] = Key.parse(JSON.parse(Buffer.from(key, 'base64url').toString('utf8')));
    return { at, id };
  } catch {
    throw new Refusal('invalid-input', { fields: [{ field: '/after', problem: 'not-a-page-key' }] });
  }
}
