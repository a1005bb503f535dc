import type { Actor } from '../people/index.ts';
import type { CHANNELS, KINDS } from './contract.ts';
import type { Answered } from './dialogue/answered.ts';
import type { Complaint } from './tables.ts';

type Visibility = Complaint['visibility'];

/** One filing, as every door hands it over: portal, counter, telephone, API key or import. */
export type Draft = {
  /** The filing's own id, made by the door (UUIDv7): filing it again changes nothing. */
  readonly id: string;
  readonly actor: Actor;
  /** `caller` and `key` together are used once; the same key with the same content answers with the same case. */
  readonly idempotency: { readonly caller: string; readonly key: string; readonly hash: Buffer } | null;
  readonly kind: (typeof KINDS)[number];
  readonly channel: (typeof CHANNELS)[number];
  readonly text: string;
  readonly placeText: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly categoryId: string | null;
  readonly communityId: string | null;
  readonly groupId: string | null;
  readonly stakeholderKind: 'recipient' | 'stakeholder' | null;
  readonly identity: 'named' | 'anonymous' | 'concealed';
  readonly contact: { readonly name: string; readonly phone: string; readonly email: string };
  readonly language: 'th' | 'en';
  readonly noticeVersion: number | null;
  readonly severity: 'normal' | 'urgent';
  /** When it was received: the citizen's clock runs from here. */
  readonly receivedAt: Date;
  readonly fileIds: readonly string[];
  readonly source: string | null;
  readonly sourceRef: string | null;
  /** What it was numbered there, where that is not what it is known by: it is found by it. */
  readonly formerNumber?: string;
  /** The text began as what a machine read from a scan, and an officer corrected it. */
  readonly textFrom?: 'scan';
  /** Seen by no more people than this, whatever it is called: its words were of a case that was. */
  readonly atLeast?: Visibility;
  /** Which message of a conversation said which answer that stands below the story. */
  readonly answered?: Answered;
};

/** What a filing answers. `again`: the same key or source was filed before, and this is that case. */
export type FiledCase = {
  readonly id: string;
  readonly number: string;
  readonly trackingCode: string;
  readonly citizenDueOn: string | null;
  readonly again: boolean;
};
