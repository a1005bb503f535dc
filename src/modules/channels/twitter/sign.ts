import { createHmac, randomBytes } from 'node:crypto';

export type Keys = {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
};

/** RFC 3986 percent-encoding, stricter than `encodeURIComponent`. */
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * The Authorization header of OAuth 1.0a (RFC 5849 §3.4, HMAC-SHA1), for requests whose body is JSON or nothing. Its keys do not run out,
 * unlike OAuth 2.0 user tokens of two hours. `form`: fields of a form body, which are signed too.
 */
export function oauthHeader(
  keys: Keys,
  method: string,
  address: string,
  at: Date,
  {
    nonce = randomBytes(16).toString('hex'),
    form = {},
  }: { nonce?: string; form?: Readonly<Record<string, string>> } = {},
): string {
  const url = new URL(address);
  const oauth: Record<string, string> = {
    oauth_consumer_key: keys.consumerKey,
    oauth_nonce: nonce,
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(Math.floor(at.getTime() / 1000)),
    oauth_token: keys.token,
    oauth_version: '1.0',
  };
  const pairs = [...url.searchParams, ...Object.entries(form), ...Object.entries(oauth)]
    .map(([name, value]): [string, string] => [encode(name), encode(value)])
    .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  const base = [method.toUpperCase(), encode(`${url.origin}${url.pathname}`), encode(pairs.join('&'))].join('&');
  const signature = createHmac('sha1', `${encode(keys.consumerSecret)}&${encode(keys.tokenSecret)}`)
    .update(base)
    .digest('base64');
  const fields = Object.entries({ ...oauth, oauth_signature: signature }).map(
    ([name, value]) => `${name}="${encode(value)}"`,
  );
  return `OAuth ${fields.join(', ')}`;
}
