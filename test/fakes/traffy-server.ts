import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Answer, type Asked, startProvider } from './provider-server.ts';

export type FakeStep = {
  timestamp: string;
  status: string;
  org_id: number | null;
  org: string | null;
  note: string;
  photo: string | null;
};
export type FakeTicket = {
  ticket_id: string;
  description: string;
  type: string;
  photo: string | string[];
  latitude: number;
  longitude: number;
  address: string;
  timestamp: string;
  star: number | null;
  count_reopen: number;
  timeline: FakeStep[];
};

const Login = z.object({ user: z.string(), pass: z.string() });
const Update = z.object({
  ticket_id: z.string(),
  state_name: z.string().min(1),
  note: z.string().min(1),
  org_id: z.string().optional(),
  extra_detail: z.unknown(),
});
const Comment = z.object({
  ticket_id: z.string(),
  comment: z.string().min(1),
  comment_type: z.enum(['chat', 'chat_staff_only', 'comment']),
});
const STATES = ['รอรับเรื่อง', 'กำลังดำเนินการ', 'เสร็จสิ้น', 'ส่งต่อ', 'ไม่เกี่ยวข้อง'];

/** The clock of Thailand without its zone, as Traffy writes it. */
export const thaiClock = (at: number): string =>
  new Date(at + 7 * 3_600_000).toISOString().replace('T', ' ').replace('Z', '000');

/**
 * The Exchange API of Traffy Fondue as its documents describe it: tokens that end, failures inside a 200, credits of a month, answers from
 * a cache of ten minutes, updates that come back by webhook (`told`).
 */
