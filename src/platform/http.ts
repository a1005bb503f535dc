import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { Db } from './db/db.ts';
import type { FileStore } from './files/store.ts';
import type { Logger } from './log.ts';

/** What every module's routes are given; nothing is reached through a global. */
export type Parts = {
  db: Db;
  now: () => Date;
  files: FileStore;
  /** Signs forms and links. */
  key: string;
  log: Logger;
  /** The address citizens use; null: the request's own. */
  publicUrl: string | null;
};

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;
/** A module's routes, registered on a prefix. Async plugins are awaited by the server. */
export type Routes = (app: App, parts: Parts) => Promise<void>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route: `'public'`, or a permission. A route without it stops the server from starting. */
    permission?: string;
    /** Called by other programs, which prove themselves in their own way: neither the host nor a session is looked at. */
    machine?: true;
  }
}

export type Request = FastifyRequest;
export type Reply = FastifyReply;

/** A request of another program, as the front door hands it over. */
export type DirectCall = Pick<FastifyRequest, 'headers' | 'municipalityId' | 'actor'> & {
  /** What follows a route that ends with '/'; '' otherwise. */
  readonly rest: string;
  readonly body: Buffer;
  /** The body as JSON of a shape, and headers of one. @throws Refusal, as the framework does for what is not of the shape */
  json<T>(shape: z.ZodType<T>): T;
  head<T>(shape: z.ZodType<T>): T;
};

/**
 * A way to a route for programs that call by the thousand, before the framework: its answers are those of the route itself (the
 * tests ask both ways), at a fraction of the cost. What it does not take, and what has a query, goes to the route.
 */
export type Direct = {
  readonly methods: readonly string[];
  /** '/webhooks/line/' is for all that begins so, '/api/v1/complaints' for exactly that. */
  readonly path: string;
  /** The route whose way it is: what it is called in figures and the log. */
  readonly route: string;
  /** As the route's `config`. Who calls is known to a route that is not public: a program with a key. */
  readonly permission: string;
  readonly machine?: true;
  /** Larger bodies go to the route. */
  readonly mostBytes: number;
  takes?(headers: IncomingHttpHeaders): boolean;
  /** The answer's status and what is said as JSON; nothing is said where it is left out. @throws as the route */
  answer(call: DirectCall): Promise<{ readonly status: number; readonly json?: unknown }>;
};

declare module 'fastify' {
  interface FastifyInstance {
    answerDirectly(direct: Direct): void;
  }
}

/** Headers on every answer. Scripts come from ourselves alone; pictures also from the map's tiles. `framedBy`: whose pages may frame it. */
export function securityHeaders(
  tileHosts: readonly string[],
  framedBy: readonly string[] = ["'self'"],
): Record<string, string> {
  const images = ["'self'", 'data:', 'blob:', ...tileHosts].join(' ');
  return {
    'content-security-policy': `default-src 'self'; img-src ${images}; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors ${framedBy.join(' ')}`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'geolocation=(self), camera=(self), microphone=()',
    'cross-origin-opener-policy': 'same-origin',
  };
}
