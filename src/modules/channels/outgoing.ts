import { z } from 'zod';

/** What is said, without a channel's own markup; adapters make it theirs, and shorten or split what is too long. */
export const Part = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().min(1) }),
  z.object({ kind: z.literal('link'), text: z.string().min(1), url: z.url() }),
  /** `url` must be reachable by the provider. */
  z.object({ kind: z.literal('image'), url: z.url(), alt: z.string() }),
  /** Buttons under the last words; `data` comes back as `chosen`. `ask`: the device is asked for a place or a picture. */
  z.object({
    kind: z.literal('choices'),
    text: z.string().min(1),
    choices: z
      .array(
        z.object({
          label: z.string().min(1).max(40),
          data: z.string().max(300),
          ask: z.enum(['location', 'camera', 'album']).optional(),
        }),
      )
      .min(1)
      .max(13),
  }),
  /** Facts in rows under a heading, with buttons: a receipt, a case's state. Read aloud as `alt`. */
  z.object({
    kind: z.literal('card'),
    title: z.string().min(1),
    rows: z.array(z.object({ label: z.string(), value: z.string() })),
    buttons: z.array(z.object({ label: z.string(), url: z.url().optional(), data: z.string().optional() })),
    alt: z.string().min(1),
  }),
]);
export type Part = z.infer<typeof Part>;

/** One message on its way out. */
export type Outgoing = {
  /** Ours, a UUID: the provider is told it, so that sending twice arrives once. */
  readonly id: string;
  /** The thread to answer in, the provider's id of it (for e-mail: the address). */
  readonly to: { readonly kind: 'person' | 'group' | 'room' | 'post' | 'address'; readonly id: string };
  readonly parts: readonly [Part, ...Part[]];
  /** For channels that have one (e-mail); elsewhere left out. */
  readonly subject: string;
  /** Typed by a member of staff for this one person: some providers allow it longer. */
  readonly byHuman: boolean;
  /** How it may go: the free token of an event, when it is fresh. */
  readonly replyToken: string | null;
  /** The message or comment it answers; `public`: answered where anybody can read it, else in private. */
  readonly answers: { readonly externalId: string; readonly public: boolean } | null;
  /** Hours since the person last wrote; null when never. */
  readonly hoursSinceHeard: number | null;
  /** An earlier attempt may have arrived without our hearing of it: who has no idempotency key looks for it before saying it again. */
  readonly again?: boolean;
  /** When it was queued: what was said before is not it, whatever its words. */
  readonly queuedAt?: Date;
};

export type SendResult = {
  /**
   * accepted: the provider has it · refused: it will never take it · unreachable: not now, try again · uncertain: it may have arrived,
   * nobody can tell, and tried again it might arrive twice.
   */
  readonly outcome: 'accepted' | 'refused' | 'unreachable' | 'uncertain';
  /** What the provider said, for the record: no secret, no personal data. */
  readonly answer: string;
  /** How it went: 'reply', 'push', 'tag', 'public', 'private-reply', 'smtp'. */
  readonly method: string;
  /** What it costs in the provider's unit (LINE: messages counted); 0 when free. */
  readonly cost: number;
  /** The provider's ids of what was sent, so that echoes and receipts are known. */
  readonly providerIds: readonly string[];
  /** Seconds the provider asks us to wait; null when it does not say. */
  readonly retryAfterSeconds: number | null;
  /** Why it will not go, when that is known: staff are told in their words, and another channel is tried. */
  readonly problem: 'window-closed' | 'blocked' | 'quota' | 'wrong-key' | 'too-long' | 'gone' | 'paused' | null;
  /**
   * Certain that nothing of it went out: the provider said "later" before it took anything, or was never reached. Tried after this it is
   * said as if for the first time. Left out: it may have arrived.
   */
  readonly nothingSent?: boolean;
};
