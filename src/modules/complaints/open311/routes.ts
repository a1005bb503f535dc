import compress from '@fastify/compress';
import { z } from 'zod';
import { type Db, inMunicipality, type Tx } from '../../../platform/db/db.ts';
import type { App, Parts, Reply, Request, Routes } from '../../../platform/http.ts';
import { limitRate, network } from '../../../platform/rate-limit.ts';
import type { Refusal } from '../../../platform/refusal.ts';
import type { Language } from '../../../thai/index.ts';
import { loadMunicipality, municipalityBySlug } from '../../people/index.ts';
import type { FilingDesk } from '../filing-desk.ts';
import { discovery } from './discovery.ts';
import { GeoFault } from './fault.ts';
import { fileRequest } from './file-request.ts';
import { CONTENT_TYPE, type Format, type Value, write } from './format.ts';
import { readFilter } from './read-filter.ts';
import { field, fieldsOf } from './read-request.ts';
import { requestIdOf } from './request-id.ts';
import { dueNotice, listRequests, requestIdOfCase, requestsById } from './requests.ts';
import { loadOffer, presentDefinition, presentServices } from './services.ts';
import './tables.ts';

type Deps = { desk: FilingDesk; asRefusal: (error: unknown) => Refusal };

const config = { permission: 'public', machine: true } as const;
const schema = { hide: true };
/** A client that polls each minute stays far below; one that runs wild is told to wait. */
const READINGS = { most: 600, seconds: 60 };
const THIS_MACHINE = /^(?:127\.\d+\.\d+\.\d+|0:0:0:0)$/;
const PREFIX = '/open311/:slug/v2';
const Params = z.object({ slug: z.string(), id: z.string().default('') });
const Query = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/**
 * Open311 GeoReport v2 at `/open311/<slug>/v2/`, XML and JSON by extension, for one municipality each. Reading needs no key and shows what
 * anybody may know; filing takes an API key of the municipality.
 */
export function open311Routes(deps: Deps): Routes {
  return async (app, parts) => {
    await app.register(
      async (scope) => {
        await scope.register(compress, { threshold: 1024, encodings: ['gzip'] });
        await endpoint(scope as App, parts, deps);
      },
      { prefix: PREFIX },
    );
  };
}

type Asked = { request: Request; reply: Reply; format: Format; lang: Language; municipalityId: string; query: Fields };
type Fields = ReturnType<typeof fieldsOf>;

