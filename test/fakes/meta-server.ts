import { createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Answer, type Asked, startProvider } from './provider-server.ts';

const HOUR_MS = 3_600_000;
const Recipient = z.union([z.object({ id: z.string() }), z.object({ comment_id: z.string() })]);
const Send = z.object({
  recipient: Recipient,
  messaging_type: z.enum(['RESPONSE', 'UPDATE', 'MESSAGE_TAG']).optional(),
  tag: z.string().optional(),
  message: z.object({
    text: z.string().optional(),
    metadata: z.string().max(1000).optional(),
    quick_replies: z
      .array(
        z.object({
          content_type: z.literal('text'),
          title: z.string().min(1).max(20),
          payload: z.string().min(1).max(1000),
        }),
      )
      .min(1)
      .max(13)
      .optional(),
    attachment: z
      .discriminatedUnion('type', [
        // docs/messenger-platform/send-messages#url: fetched by Meta, so over TLS.
        z.object({
          type: z.literal('image'),
          payload: z.strictObject({ url: z.url({ protocol: /^https$/ }), is_reusable: z.boolean() }),
        }),
        z.object({ type: z.literal('template'), payload: z.looseObject({}) }),
      ])
      .optional(),
  }),
});
const Button = z.discriminatedUnion('type', [
  z.object({ type: z.literal('web_url'), title: z.string().min(1).max(20), url: z.url() }),
  z.object({ type: z.literal('postback'), title: z.string().min(1).max(20), payload: z.string().min(1).max(1000) }),
]);
const Template = z.discriminatedUnion('template_type', [
  z.object({
    template_type: z.literal('button'),
    text: z.string().min(1).max(640),
    buttons: z.array(Button).min(1).max(3),
  }),
  z.object({
    template_type: z.literal('generic'),
    elements: z
      .array(
        z.object({
          title: z.string().min(1).max(80),
          subtitle: z.string().max(80).optional(),
          buttons: z.array(Button).max(3).optional(),
        }),
      )
      .min(1)
      .max(10),
  }),
]);

export type Delivered = {
  readonly to: string;
  readonly how: 'response' | 'tag' | 'private-reply';
  readonly message: z.output<typeof Send>['message'];
  readonly id: string;
  readonly at: number;
};
export type Posted = { readonly id: string; readonly under: string; readonly message: string; readonly at: number };

