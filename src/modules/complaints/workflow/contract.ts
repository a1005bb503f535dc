import { z } from 'zod';
import { WAY_CHANNELS } from '../../channels/contract.ts';
import { isSeen } from '../../people/contract.ts';

const id = z.uuid();

export const KINDS = [
  'complaint',
  'grievance',
  'incident',
  'suggestion',
  'compliment',
  'question',
  'need',
  'expectation',
  'petition',
  'whistleblow',
] as const;
export const Kind = z.enum(KINDS);
/** The ways to speak that a directory lists, and other programs, which speak for somebody. */
export const CHANNELS = [...WAY_CHANNELS, 'api'] as const;
export const Channel = z.enum(CHANNELS);
export const STATUSES = [
  'new',
  'assigned',
  'in-progress',
  'waiting-citizen',
  'waiting-agency',
  'answered',
  'closed',
  'refused',
  'transferred',
] as const;
export const Status = z.enum(STATUSES);
export type Status = z.infer<typeof Status>;
export const VERDICTS = ['done', 'partly', 'not-done', 'not-municipality', 'cannot-judge'] as const;
export const Verdict = z.enum(VERDICTS);
export const Visibility = z.enum(['normal', 'restricted', 'corruption']);
export const Severity = z.enum(['normal', 'urgent']);

/** Longest text a person may send; what is longer is refused with its length, and kept in the form. */
export const LONGEST_TEXT = 20_000;
export const text = z.string().trim().max(LONGEST_TEXT, 'text-too-long').refine(isSeen, 'text-missing');
export const note = z.string().trim().max(LONGEST_TEXT, 'text-too-long');
/** Why an officer does what others look into later: at least so many letters that one can see. */
export const reason = z
  .string()
  .trim()
  .max(500)
  .refine((written) => written.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim().length >= 5, 'too-short');

export const STEPS = [
  'file',
  'assign',
  'start',
  'classify',
  'note',
  'progress',
  'reply',
  'ask-citizen',
  'wait-agency',
  'resume',
  'transfer',
  'refuse',
  'close',
  'reopen',
  'acknowledge',
  'correct-contact',
  'citizen-message',
  'citizen-verdict',
  'import',
] as const;
export const StepName = z.enum(STEPS);
export type StepName = z.infer<typeof StepName>;

const agency = z.string().trim().max(200).refine(isSeen, 'missing');
const versioned = { version: z.int().min(1), key: id.optional() };
/** Said in full where everybody reads along, under the comment it answers, in stead of in private; see `publicly` of the conversation. */
const inPublic = z.boolean().default(false);
/** POST /complaints/:id/steps. `version` is what the officer saw: if someone acted since, the answer is `changed-meanwhile`. */
export const TakeStep = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('assign'),
    ...versioned,
    departmentId: id,
    ownerId: id.nullable().default(null),
    note: note.default(''),
  }),
  z.object({ step: z.literal('start'), ...versioned, note: note.default('') }),
  z
    .object({
      step: z.literal('classify'),
      ...versioned,
      categoryId: id.nullable(),
      communityId: id.nullable(),
      groupId: id.nullable(),
      /** The member of staff complained of, who from then on does not see the case; left out: as it is. */
      respondentId: id.nullable().optional(),
      kind: Kind,
      severity: Severity,
      /**
       * Who may see it from then on, chosen with a reason in `note`. Left out, category and kind may make a case more confidential, never
       * less: what is confidential is shown to more people by this choice alone.
       */
      visibility: Visibility.optional(),
      note: note.default(''),
    })
    .refine(({ visibility, note }) => visibility === undefined || isSeen(note), {
      path: ['note'],
      error: 'text-missing',
    }),
  z.object({ step: z.literal('note'), ...versioned, note: text, fileIds: z.array(id).max(20).default([]) }),
  z.object({
    step: z.literal('progress'),
    ...versioned,
    note: text,
    fileIds: z.array(id).max(20).default([]),
    inPublic,
  }),
  z.object({ step: z.literal('reply'), ...versioned, note: text, fileIds: z.array(id).max(20).default([]), inPublic }),
  z.object({ step: z.literal('ask-citizen'), ...versioned, note: text, inPublic }),
  z.object({
    step: z.literal('wait-agency'),
    ...versioned,
    agency,
    note: note.default(''),
  }),
  z.object({ step: z.literal('resume'), ...versioned, note: note.default('') }),
  z.object({ step: z.literal('transfer'), ...versioned, agency, note: text }),
  z.object({ step: z.literal('refuse'), ...versioned, reasonId: id, note: text }),
  z.object({ step: z.literal('close'), ...versioned, note: note.default('') }),
  z.object({ step: z.literal('reopen'), ...versioned, note: text }),
  /** What the citizen said is taken note of, and needs no answer. */
  z.object({ step: z.literal('acknowledge'), ...versioned, note: note.default('') }),
]);
export type TakeStep = z.infer<typeof TakeStep>;
