import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Db } from './db/db.ts';
import type { FileStore } from './files/store.ts';
import type { Logger } from './log.ts';

/** What every module's routes are given; nothing is reached through a global. */
export type Parts = {
  db: Db;
  now: () => Date;
  files: FileStore;
  /** The folder of the installation, on the machine's disk. */
  dataDir: string;
  /** Signs forms and links. */
  key: string;
  log: Logger;
  /** The address citizens use, without a slash at its end; null: the request's own. */
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
