import { z } from 'zod';
import type { Part, Pin } from '../../channels/index.ts';
import type { Status } from '../contract.ts';
import type { Question } from '../open311/services.ts';
import type { Answered } from './answered.ts';

/** How long a report may lie half-told before what was said so far goes to the desk as it is. */
export const LAPSES_AFTER_MINUTES = 60;
/** Most words that one report gathers; what comes after that still reaches the desk, as words of their own. */
export const MOST_GATHERED = 18_000;

const StoredPin = z.object({ latitude: z.number(), longitude: z.number(), text: z.string().nullable() });

/** One message of a report: its words, as the story, the place or an answer to a question, its pin, and how many pictures came with it. */
const Piece = z.object({
  incomingId: z.uuid(),
  as: z.enum(['words', 'place', 'answer']),
  text: z.string(),
  pin: StoredPin.nullable(),
  media: z.int().min(0),
});
/** What a person has told so far, in order. */
export const Gathered = z.array(Piece);
export type Gathered = z.infer<typeof Gathered>;

/** What was answered to a question of the category. No values: it was passed over. */
const Answer = z.object({
  code: z.string(),
  /** The question and the answer as they are read. */
  name: z.string(),
  shown: z.string(),
  values: z.array(z.string()),
  /** More may be chosen yet. */
  open: z.boolean(),
  /** The message that said it; null: a button was pressed. */
  incomingId: z.uuid().nullable(),
});
export type Answer = z.infer<typeof Answer>;

/**
 * The category that the words tell, while it has questions of its own and nobody said that it is another; and what was answered. `guessed`: it
 * was looked for already.
 */
const About = {
  category: z.object({ id: z.uuid(), name: z.string() }).nullable().default(null),
  guessed: z.boolean().default(false),
  answers: z.array(Answer).default([]),
};

const Asked = { askedAt: z.iso.datetime() };

/**
 * Where a guided conversation stands; null when none is under way. It is kept as JSON with the thread.
 * `draft` names one report, so that the buttons of an older one do nothing to it.
 */
export const DialogueState = z.discriminatedUnion('at', [
  z.object({
    at: z.enum(['what', 'where', 'photo', 'question', 'confirm']),
    draft: z.string(),
    gathered: Gathered,
    ...About,
    ...Asked,
  }),
  /** A verdict was given and is kept; stars are asked for. */
  z.object({ at: z.literal('stars'), caseId: z.uuid(), number: z.string(), verdict: z.literal('done'), ...Asked }),
  /** "Not done" or "partly" was said and is kept; what is missing is asked for. */
  z.object({ at: z.literal('reason'), caseId: z.uuid(), number: z.string(), ...Asked }),
  /** The next words and pictures belong to this case. */
  z.object({ at: z.literal('adding'), caseId: z.uuid(), number: z.string(), ...Asked }),
]);
export type DialogueState = z.infer<typeof DialogueState>;
/** A report that is being told. */
export type ReportState = Extract<DialogueState, { gathered: Gathered }>;

/** What came in, as the conversation sees it. */
export type Input =
  | {
      readonly kind: 'said';
      /** The message's id, as the conversation keeps it. */
      readonly incomingId: string;
      /** '' when there is only a picture or a place. */
      readonly text: string;
      readonly pin: Pin | null;
      /** Pictures, videos, sounds and files in it. */
      readonly media: number;
      /** A sticker or an emoji alone. */
      readonly gesture: boolean;
    }
  /** A button of ours: its `data`. Anything unknown is answered with the menu. */
  | { readonly kind: 'chosen'; readonly data: string }
  /** The person added us, or came back: a welcome is due. */
  | { readonly kind: 'followed' };

/** What the conversation needs to know besides its state. */
export type Facts = {
  readonly now: Date;
  readonly language: 'th' | 'en';
  /** False in groups, rooms and under posts: nothing personal is said there and nobody is led through a report. */
  readonly private: boolean;
  readonly municipality: {
    readonly name: string;
    readonly phone: string;
    readonly hours: string;
    /** The privacy notice; '' when citizens' addresses are not known. */
    readonly privacyUrl: string;
  };
  /** The case spoken about now in this thread, while it is open. */
  readonly openCase: { readonly id: string; readonly number: string; readonly asked: boolean } | null;
  /** The categories that anybody may file under, while a report is told and any of them asks something. */
  readonly categories: readonly Asking[];
};

/** A category, the words that tell it, and what it asks. */
export type Asking = {
  readonly id: string;
  readonly name: string;
  readonly words: readonly string[];
  readonly questions: readonly Question[];
};

/**
 * What is to be done, in order, in the transaction that keeps the new state. A `caseId` comes from a button's data, which a client could
 * forge: whoever carries the effect out checks first that the case is this person's.
 */
export type Effect =
  /** A report: from the guide to its end, or (`unfinished`) as far as it was told when silence fell. The thread says `sayFiled`. */
  | {
      readonly kind: 'file';
      readonly how: 'guided' | 'unfinished';
      /** The person asked that nobody but the desk learns who they are. */
      readonly concealed: boolean;
      /** Never empty: pictures or a place without words say so in words. Below the story stands what the category asked. */
      readonly text: string;
      /** Which message said which of those answers. */
      readonly answered: Answered;
      /** The category whose questions were answered, or that stood in what was looked at; null: the desk finds it. */
      readonly categoryId: string | null;
      readonly placeText: string | null;
      readonly pin: Pin | null;
      readonly incomingIds: readonly string[];
    }
  /** This message goes to the desk as it is: it opens a case, or is added to the one spoken about. */
  | { readonly kind: 'desk' }
  /** This message is kept with the thread and is words of no case: a greeting, a sticker, a command. */
  | { readonly kind: 'keep' }
  /** The person's cases are wanted: the thread says `sayCases`. */
  | { readonly kind: 'list-cases' }
  /** The person judges a case (`citizenVerdict`); said again with stars, it replaces what was said before. The guide has thanked already. */
  | {
      readonly kind: 'verdict';
      readonly caseId: string;
      readonly verdict: 'done' | 'partly' | 'not-done';
      readonly stars: number | null;
    }
  /** Words and pictures for a case (`citizenMessage`); the thread says `sayAdded`. */
  | {
      readonly kind: 'add';
      readonly caseId: string;
      readonly text: string;
      readonly incomingIds: readonly string[];
    }
  /** A message that was added to a case is another matter: it becomes a case of its own. */
  | { readonly kind: 'apart'; readonly incomingId: string }
  /** The person broke the report off: nothing is filed, the messages stay with the thread. */
  | { readonly kind: 'cancel'; readonly incomingIds: readonly string[] }
  /** The person wants nothing more that is said by itself, or wants it again. */
  | { readonly kind: 'hear'; readonly quiet: boolean }
  /** The person was told where the privacy notice is. */
  | { readonly kind: 'notice-told' }
  /** The person wants to be spoken to in this language from now on. */
  | { readonly kind: 'language'; readonly language: 'th' | 'en' };

export type Turn = {
  readonly state: DialogueState | null;
  /** What is said at once; effects have words of their own (`say.ts`), which follow. */
  readonly say: readonly Part[];
  readonly effects: readonly Effect[];
};

/** A case as its person sees it in a list. */
export type CaseForList = {
  readonly id: string;
  readonly number: string;
  readonly status: Status;
  readonly summary: string;
  readonly department: string;
  /** 'YYYY-MM-DD' */
  readonly dueOn: string | null;
  readonly trackUrl: string;
  readonly mayAnswer: boolean;
  /** Whether it may be judged and was not yet. */
  readonly mayJudge: boolean;
};
