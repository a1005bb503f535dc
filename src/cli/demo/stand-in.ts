import { createServer } from 'node:http';
import { v4 } from 'uuid';
import { drawPhoto } from './draw-photo.ts';
import { seeded } from './random.ts';
import { nameOf } from './talkers.ts';

/** Secrets of accounts that exist in the demonstration alone: anybody may read them. */
export const SECRETS = { line: 'demo-line-secret', meta: 'demo-meta-secret' } as const;
const MONTHLY_MESSAGES = 300;
const PAGE_ID = '100000000000000';

export type StandIn = {
  /** The program's own settings that connect LINE, Facebook and Instagram to it. */
  readonly env: Readonly<Record<string, string>>;
  close(): void;
};

/**
 * The far side of the network in the demonstration: it answers as LINE and Meta do when all is well, on this machine alone, so that
 * conversations can be had and answered and nobody's telephone rings. It does not keep the process alive.
 */
export async function startStandIn(): Promise<StandIn> {
  let used = 212;
  const answer = (method: string, path: string): unknown => {
    if (method === 'POST' && path.endsWith('/message/push')) used += 1;
    return method === 'POST' ? sent() : known(path, used);
  };
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const { pathname } = new URL(request.url ?? '/', 'http://stand-in');
      const picture = /\/message\/[^/]+\/content$/.test(pathname);
      const reply = (type: string, body: string | Buffer) =>
        response.writeHead(200, { 'content-type': type }).end(body);
      if (picture) void drawPhoto(seeded(pathname.length), 'drain').then(({ bytes }) => reply('image/jpeg', bytes));
      else reply('application/json', JSON.stringify(answer(request.method ?? 'GET', pathname)));
    });
  });
  server.unref();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return {
    env: {
      LINE_CHANNEL_SECRET: SECRETS.line,
      LINE_CHANNEL_ACCESS_TOKEN: 'demo-line-token',
      LINE_API_BASE: base,
      LINE_DATA_API_BASE: base,
      META_APP_SECRET: SECRETS.meta,
      META_VERIFY_TOKEN: 'demo-verify',
      META_PAGE_TOKEN: 'demo-page-token',
      META_API_BASE: base,
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Said, by LINE's way of saying so and by Meta's. */
const sent = () => ({ sentMessages: [{ id: v4() }], message_id: v4(), id: v4() });

function known(path: string, used: number): unknown {
  if (path.endsWith('/quota/consumption')) return { totalUsage: used };
  if (path.endsWith('/quota')) return { type: 'limited', value: MONTHLY_MESSAGES };
  if (path.endsWith('/bot/info')) return { displayName: 'เทศบาลเมืองธาราสาธิต', basicId: '@thara-sathit' };
  if (path.endsWith('/webhook/endpoint'))
    return { endpoint: 'https://thara-sathit.example/webhooks/line/main', active: true };
  const id = path.slice(path.lastIndexOf('/') + 1);
  if (id === 'me') {
    const instagram = { id: '17800000000000000', username: 'thara.sathit' };
    return { id: PAGE_ID, name: 'เทศบาลเมืองธาราสาธิต', instagram_business_account: instagram };
  }
  const name = nameOf(id);
  return { displayName: name, name, language: 'th', locale: 'th_TH', data: [] };
}
