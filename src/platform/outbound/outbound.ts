import { lookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Why nothing was asked, or no answer came. `refused-…` are ours: the address is not one that we call. */
export type OutboundFault =
  | 'refused-address'
  | 'refused-scheme'
  | 'refused-port'
  | 'not-an-address'
  | 'not-resolved'
  | 'unreachable'
  | 'timeout';

export type OutboundRequest = {
  url: string;
  method?: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: Buffer;
  /** Longest for everything together, name and connection and answer, in milliseconds. */
  timeoutMs?: number;
  /** Most bytes of the answer that are read; what follows is let fall. */
  mostBytes?: number;
};
/** `truncated`: the answer went on past `mostBytes`. A redirect is an answer like any other: it is not followed. */
export type OutboundResult =
  | { ok: true; status: number; headers: http.IncomingHttpHeaders; body: Buffer; truncated: boolean }
  | { ok: false; fault: OutboundFault; detail: string };

export type Outbound = {
  /** Asks, once. Never throws. */
  send(request: OutboundRequest): Promise<OutboundResult>;
  /** What would keep an address from being asked now, or null; nothing is sent. */
  check(url: string): Promise<OutboundFault | null>;
};

export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>;
export type OutboundOptions = {
  /**
   * Hosts (names or addresses as they stand in a URL) that the operator lets through although they are internal, also without TLS and on
   * any port: a receiver in the town hall's own network, a rehearsal, a test. Never from what is typed in the console.
   */
  internalHosts?: readonly string[];
  resolve?: Resolve;
};

const TIMEOUT_MS = 15_000;
const MOST_BYTES = 64 * 1024;
const PATIENCE_CONNECT_MS = 5_000;
const askDns: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/**
 * The way out to addresses that people typed: webhooks, pictures by link. Only the public internet, only TLS, only 443 and ports
 * above 1023. The name is resolved once, every address it has must be public, and the connection is made to those very
 * addresses: a name that answers otherwise a moment later (DNS rebinding) leads nowhere. No proxy, no cookies, no redirects.
 */
export function openOutbound({ internalHosts = [], resolve = askDns }: OutboundOptions = {}): Outbound {
  const trusted = new Set(internalHosts.map((host) => host.trim().toLowerCase()).filter((host) => host !== ''));

  type Target = { url: URL; addresses: readonly { address: string; family: number }[] };
  async function target(text: string): Promise<Target | { fault: OutboundFault; detail: string }> {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (!url?.hostname || url.username !== '' || url.password !== '') return no('not-an-address');
    const inside = trusted.has(url.hostname);
    if (url.protocol !== 'https:' && !(inside && url.protocol === 'http:')) return no('refused-scheme', url.protocol);
    const port = Number(url.port || 443);
    if (!inside && port !== 443 && port < 1024) return no('refused-port', String(port));
    // The URL parser has already made 0x7f.1 and 2130706433 into 127.0.0.1.
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const literal = isIP(host);
    const addresses = literal ? [{ address: host, family: literal }] : await resolve(host).catch(() => []);
    if (addresses.length === 0) return no('not-resolved', host);
    if (!inside && !addresses.every(({ address }) => isPublicAddress(address))) return no('refused-address', host);
    return { url, addresses };
  }

  return {
    async check(text) {
      const found = await inTime(target(text), TIMEOUT_MS);
      return found === null ? 'timeout' : 'fault' in found ? found.fault : null;
    },
    async send(request) {
      const timeoutMs = request.timeoutMs ?? TIMEOUT_MS;
      const began = performance.now();
      const found = await inTime(target(request.url), timeoutMs);
      if (found === null) return { ok: false, ...no('timeout', 'name') };
      if ('fault' in found) return { ok: false, ...found };
      return ask(found.url, found.addresses, request, Math.max(1, timeoutMs - (performance.now() - began)));
    },
  };
}

const no = (fault: OutboundFault, detail = '') => ({ fault, detail });

function inTime<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout;
  const late = new Promise<null>((done) => {
    timer = setTimeout(() => done(null), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function ask(
  url: URL,
  addresses: readonly { address: string; family: number }[],
  { method = 'GET', headers = {}, body, mostBytes = MOST_BYTES }: OutboundRequest,
  timeoutMs: number,
): Promise<OutboundResult> {
  const connecting = { autoSelectFamily: true, autoSelectFamilyAttemptTimeout: PATIENCE_CONNECT_MS };
  const signal = AbortSignal.timeout(Math.ceil(timeoutMs));
  return new Promise((done) => {
    const fail = (error: unknown) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code';
      done({ ok: false, ...(signal.aborted ? no('timeout') : no('unreachable', code)) });
    };
    const first = addresses[0] ?? { address: '', family: 4 };
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method,
      signal,
      // A connection of its own, to the addresses that were looked at: nothing else is ever dialled.
      agent: false,
      ...connecting,
      lookup: (_host, options, tell) =>
        options.all ? tell(null, [...addresses]) : tell(null, first.address, first.family),
      headers: {
        'user-agent': 'Fangsiang',
        'accept-encoding': 'identity',
        connection: 'close',
        ...headers,
        ...(body ? { 'content-length': String(body.length) } : {}),
      },
    });
    request.on('error', fail);
    request.on('response', (response) => {
      const pieces: Buffer[] = [];
      let bytes = 0;
      const end = (truncated: boolean) => {
        const kept = Buffer.concat(pieces).subarray(0, mostBytes);
        done({ ok: true, status: response.statusCode ?? 0, headers: response.headers, body: kept, truncated });
        request.destroy();
      };
      response.on('data', (piece: Buffer) => {
        pieces.push(piece);
        bytes += piece.length;
        if (bytes > mostBytes) end(true);
      });
      response.on('end', () => end(false));
      response.on('error', fail);
      response.on('aborted', () => fail(new Error('half an answer')));
    });
    request.end(body);
  });
}
