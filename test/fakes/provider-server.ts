import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What goes wrong with the next request that it is meant for. */
export type Fault =
  /** The connection breaks before anything is done. */
  | 'half-closed'
  /** It is done, and the connection breaks before the answer. */
  | 'lost-answer'
  /** It is done, and the connection breaks in the middle of the answer. */
  | 'half-an-answer'
  | 'server-error'
  /** It is done, and what stands before the provider says that it waited too long. */
  | 'server-error-after'
  | { readonly slowMs: number };

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Parsed, or null. */
  readonly json: unknown;
  readonly bytes: Buffer;
};
export type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
};
type Handle = (asked: Asked) => Answer | Promise<Answer>;

/** A server that answers as `handle` says, and fails as it is told. */
export async function startProvider(handle: Handle) {
  const requests: Asked[] = [];
  const faults: { readonly fault: Fault; readonly path: RegExp; readonly method: string | null }[] = [];

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(Buffer.from(piece));
    const bytes = Buffer.concat(pieces);
    const url = new URL(request.url ?? '/', 'http://fake');
    const asked: Asked = {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      json: parsed(bytes.toString('utf8')),
      bytes,
    };
    requests.push(asked);
    const at = faults.findIndex(
      ({ path, method }) => path.test(asked.path) && (method === null || method === asked.method),
    );
    const fault = at === -1 ? undefined : faults.splice(at, 1)[0]?.fault;
    if (fault === 'half-closed') return void request.socket.destroy();
    if (fault === 'server-error')
      return send(response, { status: 503, body: { error: { message: 'try later', code: 2 } } });
    if (typeof fault === 'object') await pause(fault.slowMs);
    const answer = await handle(asked);
    if (fault === 'lost-answer') return void request.socket.destroy();
    if (fault === 'server-error-after') return send(response, { status: 504, body: Buffer.from('<html>') });
    if (fault === 'half-an-answer') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"', () => request.socket.destroy());
      return;
    }
    send(response, answer);
  }

  let server: Server | null = null;
  const listen = async (port: number): Promise<number> => {
    const made = createServer((request, response) => {
      respond(request, response).catch(() => request.socket.destroy());
    });
    await new Promise<void>((done) => made.listen(port, '127.0.0.1', done));
    server = made;
    return (made.address() as AddressInfo).port;
  };
  const stop = async (): Promise<void> => {
    const running = server;
    server = null;
    if (!running) return;
    running.closeAllConnections();
    await new Promise((done) => running.close(done));
  };
  const port = await listen(0);
  return {
    base: `http://127.0.0.1:${port}`,
    requests,
    /** The next request to such a path meets this. */
    fail: (fault: Fault, path = /./, method: string | null = null) => void faults.push({ fault, path, method }),
    /** Nobody listens until `up`. */
    down: stop,
    up: () => listen(port),
    [Symbol.asyncDispose]: stop,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Answer): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const type = Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, 'content-length': String(bytes.length), ...headers });
  response.end(bytes);
}
