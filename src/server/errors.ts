import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { StorageFault } from '../platform/files/storage-fault.ts';
import type { App, Reply, Request } from '../platform/http.ts';
import { logRefusal } from '../platform/log-refusal.ts';
import { isSaid, problemWords } from '../platform/problem-words.ts';
import { Refusal, type RefusalCode } from '../platform/refusal.ts';
import { REFUSAL_WORDS } from '../platform/refusal-words.ts';

/** The one place where an error becomes a status. API answers carry a code and a Thai message; pages are worded by the portal. */
export function answerErrors(app: App): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = asRefusal(error);
    logRefusal(request, refusal, error);
    return answer(request, reply, refusal);
  });
  app.setNotFoundHandler({ preHandler: async () => undefined }, (request, reply) =>
    answer(request, reply, new Refusal('not-found')),
  );
}

/** An address that is none (a broken percent sign) reaches no route: nothing is there. */
export function answerUnreadableAddress(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const { code, status, detail } = new Refusal('not-found');
  const message = REFUSAL_WORDS[code][languageOf(request)];
  void reply.code(status).header('x-content-type-options', 'nosniff').send({ code, message, detail });
}

function answer(request: Request, reply: Reply, { code, status, detail }: Refusal) {
  if (code === 'too-many-requests') void reply.header('retry-after', Number(detail['retryAfterSeconds'] ?? 60));
  const language = languageOf(request);
  return reply.code(status).send({ code, message: REFUSAL_WORDS[code][language], detail: worded(detail, language) });
}

/** Thai, unless the asker's first language is English. */
const languageOf = (request: Pick<Request, 'headers'>): 'th' | 'en' =>
  /^en\b/i.test(request.headers['accept-language'] ?? '') && request.headers['x-requested-with'] ? 'en' : 'th';

/** What any thrown thing means to the person who waits for an answer. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof StorageFault) return new Refusal('storage-unavailable');
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map(({ instancePath, message, keyword }) =>
      problemOf(instancePath, message, keyword),
    );
    const problems = new Set(fields.map((field) => field.problem));
    const own = (['text-too-long', 'text-missing'] as const).find((code) => problems.has(code));
    return new Refusal(own ?? 'invalid-input', { fields });
  }
  const code = codeOf(error);
  const known = BY_CODE[code] ?? (code.startsWith('08') || code.startsWith('57P') ? 'database-unavailable' : undefined);
  return new Refusal(known ?? (isLostConnection(error) || isNoSocket(error) ? 'database-unavailable' : 'internal'));
}

/** A contract's own code of what is wrong; or else the schema's, with what it says. */
const problemOf = (field: string, message: string | undefined, keyword: string) =>
  message === undefined || isSaid(message) ? { field, problem: keyword, said: message } : { field, problem: message };

const Fields = z.array(z.looseObject({ problem: z.string(), said: z.string().optional() }));

/** The same with what is wrong with each field in words, where there are some. */
function worded({ fields, ...detail }: Refusal['detail'], language: 'th' | 'en'): Refusal['detail'] {
  const named = Fields.safeParse(fields);
  if (!named.success) return fields === undefined ? detail : { fields, ...detail };
  const all = named.data.map(({ said, ...field }) => ({
    ...field,
    words: problemWords(said ?? field.problem, language) ?? undefined,
  }));
  return { fields: all, ...detail };
}

const BY_CODE: Readonly<Record<string, RefusalCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request-too-large',
  FST_REQ_FILE_TOO_LARGE: 'file-too-large',
  FST_FILES_LIMIT: 'too-many-files',
  FST_PARTS_LIMIT: 'request-too-large',
  FST_FIELDS_LIMIT: 'request-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid-input',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid-input',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'unsupported-media-type',
  ENOSPC: 'storage-full',
  EDQUOT: 'storage-full',
  '53100': 'storage-full',
  '53300': 'database-unavailable',
  '25006': 'database-unavailable',
  // A number larger than its column, a day that no calendar has: what the asker gave, and the database alone notices.
  '22003': 'invalid-input',
  '22008': 'invalid-input',
  '22P05': 'invalid-input',
  // It names something that is not there, or is there no more since it was looked for.
  '23503': 'not-found',
  '22021': 'invalid-input',
  ECONNREFUSED: 'database-unavailable',
  ECONNRESET: 'database-unavailable',
  EPIPE: 'database-unavailable',
  FST_STATIC_FORBIDDEN_PATH: 'not-found',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** No socket where the database is reached through one; a file that is not there is another matter. */
const isNoSocket = (error: unknown): boolean =>
  codeOf(error) === 'ENOENT' && error instanceof Error && 'syscall' in error && error.syscall === 'connect';

/** node-postgres says some lost connections in words only. */
function isLostConnection(error: unknown): boolean {
  return (
    error instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect|connection timeout/i.test(error.message)
  );
}

/** A request that is not HTTP (raw Thai letters in an address, headers that are too large) never reaches a route; it is answered all the same. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const code: RefusalCode = error.code === 'HPE_HEADER_OVERFLOW' ? 'request-too-large' : 'invalid-input';
  const { status } = new Refusal(code);
  const body = JSON.stringify({ code, message: REFUSAL_WORDS[code].th, detail: {} });
  const head = `HTTP/1.1 ${status} Refused\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close`;
  socket.end(`${head}\r\n\r\n${body}`);
}
