import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { createApiKey, SYSTEM } from '../src/modules/people/index.ts';
import { office } from './desk.ts';

const BASE = '/open311/main/v2';
const LISTED = ['service', 'attribute', 'value', 'request', 'request_update', 'error', 'endpoint', 'format'];
/** As a client reads it: texts stay texts, and the elements of lists are lists however many there are. */
export const xml = new XMLParser({
  parseTagValue: false,
  ignoreDeclaration: true,
  isArray: (name) => LISTED.includes(name),
});

const Posted = z.array(
  z.strictObject({
    service_request_id: z.string(),
    service_notice: z.string().nullable(),
    account_id: z.string().nullable(),
  }),
);

/** An office with an Open311 endpoint and a program that has a key for it. */
export async function open311Client({ now, env = {} }: { now: Date; env?: Record<string, string> }) {
  const o = await office({ now, env });
  const { secret: key } = await o.w.scoped((tx) => createApiKey(tx, SYSTEM, { name: 'แอปของเมือง' }, now));
  async function get(path: string, headers: Record<string, string> = {}) {
    const answer = await o.w.app.inject({ url: `${BASE}${path}`, headers });
    return {
      status: answer.statusCode,
      type: answer.headers['content-type'],
      body: answer.body,
      headers: answer.headers,
    };
  }
  async function post(
    fields: Record<string, string> | [string, string][],
    { ext = 'json', headers = {}, path = '/requests' } = {},
  ) {
    const answer = await o.w.app.inject({
      method: 'POST',
      url: `${BASE}${path}.${ext}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', ...headers },
      payload: new URLSearchParams(fields).toString(),
    });
    return {
      status: answer.statusCode,
      type: answer.headers['content-type'],
      body: answer.body,
      json: () => answer.json(),
    };
  }
  const json = async (path: string) => JSON.parse((await get(path)).body);
  return {
    ...o,
    base: BASE,
    key,
    get,
    post,
    json,
    fromXml: async (path: string) => xml.parse((await get(path)).body),
    /** A report of a pothole, as an app sends it. */
    road: (more: Record<string, string> = {}): Record<string, string> => ({
      api_key: key,
      service_code: 'road',
      lat: '13.756331',
      long: '100.501762',
      description: 'ถนนเป็นหลุมลึก',
      ...more,
    }),
    /** Files it and gives its service_request_id. */
    async filed(fields: Record<string, string>): Promise<string> {
      const answer = await post(fields);
      if (answer.status !== 200) throw new Error(answer.body);
      return Posted.parse(answer.json())[0]?.service_request_id ?? '';
    },
    one: async (id: string) => (await json(`/requests/${id}.json`))[0],
    /** The register's row behind a service_request_id. */
    rowOf: (id: string) =>
      o.w.scoped((tx) =>
        tx
          .selectFrom('complaints.complaint')
          .selectAll()
          .where('number', '=', `ร.${id.slice(1).replace('-', '/')}`)
          .executeTakeFirstOrThrow(),
      ),
    [Symbol.asyncDispose]: () => o[Symbol.asyncDispose](),
  };
}
export type Open311Client = Awaited<ReturnType<typeof open311Client>>;
