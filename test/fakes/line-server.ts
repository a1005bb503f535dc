import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { Messages, RichMenu, type SentMessage } from './line-messages.ts';

/** What goes wrong with the next request that it is meant for. */
export type Fault =
  /** The connection breaks before anything is done. */
  | 'half-closed'
  /** It is done, and the connection breaks before the answer. */
  | 'lost-answer'
  | 'server-error'
  /** It is done, and the answer is 500. */
  | 'server-error-after'
  | 'rate-limit'
  | { readonly slowMs: number };

export type Recorded = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};
/** What somebody's LINE shows. */
export type Shown = {
  readonly to: string;
  readonly by: 'reply' | 'push';
  readonly token: string | null;
  readonly messages: readonly SentMessage[];
};
type Content = { bytes: Buffer; type: string; transcoding?: ('processing' | 'succeeded' | 'failed')[] };
type Menu = { id: string; menu: z.infer<typeof RichMenu>; image: { bytes: Buffer; type: string } | null };

const Reply = z.strictObject({
  replyToken: z.string(),
  messages: z.unknown(),
  notificationDisabled: z.boolean().optional(),
});
const Push = z.strictObject({ to: z.string(), messages: z.unknown(), notificationDisabled: z.boolean().optional() });
const Loading = z.strictObject({
  chatId: z.string().regex(/^U[0-9a-f]{32}$/),
  loadingSeconds: z.int().min(5).max(60).multipleOf(5).optional(),
});
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

