import type { Arrival, MediaRef, RawEvent } from './arrival.ts';
import type { ChannelCheck } from './contract.ts';
import type { PublicLimit } from './in-public/contract.ts';
import type { AdapterKind } from './kinds/contract.ts';
import type { Outgoing, SendResult } from './outgoing.ts';

export type { AdapterKind } from './kinds/contract.ts';

/** What a municipality sets for a channel, by field name. Secrets are among them once they are unsealed; never log it. */
export type Settings = Readonly<Record<string, string>>;

/** One thing that a person fills in to connect a channel. */
export type SettingField = {
  readonly name: string;
  /** Kept sealed and never shown again. */
  readonly secret: boolean;
  readonly required: boolean;
  /** The variable that sets it for the first municipality; what is set in the console wins. */
  readonly environment: string | null;
  /** A longer text (a key, a certificate) rather than a line. */
  readonly lines?: number;
  /** A secret that nobody gives us: at least so many characters, and one can be made in the console. */
  readonly least?: number;
  /** Something that is on or off: 'on' or empty. */
  readonly isSwitch?: true;
};

/** Where providers' programs are reached; others for tests and rehearsal. No trailing slash. */
export type Bases = {
  readonly line: string;
  readonly lineData: string;
  readonly meta: string;
  readonly x: string;
  readonly traffy: string;
};

/** What an adapter is given to speak with its provider. `fetch` is time-limited and follows no redirect to another host. */
export type Reach = {
  readonly settings: Settings;
  readonly bases: Bases;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
};

/** A picture of ours, as it is shown to whom a message goes to. */
export type Picture = { readonly bytes: Buffer; readonly mediaType: string };

/** What `send` is given besides. */
export type Sending = Reach & {
  /** The picture at an address of ours, for a provider that takes bytes and no address; null when it is not shown any more. */
  readonly picture: (url: string) => Promise<Picture | null>;
};

/** A request at a channel's door, before anything is known about it. Header names are lower case. */
export type Knock = {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** What follows the municipality's slug in the path; '' when nothing does. */
  readonly rest: string;
  /** The bytes as they came: what is signed is these, never a re-serialised form of them. */
  readonly body: Buffer;
};

/** The way in by webhook. */
export type Door = {
  /** Answers a provider's verification (GET); null when it is refused. */
  challenge?(knock: Knock, settings: Settings): { type: string; body: string } | null;
  /** Whether the request comes from the provider: its signature over the raw bytes, compared in constant time. */
  prove(knock: Knock, settings: Settings): boolean;
  /** The header that bears a signature over the bytes, in small letters. Only a body with one may be longer than an event is. */
  readonly signedBy?: string;
  /** The proof is a secret that is sent along, not a signature over these bytes: it could be guessed, so wrong ones are counted. */
  readonly guessable?: true;
  /**
   * The events in a proven body, each with an id that the provider gives it again when it delivers it again. It never throws on a
   * shape it does not know: that is one event of kind 'unknown', kept raw. An empty batch is no event.
   */
  split(body: unknown): RawEvent[];
};

/** What a channel can do, so that the interface and the outbox need not know which one it is. */
export type Abilities = {
  /** Most characters (UTF-16 units) of one text message. */
  readonly longestText: number;
  /** Most messages that may go in one request. */
  readonly mostAtOnce: number;
  /** Hours after a person's last word in which anything may be said; null: always. */
  readonly windowHours: number | null;
  /** Hours in which an answer typed by a person may still go; null: as `windowHours`. */
  readonly humanWindowHours: number | null;
  /** The switch among the settings without which `humanWindowHours` does not hold; left out: it always does. */
  readonly humanWindowSwitch?: string;
  readonly sends: readonly ('text' | 'image' | 'link' | 'choices')[];
  /** What may be said where everybody reads along; null: nothing is public there. */
  readonly inPublic: PublicLimit | null;
};

/** Asked when a channel is tried. */
export type Trying = Reach & {
  /** The address that its provider is to send events to; left out where nobody said by which address the world reaches us. */
  readonly webhook?: string;
};

export type TestResult = {
  readonly ok: boolean;
  /** What the provider says it is (an account's name), or what is wrong; shown to staff, no secret in it. */
  readonly detail: string;
  /** A problem the guide explains; where `ok`, what is still to be done. */
  readonly problem: ChannelCheck['problem'];
};

/** `used` of `most` this month in the provider's own unit; `most` null: not limited. */
export type Quota = { readonly used: number; readonly most: number | null };

export type Fetched =
  | {
      readonly state: 'ready';
      readonly bytes: Buffer;
      readonly mediaType: string;
      readonly name: string | null;
    }
  /** It is asked for again, later each time. */
  | { readonly state: 'not-yet' }
  | { readonly state: 'gone'; readonly why: string };

export type Profile = { readonly name: string; readonly language: 'th' | 'en' | null };

/**
 * A channel that machines speak. Everything about it stands in its folder: `contract.ts` declares what a browser may know (`Declared`: its
 * names, the names of its settings and how to get them, whose its threads are), `adapter.ts` what it does. Adding one is its folder and its
 * line in two lists, `kinds/contract.ts` and `adapters.ts`, and the compiler asks for the second: `test/a-new-channel.test.ts` adds one.
 */
export type Adapter = {
  /** As its `Declared` says; each of `fields` has its words there. */
  readonly kind: AdapterKind;
  readonly fields: readonly SettingField[];
  readonly abilities: Abilities;
  readonly door: Door | null;
  /**
   * Where a provider only says that something is there (a mention, without its words): reads it at its source and gives the event with
   * what it found, under the same id; null when there is nothing to add. Called once before `read`, outside any transaction.
   */
  complete?(event: RawEvent, reach: Reach): Promise<RawEvent | null>;
  /** What an event means. Pure; the same event read twice means the same. Unknown kinds give []. */
  read(event: RawEvent, settings: Settings): Arrival[];
  /** Sends one message (or a bundle); never throws for what a provider may answer. */
  send(message: Outgoing, reach: Sending): Promise<SendResult>;
  /** Whether the settings work: asks the provider. */
  test(reach: Trying): Promise<TestResult>;
  fetchMedia?(ref: MediaRef, reach: Reach): Promise<Fetched>;
  profile?(personId: string, reach: Reach): Promise<Profile | null>;
  quota?(reach: Reach): Promise<Quota>;
  /** Shows somebody in their own chat that an answer is being made, until it comes or for some seconds. Null, or what the provider said against it. */
  showWaiting?(personId: string, reach: Reach): Promise<string | null>;
  /** Where nothing arrives by itself: what came since `cursor` (null: from now on), and the next cursor. */
  poll?(cursor: string | null, reach: Reach): Promise<{ events: RawEvent[]; cursor: string }>;
};
