/** One event as its provider sent it. */
export type RawEvent = {
  /** Unique within the channel, the same when it is delivered again: text, however the provider writes it. */
  readonly externalId: string;
  /** The provider's own name of what happened ('message', 'unsend', 'feed.comment.add'); 'unknown' when it has none. */
  readonly kind: string;
  /** When it happened, if the provider says so. */
  readonly at: Date | null;
  /** The event alone, as JSON (or the message's source, for e-mail): one event, not the batch it came in. */
  readonly raw: string;
};

/** Where people speak with us: a person's own thread, a group or room, or the comments under a post. Ids are the provider's. */
export type ThreadRef = { readonly kind: 'person' | 'group' | 'room' | 'post'; readonly id: string };
export type Sender = { readonly id: string | null; readonly name: string | null };

/** Something to be fetched from the provider by a job. `ref`: its id or address there. */
export type MediaRef = {
  readonly kind: 'image' | 'video' | 'audio' | 'file';
  readonly ref: string;
  readonly name: string | null;
};

export type Pin = { readonly latitude: number; readonly longitude: number; readonly text: string | null };

/** What every arrival of a person has. */
type Said = {
  readonly thread: ThreadRef;
  readonly sender: Sender;
  readonly at: Date;
  /** The free, short-lived right to answer this event. */
  readonly replyToken: string | null;
  /** False: another program answers here (standby), or nobody may. It is kept and shown all the same. */
  readonly mayReply: boolean;
};

/** What an event means to us, whatever the channel. `externalId` of a message is the message's, not the event's. */
export type Arrival =
  | (Said & {
      readonly kind: 'message';
      readonly externalId: string;
      /** '' when only a picture or a place was sent. A sticker is its meaning in words. */
      readonly text: string;
      /** The text without what it quotes of others, where the channel can tell; left out: all of it is the sender's own. */
      readonly own?: string;
      readonly pin: Pin | null;
      readonly media: readonly MediaRef[];
      /** Pictures sent together are one message: they share this id; `total` pictures belong to it. */
      readonly album: { readonly id: string; readonly total: number | null } | null;
      /** The message it answers or comments on; of a mail, what may be references of ours, between spaces. */
      readonly replyTo: string | null;
      /** Anybody can read it: what is answered there is public too. */
      readonly public: boolean;
      /** Where it stands at the provider, to be opened by staff. */
      readonly link: string | null;
      /** A sticker, an emoji or a wave: words of no case. */
      readonly gesture: boolean;
      /** In a group or room: it names us (a mention). Left out: it does not, or the channel does not say. */
      readonly addressed?: boolean;
      /** The words cannot be read here (end-to-end encrypted, or the provider refuses them): staff open it at the provider. */
      readonly unreadable: boolean;
    })
  | {
      readonly kind: 'edited';
      readonly externalId: string;
      readonly at: Date;
      readonly text: string;
      /** False: another program answers here. Left out: we may. */
      readonly mayReply?: boolean;
      /** In a group or room: it names us now. Left out: it does not, or the channel does not say. */
      readonly addressed?: boolean;
    }
  /** Unsent or removed by whoever wrote it: its words and pictures are no longer shown. */
  | { readonly kind: 'withdrawn'; readonly externalId: string; readonly at: Date }
  | {
      readonly kind: 'reaction';
      readonly externalId: string;
      readonly at: Date;
      readonly sender: Sender;
      readonly reaction: string;
      readonly removed: boolean;
    }
  | (Said & { readonly kind: 'followed' | 'unfollowed' | 'joined' | 'left' })
  /** A button of ours was pressed; `data` is what we put behind it. */
  | (Said & { readonly kind: 'chosen'; readonly data: string })
  /** The provider says that what we sent was delivered or read. */
  | {
      readonly kind: 'delivered' | 'read';
      readonly messageIds: readonly string[];
      readonly at: Date;
      readonly thread: ThreadRef;
    }
  /** A mail of ours came back for good; `references`: what may be ours among what it names. `status`: RFC 3463, or ''. */
  | { readonly kind: 'returned'; readonly references: readonly string[]; readonly at: Date; readonly status: string }
  /** A ticket of another register (Traffy): `ticket` is its id there; it is read again at its source before anything is believed. */
  | {
      readonly kind: 'ticket';
      readonly ticket: string;
      readonly event: 'new' | 'status' | 'chat' | 'rating';
      readonly at: Date;
    }
  /** Nothing to do, and why: our own echo, an empty event. */
  | { readonly kind: 'nothing'; readonly why: 'echo' | 'standby' | 'empty' | 'not-for-us' };