async function endpoint(app: App, parts: Parts, { desk, asRefusal }: Deps): Promise<void> {
  const { db, now, log } = parts;
  // Anybody's page may show what is public; the key of a filing is in its form, never in a cookie.
  app.addHook('onRequest', async (_request, reply) => {
    void reply.header('access-control-allow-origin', '*').header('cache-control', 'no-cache');
  });
  app.setErrorHandler((error, request, reply) => {
    const fault = error instanceof GeoFault ? error : faultOf(asRefusal(error));
    if (!(error instanceof GeoFault) && asRefusal(error).status >= 500)
      log.error({ event: 'open311-failed', err: error, route: request.routeOptions.url });
    if (fault.retryAfterSeconds !== null) void reply.header('retry-after', fault.retryAfterSeconds);
    return send(reply.code(fault.status), formatOf(request).format, 'errors', [...fault.errors]);
  });

  const resource = (path: string, root: string, work: (asked: Asked, id: string) => Promise<Value>) => {
    const plain = path === '/' ? [path] : [path, `${path}.xml`, `${path}.json`];
    for (const url of path.endsWith('/:id') ? [path, path.slice(0, -3)] : plain)
      app.get(url, { config, schema }, async (request, reply) => {
        const asked = await arrive(parts, request, reply);
        await limitReading(db, asked, now());
        const id = Params.parse(request.params).id;
        return send(reply, asked.format, root, await work(asked, id.slice(0, id.length - formatOf(request).suffix)));
      });
  };
  const scoped = <T>({ municipalityId }: Asked, work: (tx: Tx) => Promise<T>) =>
    inMunicipality(db, municipalityId, work);

  // Also at the endpoint itself, where whoever was given its address alone begins ("Service Discovery", Base URL).
  for (const path of ['/', '/discovery'])
    resource(path, 'discovery', (asked) =>
      scoped(asked, (tx) => discovery(tx, endpointUrl(parts, asked.request), asked.lang)),
    );
  resource('/services', 'services', (asked) =>
    scoped(asked, async (tx) => presentServices(await loadOffer(tx, now()), asked.lang)),
  );
  resource('/services/:id', 'service_definition', (asked, code) =>
    scoped(asked, async (tx) => {
      if (code === '') throw new GeoFault(400, 'service_code was not provided');
      const { services, communities } = await loadOffer(tx, now());
      const service = services.find((each) => each.code === code);
      if (!service) throw new GeoFault(404, `service_code was not found: ${code}`);
      return presentDefinition(service, communities, asked.lang);
    }),
  );
  resource('/requests', 'service_requests', (asked) =>
    scoped(asked, (tx) => {
      const filter = readFilter(asked.query, now());
      return 'ids' in filter
        ? requestsById(tx, filter.ids, asked.lang, now())
        : listRequests(tx, filter, asked.lang, now());
    }),
  );
  resource('/requests/:id', 'service_requests', (asked, id) =>
    scoped(asked, async (tx) => {
      if (id === '') throw new GeoFault(400, 'service_request_id was not provided');
      const found = await requestsById(tx, [id], asked.lang, now());
      if (found.length === 0) throw new GeoFault(404, `service_request_id was not found: ${id}`);
      return found;
    }),
  );
  // Every service answers at once, so no token is ever handed out; whoever asks with what they have (our own id, or the number) is told it.
  resource('/tokens/:id', 'service_requests', (asked, token) =>
    scoped(asked, async (tx) => {
      if (token === '') throw new GeoFault(400, 'token was not provided');
      const id = z.uuid().safeParse(token).success
        ? await requestIdOfCase(tx, token)
        : ((await requestsById(tx, [token], asked.lang, now()))[0]?.service_request_id ?? null);
      if (id === null) throw new GeoFault(404, `token was not found: ${token}`);
      return [{ service_request_id: id, token }];
    }),
  );

  for (const url of ['/requests', '/requests.xml', '/requests.json'])
    app.post(url, { config, schema }, async (request, reply) => {
      if (request.isMultipart()) throw new GeoFault(400, REASONS['unsupported-media-type'] ?? '');
      const fields = fieldsOf(request.body);
      const asked = await arrive(parts, request, reply, fields);
      const { filed, accountId } = await fileRequest({
        db,
        desk,
        municipalityId: asked.municipalityId,
        fields: fields.has('api_key') ? fields : new Map([...fields, ...apiKeyOf(asked.query)]),
        bearer: /^bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null,
        key: z.string().trim().min(1).max(200).safeParse(request.headers['idempotency-key']).data ?? null,
        lang: asked.lang,
        now: now(),
      });
      const notice = filed.citizenDueOn ? dueNotice(filed.citizenDueOn, asked.lang) : null;
      return send(reply, asked.format, 'service_requests', [
        { service_request_id: requestIdOf(filed.number), service_notice: notice, account_id: accountId },
      ]);
    });

  // A browser of another site asks first whether it may.
  app.options('/*', { config, schema }, (_request, reply) =>
    reply
      .code(204)
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', 'authorization, content-type, idempotency-key')
      .header('access-control-max-age', '86400')
      .send(),
  );
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/*',
    config,
    schema,
    handler: async (request, reply) => {
      await arrive(parts, request, reply);
      throw new GeoFault(404, 'There is no such resource');
    },
  });
}

/** Whose endpoint it is, and in what form and language the answer is wanted. @throws GeoFault(404) for a jurisdiction that is none */
async function arrive(
  { db, publicUrl }: Parts,
  request: Request,
  reply: Reply,
  form: Fields = new Map(),
): Promise<Asked> {
  const { slug } = Params.parse(request.params);
  const municipalityId = await municipalityBySlug(db, slug);
  if (!municipalityId) throw new GeoFault(404, `There is no jurisdiction at this address: ${slug}`);
  const query = fieldsOf(Query.parse(request.query));
  const wanted = field(form, 'jurisdiction_id') || field(query, 'jurisdiction_id');
  if (wanted !== '') {
    const { hosts } = await inMunicipality(db, municipalityId, loadMunicipality);
    const known = [slug, ...hosts, publicUrl ? new URL(publicUrl).hostname : '', request.hostname];
    const plain = (name: string) => name.toLowerCase().replace(/^www\./, '');
    if (!known.some((name) => plain(name) === plain(wanted)))
      throw new GeoFault(404, `jurisdiction_id was not found: ${wanted}`);
  }
  const lang = field(query, 'locale').startsWith('en') ? 'en' : 'th';
  return { request, reply, format: formatOf(request).format, lang, municipalityId, query };
}

/** By the address's extension; without one, by what the client would rather read. `suffix`: the letters that it takes. */
function formatOf({ url, headers }: Request): { format: Format; suffix: number } {
  const [path = ''] = url.split('?');
  if (path.endsWith('.xml')) return { format: 'xml', suffix: 4 };
  if (path.endsWith('.json')) return { format: 'json', suffix: 5 };
  const wanted = headers.accept ?? '';
  return { format: /\bjson\b/.test(wanted) && !/\bxml\b/.test(wanted) ? 'json' : 'xml', suffix: 0 };
}

const send = (reply: Reply, format: Format, root: string, value: Value) =>
  reply.header('content-type', CONTENT_TYPE[format]).send(write(format, root, value));

async function limitReading(db: Db, { request, municipalityId }: Asked, now: Date): Promise<void> {
  const from = network(request.ip);
  if (THIS_MACHINE.test(from)) return;
  await inMunicipality(db, municipalityId, (tx) => limitRate(tx, `open311 ${from}`, READINGS, now));
}

/** "General service error" is a 400 whatever the cause; the code in the body says more (see "Errors"). */
function faultOf({ code, status, detail }: Refusal): GeoFault {
  const words =
    REASONS[code] ?? (status >= 500 ? 'The service is not available; nothing was filed. Please try again.' : code);
  const wait = Number(detail['retryAfterSeconds'] ?? (status >= 500 ? 30 : Number.NaN));
  return new GeoFault(400, [{ code: status, description: words }], Number.isFinite(wait) ? wait : null);
}
const REASONS: Readonly<Record<string, string>> = {
  'too-many-requests': 'Too many requests; please wait',
  'unsupported-media-type': 'Send application/x-www-form-urlencoded',
  'request-too-large': 'The request is too large',
  'invalid-input': 'The request cannot be read; send application/x-www-form-urlencoded',
  'key-reused': 'This Idempotency-Key was used with other content',
};

const apiKeyOf = (query: Fields) => [...query].filter(([name]) => name === 'api_key');

function endpointUrl({ publicUrl }: Parts, request: Request): string {
  const base = publicUrl ?? `${request.protocol}://${request.host}`;
  return `${base}${PREFIX.replace(':slug', Params.parse(request.params).slug)}`;
}
