import { randomUUID } from 'node:crypto';
import { parse } from 'node:querystring';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Actor } from '../modules/people/index.ts';
import { MOST_UPLOAD_BYTES } from '../platform/files/document.ts';
import type { App, Parts, Request, Routes } from '../platform/http.ts';
import { jsonIn } from '../platform/json-in.ts';
import { speakThai } from '../platform/problem-words.ts';
import { answerBrokenRequest, answerErrors, answerUnreadableAddress } from './errors.ts';
import { type DeclaredRoute, guardRoutes } from './guard.ts';
import { healthRoutes } from './health.ts';
import { hostMemory } from './host-memory.ts';
import { measureMachine } from './installation/machine.ts';
import { serveOpenApi } from './openapi.tsx';
import { secureAnswers } from './security.ts';
import { watchAnswers } from './watch-answers.ts';

export type Server = Parts & {
  /** Who a request comes from: a session or an API key; null for a citizen. */
  whoIs: (request: Request) => Promise<Actor | null>;
  /** What is mounted beside the modules: sign-in, portal, console. */
  mounted: readonly { prefix: string; routes: Routes }[];
  /** How many proxies in front are ours. */
  trustProxy?: number;
};

/** More than any form has. What follows is let fall: a hundred thousand fields in a megabyte hold everybody up for a second. */
const MOST_FIELDS = 400;

/** Wires everything; nothing listens yet. */
export async function buildApp(server: Server): Promise<{ app: App; routes: readonly DeclaredRoute[] }> {
  speakThai();
  const app: App = Fastify({
    loggerInstance: server.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (log) => log, // lines say whose they are by `id`; a logger of its own costs each request more than that
    genReqId: () => randomUUID(),
    bodyLimit: 1_000_000,
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerUnreadableAddress,
    trustProxy: (_address: string, hop: number) => hop < (server.trustProxy ?? 0),
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>();
  app.removeContentTypeParser(['text/plain', 'application/json']); // Fastify reads them in its own way; nothing here takes plain text
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) =>
    jsonIn(body),
  );
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('actor', null);
  app.decorateRequest('municipalityId', '');
  await app.register(cookie);
  await app.register(formbody, {
    bodyLimit: 1_000_000,
    parser: (text) => parse(text, '&', '=', { maxKeys: MOST_FIELDS }),
  });
  await app.register(multipart, {
    limits: { fileSize: MOST_UPLOAD_BYTES, files: 20, fieldSize: 1_000_000, fields: 60, parts: 80 },
  });
  const registry = watchAnswers(app, server.log);
  measureMachine(registry, server.dataDir, server.now);
  secureAnswers(app, server);
  await serveOpenApi(app);
  const routes = guardRoutes(app);
  answerErrors(app);
  const whose = hostMemory(server.db);
  const meet = async (request: Request): Promise<void> => {
    request.municipalityId = await whose(request.headers.host ?? '');
    request.actor = await server.whoIs(request);
  };
  app.addHook('onRequest', (request, _reply, done) => {
    const { permission, machine } = request.routeOptions.config;
    if (permission === 'health' || machine) done();
    else meet(request).then(() => done(), done);
  });
  await healthRoutes(app, server, registry);
  for (const { prefix, routes } of server.mounted) {
    await app.register(
      async (scope) => {
        // Lists are long and lines are slow; pages and the console's files bring their own.
        if (prefix.startsWith('/api')) await scope.register(compress, { threshold: 1024, encodings: ['gzip'] });
        await routes(scope.withTypeProvider<ZodTypeProvider>(), server);
      },
      { prefix },
    );
  }
  return { app, routes };
}