class Answer extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`answer ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}
const refuse = (status: number, message: string, details?: unknown, headers = {}): never => {
  throw new Answer(status, details === undefined ? { message } : { message, details }, headers);
};

/**
 * A server that behaves as LINE's documents say, for both of its addresses (api and api-data) and for LINE Login: reply tokens that work
 * once and run out, pushes that are known by their retry key, a quota that ends, limits of messages, contents that take time.
 */
export async function startFakeLine({ accessToken = 'channel-access-token', channelSecret = 'channel-secret' } = {}) {
  const requests: Recorded[] = [];
  const shown: Shown[] = [];
  const tokens = new Map<string, { to: string; until: number; used: boolean }>();
  const accepted = new Map<string, { requestId: string; ids: string[] }>();
  const contents = new Map<string, Content>();
  const profiles = new Map<string, { displayName: string; language?: string }>();
  const idTokens = new Map<string, { sub: string; aud: string; name?: string; exp: number }>();
  const menus = new Map<string, Menu>();
  const loading: string[] = [];
  const faults: { fault: Fault; path: RegExp }[] = [];
  const state = {
    quota: { type: 'limited', value: 300 } as { type: 'none' } | { type: 'limited'; value: number },
    used: 0,
    friends: null as Set<string> | null,
    defaultMenu: null as string | null,
    endpoint: null as { endpoint: string; active: boolean } | null,
    members: 3,
    /** What it takes as the channel's token now. */
    accessToken,
    now: () => Date.now(),
  };

  function checked(messages: unknown): SentMessage[] {
    const read = Messages.safeParse(messages);
    if (read.success) return read.data;
    const count = Array.isArray(messages) ? messages.length : 0;
    if (count === 0 || count > 5) return refuse(400, 'Size must be between 1 and 5');
    const details = read.error.issues.map(({ path, message }) => ({
      message,
      property: `messages${path.map((each) => (typeof each === 'number' ? `[${each}]` : `/${String(each)}`)).join('')}`,
    }));
    return refuse(400, 'A message (messages[0]) in the request body is invalid', details);
  }
  const show = (by: Shown['by'], to: string, token: string | null, messages: SentMessage[]): string[] => {
    shown.push({ to, by, token, messages });
    return messages.map(() => String(600_000_000_000_000_000n + BigInt(Math.floor(Math.random() * 1e12))));
  };

  function reply(json: unknown) {
    const body = Reply.safeParse(json);
    if (!body.success) return refuse(400, 'The request body has an error');
    const messages = checked(body.data.messages);
    const token = tokens.get(body.data.replyToken);
    if (!token || token.used || token.until < state.now()) return refuse(400, 'Invalid reply token');
    token.used = true;
    return {
      sentMessages: show('reply', token.to, body.data.replyToken, messages).map((id) => ({
        id,
        quoteToken: randomUUID(),
      })),
    };
  }
  function push(json: unknown, key: string | undefined, requestId: string) {
    const body = Push.safeParse(json);
    if (!body.success) return refuse(400, 'The request body has an error');
    if (key !== undefined && !UUID.test(key))
      return refuse(400, 'The value for the X-Line-Retry-Key header is invalid');
    const messages = checked(body.data.messages);
    const before = key === undefined ? undefined : accepted.get(key);
    if (before) {
      throw new Answer(
        409,
        { message: 'The retry key is already accepted', sentMessages: before.ids.map((id) => ({ id })) },
        { 'x-line-accepted-request-id': before.requestId },
      );
    }
    if (!/^[UCR][0-9a-f]{32}$/.test(body.data.to))
      return refuse(400, "The property, 'to', in the request body is invalid (line: -, column: -)");
    const cost = body.data.to.startsWith('U') ? 1 : state.members;
    if (state.quota.type === 'limited' && state.used + cost > state.quota.value)
      return refuse(429, 'You have reached your monthly limit.');
    state.used += cost;
    // A push to who is no friend, or has blocked the account, is accepted and reaches nobody.
    const reaches = state.friends === null || state.friends.has(body.data.to);
    const ids = reaches ? show('push', body.data.to, null, messages) : messages.map(() => '0');
    if (key !== undefined) accepted.set(key, { requestId, ids });
    return { sentMessages: ids.map((id) => ({ id })) };
  }
  /** Accepted (202) also where the person does not have the chat open: then nobody sees it. */
  function startLoading(json: unknown) {
    const body = Loading.safeParse(json);
    if (!body.success) return refuse(400, 'The request body has an error');
    loading.push(body.data.chatId);
    throw new Answer(202, {});
  }
  function content(id: string, what: string) {
    const found = contents.get(id);
    if (!found) return refuse(404, 'Not found');
    const next = found.transcoding?.[0];
    if (what === 'transcoding') {
      if ((found.transcoding?.length ?? 0) > 1) found.transcoding?.shift();
      return { status: next ?? 'succeeded' };
    }
    if (next === 'processing') throw new Answer(202, {});
    throw new Answer(200, found.bytes, { 'content-type': found.type });
  }
  function profile(path: string) {
    const found = profiles.get(path);
    return found ? { userId: path.split('/').at(-1), ...found } : refuse(404, 'Not found');
  }
  function makeMenu(json: unknown) {
    const read = RichMenu.safeParse(json);
    if (!read.success) return refuse(400, read.error.issues[0]?.message ?? 'invalid');
    const id = `richmenu-${randomUUID().replaceAll('-', '')}`;
    menus.set(id, { id, menu: read.data, image: null });
    return { richMenuId: id };
  }
  function putImage(id: string, bytes: Buffer, type: string) {
    const menu = menus.get(id) ?? refuse(404, 'richmenu not found');
    if (!/^image\/(png|jpeg)$/.test(type)) return refuse(415, 'Unsupported media type');
    if (bytes.length > 1_000_000) return refuse(413, 'Request entity too large');
    if (menu.image) return refuse(400, 'An image has already been uploaded to the richmenu');
    menu.image = { bytes, type };
    return {};
  }
  function setDefault(id: string) {
    const menu = menus.get(id) ?? refuse(404, 'richmenu not found');
    if (!menu.image) return refuse(400, 'must upload richmenu image before applying it to user');
    state.defaultMenu = id;
    return {};
  }
  function verify(form: URLSearchParams) {
    const token = idTokens.get(form.get('id_token') ?? '');
    if (!token) throw new Answer(400, { error: 'invalid_request', error_description: 'Invalid IdToken.' });
    if (token.aud !== form.get('client_id'))
      throw new Answer(400, { error: 'invalid_request', error_description: 'Invalid IdToken Audience.' });
    if (token.exp * 1000 < state.now())
      throw new Answer(400, { error: 'invalid_request', error_description: 'IdToken expired.' });
    return {
      iss: 'https://access.line.me',
      sub: token.sub,
      aud: token.aud,
      exp: token.exp,
      iat: token.exp - 3600,
      ...(token.name && { name: token.name }),
    };
  }
  async function testEndpoint() {
    if (!state.endpoint) return refuse(404, 'Webhook endpoint not found');
    const body = JSON.stringify({ destination: `U${'0'.repeat(32)}`, events: [] });
    const answer = await fetch(state.endpoint.endpoint, { method: 'POST', headers: signedHeaders(body), body }).catch(
      () => null,
    );
    return {
      success: answer?.status === 200,
      timestamp: new Date().toISOString(),
      statusCode: answer?.status ?? 0,
      reason: answer ? 'OK' : 'COULD_NOT_CONNECT',
      detail: String(answer?.status ?? ''),
    };
  }

  const signedHeaders = (body: string) => ({
    'content-type': 'application/json; charset=utf-8',
    'x-line-signature': createHmac('sha256', channelSecret).update(body).digest('base64'),
    'user-agent': 'LineBotWebhook/2.0',
  });

  async function route({ method, path, headers, body }: Recorded, requestId: string): Promise<unknown> {
    const [, one = '', two = ''] = path.match(/^\/v2\/bot\/message\/([^/]+)\/content(?:\/(\w+))?$/) ?? [];
    const json = (): unknown => JSON.parse(body.toString('utf8'));
    if (path === '/oauth2/v2.1/verify' && method === 'POST') return verify(new URLSearchParams(body.toString('utf8')));
    if (headers.authorization !== `Bearer ${state.accessToken}`) {
      return refuse(401, 'Authentication failed. Confirm that the access token in the authorization header is valid.');
    }
    if (one !== '' && method === 'GET') return content(decodeURIComponent(one), two);
    if (path === '/v2/bot/message/reply' && method === 'POST') return reply(json());
    if (path === '/v2/bot/message/push' && method === 'POST')
      return push(json(), headers['x-line-retry-key']?.toString(), requestId);
    if (path === '/v2/bot/chat/loading/start' && method === 'POST') return startLoading(json());
    if (path === '/v2/bot/message/quota') return state.quota;
    if (path === '/v2/bot/message/quota/consumption') return { totalUsage: state.used };
    if (path === '/v2/bot/info')
      return {
        userId: `U${'0'.repeat(32)}`,
        basicId: '@216ru',
        displayName: 'เทศบาลตัวอย่าง',
        chatMode: 'bot',
        markAsReadMode: 'auto',
      };
    if (path === '/v2/bot/channel/webhook/endpoint') return state.endpoint ?? refuse(404, 'Not found');
    if (path === '/v2/bot/channel/webhook/test') return testEndpoint();
    if (/^\/v2\/bot\/(group|room)\/[^/]+\/members\/count$/.test(path)) return { count: state.members };
    if (/^\/v2\/bot\/group\/[^/]+\/summary$/.test(path))
      return { groupId: path.split('/')[4], groupName: 'ชุมชนตลาดเก่า' };
    if (/^\/v2\/bot\/(profile|group|room)\//.test(path)) return profile(path.replace('/v2/bot/', ''));
    const [, menuId = '', image] = path.match(/^\/v2\/bot\/richmenu\/([^/]+)(\/content)?$/) ?? [];
    if (path === '/v2/bot/richmenu' && method === 'POST') return makeMenu(json());
    if (path === '/v2/bot/richmenu/list')
      return { richmenus: [...menus.values()].map(({ id, menu }) => ({ richMenuId: id, ...menu })) };
    if (image && method === 'POST') return putImage(menuId, body, headers['content-type'] ?? '');
    if (menuId && method === 'DELETE') return menus.delete(menuId) ? {} : refuse(404, 'richmenu not found');
    if (path === '/v2/bot/user/all/richmenu')
      return state.defaultMenu ? { richMenuId: state.defaultMenu } : refuse(404, 'no default richmenu');
    const [, chosen = ''] = path.match(/^\/v2\/bot\/user\/all\/richmenu\/([^/]+)$/) ?? [];
    if (chosen && method === 'POST') return setDefault(chosen);
    return refuse(404, 'Not found');
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const recorded = {
      method: request.method ?? 'GET',
      path: (request.url ?? '/').split('?')[0] ?? '/',
      headers: request.headers,
      body: Buffer.concat(pieces),
    };
    requests.push(recorded);
    const at = faults.findIndex(({ path }) => path.test(recorded.path));
    const [faulty] = at === -1 ? [] : faults.splice(at, 1);
    const fault = faulty?.fault;
    const requestId = randomUUID();
    const send = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
      response.writeHead(status, { 'x-line-request-id': requestId, 'content-type': 'application/json', ...headers });
      response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
    };
    if (typeof fault === 'object') await pause(fault.slowMs);
    if (fault === 'half-closed') return void request.socket.destroy();
    if (fault === 'server-error') return send(500, { message: 'Internal Server Error' });
    if (fault === 'rate-limit') return send(429, { message: 'The API rate limit has been exceeded. Try again later.' });
    const answer = await route(recorded, requestId).then(
      (body) => new Answer(200, body),
      (error: unknown) => (error instanceof Answer ? error : new Answer(500, { message: String(error) })),
    );
    if (fault === 'lost-answer') return void request.socket.destroy();
    if (fault === 'server-error-after') return send(500, { message: 'Internal Server Error' });
    send(answer.status, answer.body, answer.headers);
  }

  const server = createServer((request, response) => void handle(request, response));
  const listen = (port: number) =>
    new Promise<number>((done) => {
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        done(typeof address === 'object' && address ? address.port : 0);
      });
    });
  const shut = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  const port = await listen(0);

  const base = `http://127.0.0.1:${port}`;
  return {
    base,
    accessToken,
    channelSecret,
    /** The operator's variables that connect an office to it. */
    env: {
      LINE_CHANNEL_SECRET: channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: accessToken,
      LINE_API_BASE: base,
      LINE_DATA_API_BASE: base,
    },
    requests,
    shown,
    /** To whom the loading animation was shown, in order. */
    loading,
    state,
    menus,
    contents,
    profiles,
    idTokens,
    /** The headers that LINE sends with a delivery. */
    signedHeaders,
    /** A reply token, as a fresh event has it; it lives for `livesMs`. */
    replyToken(to: string, livesMs = 60_000): string {
      const token = randomUUID().replaceAll('-', '');
      tokens.set(token, { to, until: state.now() + livesMs, used: false });
      return token;
    },
    /** Has the next requests to paths that fit go wrong, one fault each, in this order. */
    break(path: RegExp, ...next: Fault[]): void {
      faults.push(...next.map((fault) => ({ fault, path })));
    },
    down: shut,
    up: () => listen(port),
    close: shut,
  };
}
export type FakeLine = Awaited<ReturnType<typeof startFakeLine>>;
