import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';
import { encodeS3, hex, signS3 } from './sign-s3.ts';
import { StorageFault } from './storage-fault.ts';
import type { FileStore } from './store.ts';

/** Answers that say "no room": HTTP 507, and what MinIO, Ceph and others put in the body with another status. */
const FULL =
  /<Code>(InsufficientStorage|QuotaExceeded|XMinioStorageFull|XMinioAdminBucketQuotaExceeded|EntityTooLargeForQuota)<\/Code>/;
const TRIES = 3;

/**
 * Keeps files in a bucket that speaks S3 (AWS, MinIO, Ceph, Garage, R2): `https://KEY:SECRET@endpoint/bucket[/prefix]?region=…`.
 * The address is path-style. A passing fault (a lost connection, 5xx, 429) is tried three times: a put of the same key is the same bytes.
 * @throws TypeError when the address lacks a key, a secret or a bucket
 */
export function s3Store(
  address: string,
  { now = () => new Date(), pauseMs = 300, timeoutMs = 30_000 } = {},
): FileStore {
  const { base, secret } = readAddress(address);

  async function ask(method: string, key: string, body?: Uint8Array): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once(method, key, body).catch((error: unknown) => {
        if (attempt === TRIES) throw new StorageFault(`the file store did not answer to ${method}`, { cause: error });
        return null;
      });
      if (answer?.ok) return answer;
      if (answer) await mustBePassing(answer, method, attempt);
      await wait(pauseMs * attempt);
    }
  }

  function once(method: string, key: string, body: Uint8Array | undefined): Promise<Response> {
    const url = new URL(`${base}/${encodeS3(key, { path: true })}`);
    const payloadHash = hex(body ?? '');
    const at = now()
      .toISOString()
      .replaceAll(/[-:]|\.\d+/g, '');
    const headers = { 'x-amz-content-sha256': payloadHash, 'x-amz-date': at };
    const authorization = signS3({ method, url, headers, payloadHash }, secret);
    return fetch(url, {
      method,
      headers: { ...headers, authorization },
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
      ...(body && { body: new Uint8Array(body) }),
    });
  }

  return {
    async put(key, bytes) {
      await (await ask('PUT', key, bytes)).body?.cancel();
    },
    async get(key) {
      const { body } = await ask('GET', key);
      return body ? Readable.fromWeb(body) : Readable.from([]);
    },
    async remove(key) {
      await (await ask('DELETE', key)).body?.cancel();
    },
    async check() {
      await this.put('probe', new Uint8Array([1]));
      await this.remove('probe');
    },
  };
}

/** Returns when another try may help. @throws Refusal 'storage-full' | 'not-found', or StorageFault with S3's own code (never the address: it holds the key) */
async function mustBePassing(answer: Response, method: string, attempt: number): Promise<void> {
  const text = (await answer.text().catch(() => '')).slice(0, 2000);
  if (answer.status === 507 || FULL.test(text)) throw new Refusal('storage-full');
  if (answer.status === 404 && method === 'GET' && !text.includes('NoSuchBucket')) throw new Refusal('not-found');
  const passing = answer.status >= 500 || answer.status === 429;
  const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? '';
  if (!passing || attempt === TRIES)
    throw new StorageFault(`the file store answered ${answer.status} ${code} to ${method}`);
}

function readAddress(address: string) {
  const url = new URL(address);
  const accessKey = decodeURIComponent(url.username);
  const secretKey = decodeURIComponent(url.password);
  const path = url.pathname.replaceAll(/^\/+|\/+$/g, '');
  if (!accessKey || !secretKey || !path) throw new TypeError('S3_URL is https://KEY:SECRET@endpoint/bucket?region=…');
  const region = url.searchParams.get('region') ?? 'us-east-1';
  return { base: `${url.protocol}//${url.host}/${path}`, secret: { accessKey, secretKey, region } };
}
