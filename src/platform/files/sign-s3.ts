import { createHash, createHmac } from 'node:crypto';

export type S3Secret = { accessKey: string; secretKey: string; region: string };
export type S3Request = { method: string; url: URL; headers: Readonly<Record<string, string>>; payloadHash: string };

/**
 * The Authorization header of AWS Signature Version 4. Every header given is signed; `host` is taken from the address, and
 * `x-amz-date` (yyyymmddThhmmssZ) must be among them. The path must hold S3's own encoding already (each byte but A–Z a–z 0–9 - . _ ~ / as %XX).
 * Source: Amazon S3 API Reference, "Signature Calculations for the Authorization Header".
 */
export function signS3({ method, url, headers, payloadHash }: S3Request, secret: S3Secret, service = 's3'): string {
  const all = Object.entries({ ...headers, host: url.host }).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    value.trim(),
  ]);
  const sorted = all.sort(([a], [b]) => (a < b ? -1 : 1));
  const names = sorted.map(([name]) => name).join(';');
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeS3(name)}=${encodeS3(value)}`)
    .sort()
    .join('&');
  const canonical = [
    method,
    url.pathname,
    query,
    ...sorted.map(([name, value]) => `${name}:${value}`),
    '',
    names,
    payloadHash,
  ].join('\n');
  const at = headers['x-amz-date'] ?? '';
  const scope = `${at.slice(0, 8)}/${secret.region}/${service}/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${at}\n${scope}\n${hex(canonical)}`;
  const key = scope
    .split('/')
    .reduce<Buffer>((previous, part) => hmac(previous, part), Buffer.from(`AWS4${secret.secretKey}`));
  return `AWS4-HMAC-SHA256 Credential=${secret.accessKey}/${scope},SignedHeaders=${names},Signature=${hmac(key, text).toString('hex')}`;
}

/** S3's URI encoding; `/` is kept only where the text is a path. */
export function encodeS3(text: string, { path = false } = {}): string {
  const encoded = encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return path ? encoded.replaceAll('%2F', '/') : encoded;
}

export const hex = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