class Refused extends Error {
  readonly answer: Answer;
  constructor(
    code: number,
    message: string,
    {
      subcode,
      status = 400,
      headers = {},
    }: { subcode?: number; status?: number; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.answer = {
      status,
      headers,
      body: {
        error: {
          message,
          type: 'OAuthException',
          code,
          ...(subcode && { error_subcode: subcode }),
          fbtrace_id: 'BLBz/WZt8dN',
        },
      },
    };
  }
}

/**
 * A Graph API as Meta's documents describe it, for one Page and its Instagram account: the window that a person's words open, the tag that
 * needs its permission, one private reply a comment within seven days, tokens that end, limits of messages, no idempotency.
 */
export async function startFakeMeta({
  pageToken = 'page-token',
  appSecret = 'app-secret',
  pageId = '1000',
  instagramId = '17841405309211844',
} = {}) {
  const delivered: Delivered[] = [];
  const posted: Posted[] = [];
  const heard = new Map<string, { at: number; platform: 'messenger' | 'instagram' }>();
  const comments = new Map<string, { at: number; from: string; replied: boolean }>();
  const mentions = new Map<string, { text: string; username: string }>();
  const files = new Map<string, { bytes: Buffer; type: string; until: number }>();
  const state = {
    now: () => Date.now(),
    token: pageToken,
    /** 'expired': it was good once. */
    expired: false,
    humanAgent: true,
    blocked: new Set<string>(),
    /** Requests left before a limit; null: none. */
    left: null as number | null,
    names: new Map<string, string>(),
  };

  function authorized({ headers, query }: Asked): void {
    const [, token = query.get('access_token') ?? ''] =
      /^(?:Bearer|OAuth) (.+)$/i.exec(headers.authorization ?? '') ?? [];
    if (state.expired)
      throw new Refused(190, 'Error validating access token: Session has expired', { subcode: 463, status: 401 });
    if (token !== state.token) throw new Refused(190, 'Invalid OAuth access token.', { status: 401 });
    const proof = query.get('appsecret_proof');
    if (proof !== null && proof !== createHmac('sha256', appSecret).update(token).digest('hex')) {
      throw new Refused(100, 'Invalid appsecret_proof provided in the API argument');
    }
    if (state.left === 0) {
      const usage = { [pageId]: [{ type: 'messenger', call_count: 100, estimated_time_to_regain_access: 7 }] };
      throw new Refused(80006, 'There have been too many calls', {
        headers: { 'x-business-use-case-usage': JSON.stringify(usage) },
      });
    }
    if (state.left !== null) state.left -= 1;
  }

  function checked(message: z.output<typeof Send>['message'], instagram: boolean): void {
    if (!message.text && !message.attachment)
      throw new Refused(100, '(#100) Message cannot be empty, must provide valid attachment or text');
    const size = instagram ? Buffer.byteLength(message.text ?? '') : (message.text ?? '').length;
    if (size > (instagram ? 1000 : 2000))
      throw new Refused(100, '(#100) Length of param message[text] must be less than or equal to 2000');
    if (message.attachment?.type === 'template') {
      const template = Template.safeParse(message.attachment.payload);
      if (!template.success) throw new Refused(100, `(#100) Invalid template: ${template.error.issues[0]?.message}`);
      if (instagram && template.data.template_type === 'button')
        throw new Refused(100, '(#100) Template is not supported');
    }
  }

  function send(asked: Asked): Answer {
    const read = Send.safeParse(asked.json);
    if (!read.success) throw new Refused(100, `(#100) Invalid parameter: ${read.error.issues[0]?.path.join('.')}`);
    const { recipient, messaging_type, tag, message } = read.data;
    const id = `m_${randomUUID()}`;
    if ('comment_id' in recipient) {
      const comment = comments.get(recipient.comment_id);
      if (!comment) throw new Refused(100, 'Object does not exist', { subcode: 33 });
      if (comment.replied) throw new Refused(10900, '(#10900) Activity already replied to');
      if (state.now() - comment.at > 7 * 24 * HOUR_MS)
        throw new Refused(10, '(#10) The comment is sent outside the allowed window', { subcode: 2018278 });
      checked(message, false);
      comment.replied = true;
      delivered.push({ to: comment.from, how: 'private-reply', message, id, at: state.now() });
      return { body: { recipient_id: comment.from, message_id: id } };
    }
    const person = heard.get(recipient.id);
    if (!person) throw new Refused(100, '(#100) No matching user found', { subcode: 2018001 });
    if (state.blocked.has(recipient.id))
      throw new Refused(551, "(#551) This person isn't available right now.", { subcode: 1545041 });
    checked(message, person.platform === 'instagram');
    const hours = (state.now() - person.at) / HOUR_MS;
    if (messaging_type === 'MESSAGE_TAG') {
      if (tag !== 'HUMAN_AGENT') throw new Refused(100, '(#100) Invalid tag');
      if (!state.humanAgent) throw new Refused(10, '(#10) App does not have Human Agent permission');
      if (hours > 7 * 24)
        throw new Refused(10, '(#10) This message is sent outside of allowed window.', { subcode: 2018278 });
    } else if (hours > 24)
      throw new Refused(10, '(#10) This message is sent outside of allowed window.', { subcode: 2018278 });
    delivered.push({
      to: recipient.id,
      how: messaging_type === 'MESSAGE_TAG' ? 'tag' : 'response',
      message,
      id,
      at: state.now(),
    });
    return { body: { recipient_id: recipient.id, message_id: id } };
  }

  function comment(under: string, asked: Asked): Answer {
    if (asked.method === 'GET') {
      const data = posted
        .filter((each) => each.under === under)
        .toReversed()
        .map(({ id, message, at }) => ({
          id,
          message,
          text: message,
          from: { id: pageId },
          created_time: new Date(at).toISOString().replace('.000Z', '+0000'),
        }));
      return { body: { data } };
    }
    const read = z.object({ message: z.string().min(1) }).safeParse(asked.json);
    if (!read.success) throw new Refused(100, '(#100) message is required');
    if (!comments.has(under) && under !== instagramId) throw new Refused(100, 'Object does not exist', { subcode: 33 });
    const id = `${under.split('_')[0]}_${posted.length + 1}`;
    posted.push({ id, under, message: read.data.message, at: state.now() });
    return { body: { id } };
  }

  function conversations({ query }: Asked): Answer {
    const person = query.get('user_id') ?? '';
    const data = delivered
      .filter(({ to }) => to === person)
      .toReversed()
      .slice(0, 10)
      .map(({ id, message, at }) => ({
        id,
        message: message.text ?? '',
        from: { id: pageId },
        created_time: new Date(at).toISOString(),
      }));
    return { body: { data: data.length === 0 ? [] : [{ id: 't_1', messages: { data } }] } };
  }

  function account(path: string, { query }: Asked): Answer {
    const fields = query.get('fields') ?? '';
    const [, kind, id = ''] = /mentioned_(comment|media)\.\w+\((\w+)\)/.exec(fields) ?? [];
    const mention = mentions.get(id);
    if (kind && mention) {
      const { text, username } = mention;
      const found = {
        text,
        caption: text,
        username,
        timestamp: '2026-05-04T02:00:00+0000',
        permalink: 'https://www.instagram.com/p/x/',
        media: { permalink: 'https://www.instagram.com/p/x/' },
      };
      return { body: { id: path, [`mentioned_${kind}`]: found } };
    }
    if (path === 'me' || path === pageId) {
      return {
        body: {
          id: pageId,
          name: 'เทศบาลตำบลทดสอบ',
          instagram_business_account: { id: instagramId, username: 'testtown' },
        },
      };
    }
    const name = state.names.get(path);
    if (name === undefined) throw new Refused(100, 'Unsupported get request', { subcode: 33 });
    return { body: { id: path, name, locale: 'th_TH' } };
  }

  const server = await startProvider((asked) => {
    try {
      const path = asked.path.replace(/^\/v\d+\.\d+\//, '').replace(/^\//, '');
      const file = files.get(path);
      if (file) {
        // A signature in the address is what opens it; nobody asks who is there.
        const opens = file.until > state.now() && asked.headers.authorization === undefined;
        return opens
          ? { headers: { 'content-type': file.type }, body: file.bytes }
          : { status: 403, body: 'URL signature expired' };
      }
      authorized(asked);
      if (path === 'me/messages' || path === `${pageId}/messages`) return send(asked);
      if (path === 'me/conversations') return conversations(asked);
      const [, under = ''] = /^([\w-]+)\/(?:comments|replies|mentions)$/.exec(path) ?? [];
      return under === '' ? account(path, asked) : comment(under, asked);
    } catch (error) {
      if (error instanceof Refused) return error.answer;
      throw error;
    }
  });
  return {
    ...server,
    state,
    delivered,
    posted,
    mentions,
    pageId,
    instagramId,
    hear: (person: string, at: number, platform: 'messenger' | 'instagram' = 'messenger') =>
      void heard.set(person, { at, platform }),
    comment: (id: string, from: string, at: number) => void comments.set(id, { at, from, replied: false }),
    /** The address of bytes that lie with the provider, for as long as it lives. */
    file(bytes: Buffer, type: string, livesMs = 30 * 24 * HOUR_MS): string {
      const path = `media/${randomUUID()}`;
      files.set(path, { bytes, type, until: state.now() + livesMs });
      return `${server.base}/${path}`;
    },
    sign: (body: Buffer): string => `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`,
  };
}
export type FakeMeta = Awaited<ReturnType<typeof startFakeMeta>>;
