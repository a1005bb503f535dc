import type { Fetched, Reach } from '../adapter.ts';
import type { MediaRef } from '../arrival.ts';
import { fetchBytes } from '../provider/fetch-bytes.ts';
import { mayFetch } from './hosts.ts';

/** What an event points to, fetched from Meta's hosts alone. Its addresses live for some days, a story's for one. */
export async function fetchMetaMedia(ref: MediaRef, reach: Reach): Promise<Fetched> {
  if (!mayFetch(ref.ref, reach.bases.meta)) return { state: 'gone', why: 'not an address of the provider' };
  return fetchBytes(reach, ref.ref, {}, ref.name);
}
