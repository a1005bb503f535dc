import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { office } from './desk.ts';
import { type FakeLine, startFakeLine } from './fakes/line-server.ts';
import { hurryJobs } from './run-jobs.ts';

type Event = Readonly<Record<string, unknown>>;
type Said = { at?: Date; id?: string; quoted?: string; group?: string; token?: boolean; redelivered?: boolean };

/** An office whose LINE account is connected to a LINE of our own, and people who write to it. */
export async function lineDesk({ smtpUrl, publicUrl, now }: { smtpUrl?: string; publicUrl?: string; now?: Date } = {}) {
  const line: FakeLine = await startFakeLine();
  const o = await office({
    ...(smtpUrl && { smtpUrl }),
    ...(publicUrl && { publicUrl }),
    ...(now && { now }),
    env: line.env,
  });
  const { w } = o;
  line.state.now = () => w.now().getTime();
  /** Delivers events as LINE does; what follows from them is done by `w.runJobs()`. */
  const deliver = async (...events: Event[]): Promise<number> => {
    const body = JSON.stringify({ destination: `U${'0'.repeat(32)}`, events });
    const signature = createHmac('sha256', line.channelSecret).update(body).digest('base64');
    const answer = await w.app.inject({
      method: 'POST',
      url: '/webhooks/line/main',
      headers: { 'content-type': 'application/json', 'x-line-signature': signature },
      payload: body,
    });
    return answer.statusCode;
  };
  const event = (
    user: string,
    type: string,
    more: object,
    { at = w.now(), group, token = true }: Said = {},
  ): Event => ({
    type,
    mode: 'active',
    timestamp: at.getTime(),
    webhookEventId: randomUUID(),
    deliveryContext: { isRedelivery: false },
    source: group ? { type: 'group', groupId: group, userId: user } : { type: 'user', userId: user },
    ...(token && { replyToken: line.replyToken(group ?? user) }),
    ...more,
  });
  const message = (user: string, content: object, said: Said = {}): Event =>
    event(
      user,
      'message',
      { message: { id: said.id ?? randomUUID(), ...content, ...(said.quoted && { quotedMessageId: said.quoted }) } },
      said,
    );
  return {
    ...o,
    line,
    deliver,
    event,
    message,
    /** Somebody new, as LINE names them. */
    person: (name?: string): string => {
      const id = `U${randomBytes(16).toString('hex')}`;
      if (name !== undefined) line.profiles.set(`profile/${id}`, { displayName: name });
      return id;
    },
    text: (user: string, text: string, said?: Said) => message(user, { type: 'text', text }, said),
    sticker: (user: string, said?: Said) =>
      message(user, { type: 'sticker', packageId: '1', stickerId: '1', keywords: ['thanks'] }, said),
    picture: (user: string, said: Said & { album?: { id: string; index: number; total: number } } = {}) =>
      message(
        user,
        { type: 'image', contentProvider: { type: 'line' }, ...(said.album && { imageSet: said.album }) },
        said,
      ),
    place: (user: string, said?: Said) =>
      message(
        user,
        { type: 'location', title: 'ตลาดเก่า', address: 'ถนนหน้าเมือง', latitude: 13.75, longitude: 100.5 },
        said,
      ),
    unsend: (user: string, messageId: string, said: Said = {}) =>
      event(user, 'unsend', { unsend: { messageId } }, { ...said, token: false }),
    press: (user: string, data: string, said?: Said) => event(user, 'postback', { postback: { data } }, said),
    edit: (user: string, id: string, text: string, said: Said = {}) =>
      event(user, 'messageEdited', { message: { id, type: 'text', text } }, { ...said, token: false }),
    /** Delivers, and does all that follows. */
    async hear(...events: Event[]): Promise<void> {
      await deliver(...events);
      await w.runJobs();
    },
    /** The register: each case, oldest first. */
    cases: () =>
      w.scoped((tx) =>
        tx
          .selectFrom('complaints.complaint')
          .select(['id', 'number', 'summary', 'place', 'status', 'identity', 'channel', 'received_at'])
          .orderBy('received_at')
          .orderBy('id')
          .execute(),
      ),
    incoming: () =>
      w.scoped((tx) =>
        tx
          .selectFrom('channels.incoming')
          .select(['id', 'external_id', 'text', 'state', 'role', 'subject_id', 'media', 'reactions'])
          .where('external_id', 'not like', 'event:%')
          .orderBy('at')
          .orderBy('external_id')
          .execute(),
      ),
    /** What somebody's LINE shows as text, newest last. */
    reads: (user: string): string[] =>
      line.shown
        .filter(({ to }) => to === user)
        .flatMap(({ messages }) =>
          messages.map((each) => ('text' in each ? each.text : 'altText' in each ? String(each.altText) : each.type)),
        ),
    /** Lets jobs that wait after a failure run again now. */
    async hurry(): Promise<void> {
      await hurryJobs(w.ownerUrl);
      await w.runJobs();
    },
    async [Symbol.asyncDispose]() {
      await o[Symbol.asyncDispose]();
      await line.close();
    },
  };
}
export type LineDesk = Awaited<ReturnType<typeof lineDesk>>;

/** Somebody with a case, whose acknowledgement has gone and whose free right to answer is over. */
export async function withCase(d: LineDesk) {
  const user = d.person();
  await d.hear(d.text(user, 'ไฟดับ'));
  const [filed] = await d.cases();
  d.w.at(new Date(d.w.now().getTime() + 5 * 60_000));
  return { user, id: filed?.id ?? '' };
}

/** How many messages somebody can read that hold a word. */
export const answers = (d: LineDesk, user: string, word: string): number =>
  d.reads(user).filter((text) => text.includes(word)).length;
