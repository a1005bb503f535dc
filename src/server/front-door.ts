import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { z } from 'zod';
import { actorOf, mustHave, PERMISSIONS } from '../modules/people/index.ts';
import type { App, Direct, DirectCall } from '../platform/http.ts';
import { jsonIn } from '../platform/json-in.ts';
import type { Logger } from '../platform/log.ts';
import { Refusal } from '../platform/refusal.ts';
import { asRefusal, invalidInput, refused } from './errors.ts';
import type { DeclaredRoute } from './guard.ts';
import type { Watch } from './watch-answers.ts';

type Met = Pick<DirectCall, 'municipalityId' | 'actor'>;
type Around = {
  readonly log: Logger;
  readonly watch: Watch;
  /** What the routes declared: a door opens only onto one of them, for whoever may call it. */
  readonly routes: readonly DeclaredRoute[];
  /** Of every answer to whoever is not a machine. */
  readonly securityHeaders: Readonly<Record<string, string>>;
  readonly meet: (request: IncomingMessage) => Promise<Met>;
};

/** A path that needs no decoding, and no query; others are the framework's. */
const PLAIN = /^[\w./~-]*$/;
const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Stands before the framework: what a module declared with `app.answerDirectly` is answered here, everything else is handed on. A
 * server that is closing hands all on, and so refuses as the framework does.
 */
export function frontDoor() {
  const doors: Direct[] = [];
  let around: Around | null = null;
  const doorFor = ({ url = '', method = '', headers }: IncomingMessage): Direct | null => {
    const size = Number(headers['content-length'] ?? Number.NaN);
    for (const door of doors) {
      if (!url.startsWith(door.path) || !door.methods.includes(method) || !(size <= door.mostBytes)) continue;
      const fits = door.path.endsWith('/') ? PLAIN.test(url) : url === door.path;
      if (fits && (door.takes?.(headers) ?? true)) return door;
    }
    return null;
  };
  return {
    /** With the framework's own patience: a citizen's photographs may take long to come. */
    server(handler: RequestListener, { keepAliveTimeout, requestTimeout }: Record<string, unknown>): Server {
      const server = createServer((request, response) => {
        const door = around && doorFor(request);
        if (door && around) void answer(door, request, response, around);
        else handler(request, response);
      });
      if (typeof keepAliveTimeout === 'number') server.keepAliveTimeout = keepAliveTimeout;
      if (typeof requestTimeout === 'number') server.requestTimeout = requestTimeout;
      return server;
    },
    /** Before routes are declared. */
    open(app: App, given: Around): void {
      app.decorate('answerDirectly', (direct: Direct) => {
        doors.push(direct);
      });
      app.addHook('onReady', async () => {
        for (const door of doors) mustBeDeclared(door, given.routes);
        around = given;
      });
      app.addHook('preClose', async () => {
        around = null;
      });
    },
  };
}

function mustBeDeclared({ route, methods, permission }: Direct, routes: readonly DeclaredRoute[]): void {
  const declared = (method: string) =>
    routes.some((each) => each.url === route && each.method === method && each.permission === permission);
  if (!methods.every(declared)) throw new Error(`${methods.join(',')} ${route} is no route with '${permission}'`);
}

async function answer(door: Direct, request: IncomingMessage, response: ServerResponse, around: Around) {
  const began = performance.now();
  const id = randomUUID();
  const status = await said(door, request, around).then(
    ({ status: good, json }) => send(response, good, json, headersFor(door, around)),
    (error: unknown) => {
      const refusal = asRefusal(error);
      if (refusal.status >= 500)
        around.log.error({ event: 'refused', id, code: refusal.code, err: error, route: door.route });
      const { headers, body } = refused(refusal, request.headers);
      return send(response, refusal.status, body, { ...headersFor(door, around), ...headers });
    },
  );
  const { method = '' } = request;
  const machine = door.machine === true;
  around.watch.saw({ id, method, route: door.route, status, ms: performance.now() - began, machine });
}

const headersFor = ({ machine }: Direct, { securityHeaders }: Around) => (machine ? {} : securityHeaders);

/** Who calls is known, and may, before the body is read. */
async function said(door: Direct, request: IncomingMessage, { meet }: Around) {
  const nobody: Met = { municipalityId: '', actor: null };
  const { municipalityId, actor } = door.permission === 'public' ? nobody : await meet(request);
  const permission = PERMISSIONS.find((each) => each === door.permission);
  if (permission) mustHave(actorOf({ actor }), permission);
  const body = await bytesOf(request);
  const { headers, url = '' } = request;
  return door.answer({
    headers,
    municipalityId,
    actor,
    rest: url.slice(door.path.length),
    body,
    json: (shape) => parsed(shape, jsonIn(body)),
    head: (shape) => parsed(shape, headers),
  });
}

/** All of a body whose length was said, and is no more than its door takes. */
function bytesOf(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    // Who goes away in the middle said nothing; no one hears the answer.
    request.on('error', () => reject(new Refusal('invalid-input')));
  });
}

/** As the framework reads what its route has a shape for. */
function parsed<T>(shape: z.ZodType<T>, given: unknown): T {
  const read = shape.safeParse(given);
  if (read.success) return read.data;
  throw invalidInput(read.error);
}

/** Gives the status that was sent. */
function send(
  response: ServerResponse,
  status: number,
  json: unknown,
  headers: Readonly<Record<string, string>>,
): number {
  if (json === undefined) {
    response.writeHead(status, { ...headers, 'content-length': 0 }).end();
    return status;
  }
  const body = JSON.stringify(json);
  const described = { ...headers, 'content-type': JSON_TYPE, 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, described).end(body);
  return status;
}