export async function startFakeTraffy({ user = 'town', pass = 'secret', orgId = 151, org = 'เทศบาลตำบลทดสอบ' } = {}) {
  const tickets = new Map<string, FakeTicket>();
  const cache = new Map<string, { until: number; body: string }>();
  const updates: { ticket: string; state: string; note: string }[] = [];
  const chats: { ticket: string; comment: string }[] = [];
  /** What its webhooks would send because of what was done by the API. */
  const told: unknown[] = [];
  const state = {
    now: () => Date.now(),
    credits: 1000 as number | null,
    limit: 1000,
    tokens: new Map<string, number>(),
    tokenMs: 3_600_000,
    cacheMs: 600_000,
  };

  const cover = (results: unknown, rest = {}): Answer => ({
    body: {
      status: 'success',
      message: '',
      exec_time: '0.041s',
      credit_balance: state.credits,
      results,
      api_log_session_id: 922348568,
      ...rest,
    },
  });
  const fail = (message: string): Answer => ({
    body: { status: 'fail', message, exec_time: '0.012s', credit_balance: state.credits, results: [] },
  });

  function auth({ json }: Asked): Answer {
    const read = Login.safeParse(json);
    if (!read.success || read.data.user !== user || read.data.pass !== pass) return fail('Invalid user or pass');
    const token = `eyJ.${randomUUID()}`;
    state.tokens.set(token, state.now() + state.tokenMs);
    const expire_timestamp = thaiClock(state.now() + state.tokenMs).slice(0, 19);
    return cover({ token, expire_timestamp }, { quota_limit: state.limit, permissions: ['read', 'write'] });
  }

  function getIssue({ query }: Asked): Answer {
    const id = query.get('ticket_id') ?? '';
    const cached = cache.get(id);
    if (cached && cached.until > state.now()) return { body: JSON.parse(cached.body) };
    const ticket = tickets.get(id);
    if (!ticket) return fail('ticket_id not found');
    const last = ticket.timeline.at(-1)?.timestamp ?? ticket.timestamp;
    const orgs = [
      {
        timestamp: ticket.timestamp,
        org_id: orgId,
        org,
        type: ticket.type,
        status: ticket.timeline.at(-1)?.status ?? 'รอรับเรื่อง',
      },
    ];
    const answer = cover({
      ...ticket,
      organization: org,
      status_type: 'inprogress',
      confirmed: false,
      last_activity: last,
      orgs,
    });
    cache.set(id, { until: state.now() + state.cacheMs, body: JSON.stringify(answer.body) });
    return answer;
  }

  function update({ method, json }: Asked): Answer {
    if (method !== 'PATCH') return fail('Method not allowed');
    const read = Update.safeParse(json);
    if (!read.success) return fail(`[${read.error.issues[0]?.path.join('.')}] is not specified`);
    const { ticket_id, state_name, note } = read.data;
    const ticket = tickets.get(ticket_id);
    if (!ticket) return fail('ticket_id not found');
    if (!STATES.includes(state_name)) return fail('state_name not found');
    const timestamp = thaiClock(state.now());
    ticket.timeline.push({ timestamp, status: state_name, org_id: orgId, org, note, photo: null });
    updates.push({ ticket: ticket_id, state: state_name, note });
    told.push({ timestamp, ticket_id, org, status: state_name, note, photo: [] });
    return cover({ smsStatus: 'sent' });
  }

  const server = await startProvider((asked) => {
    if (asked.path.startsWith('/photo/')) return { headers: { 'content-type': 'image/png' }, body: PIXEL };
    const path = asked.path.slice(1);
    if (path === 'get-auth/v1') return auth(asked);
    const [, token = ''] = /^Bearer (.+)$/.exec(asked.headers.authorization ?? '') ?? [];
    const until = state.tokens.get(token);
    if (until === undefined) return fail('ERR 1 - Invalid token');
    if (until < state.now()) return fail('This token has expired | Token นี้หมดอายุแล้ว');
    if (state.credits !== null && state.credits <= 0) return fail('Running out of API usage quota | โควต้าหมด');
    if (state.credits !== null) state.credits -= 1;
    if (path === 'get-issue/v1') return getIssue(asked);
    if (path === 'update-issue/v1') return update(asked);
    if (path !== 'comment/v1') return { status: 404, body: { message: 'Not Found' } };
    const read = Comment.safeParse(asked.json);
    if (!read.success) return fail('comment is not specified');
    chats.push({ ticket: read.data.ticket_id, comment: read.data.comment });
    return cover([]);
  });
  return {
    ...server,
    state,
    tickets,
    updates,
    chats,
    told,
    org,
    orgId,
    /** Somebody reports. Returns what the webhook sends. */
    report(id: string, over: Partial<FakeTicket> = {}) {
      const ticket: FakeTicket = {
        ticket_id: id,
        description: 'ฝาท่อชำรุดหน้าตลาด',
        type: 'ท่อระบายน้ำ',
        photo: `${server.base}/photo/${id}.png`,
        latitude: 13.754158,
        longitude: 100.5014985,
        address: 'ถ.พหลโยธิน ต.คลองหนึ่ง',
        timestamp: thaiClock(state.now()),
        star: null,
        count_reopen: 0,
        timeline: [],
        ...over,
      };
      ticket.timeline = [
        {
          timestamp: ticket.timestamp,
          status: 'รอรับเรื่อง',
          org_id: null,
          org: null,
          note: ticket.description,
          photo: null,
        },
        ...ticket.timeline,
      ];
      tickets.set(id, ticket);
      const { star: _star, count_reopen: _count, timeline: _timeline, photo, ...rest } = ticket;
      return { ...rest, type_id: 12, photo: [photo].flat(), orgs: [{ org_id: orgId, org }] };
    },
    /** Staff at Traffy move it. Returns what the webhook sends. */
    step(id: string, status: string, note: string, by = 'การไฟฟ้า') {
      const timestamp = thaiClock(state.now());
      tickets.get(id)?.timeline.push({ timestamp, status, org_id: 999, org: by, note, photo: null });
      return { timestamp, ticket_id: id, org: by, status, note, photo: [] };
    },
    /** Whoever reported opens it again. Returns what the webhook sends. */
    openAgain(id: string) {
      const ticket = tickets.get(id);
      if (ticket) ticket.count_reopen += 1;
      cache.delete(id);
      return this.step(id, 'รอรับเรื่อง', 'ยังไม่เรียบร้อย', '');
    },
    forget: () => cache.clear(),
  };
}

/** A picture of one point. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
