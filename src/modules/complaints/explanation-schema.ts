import { z } from 'zod';
import type { ExplanationLine } from './clock/explanation.ts';

const Name = z.object({ name: z.string(), nameEn: z.string().optional() });
const holiday = Name.nullable();
const day = z.string();

/** A stored explanation, read back: what was written by a version before this one is still understood, or refused, never guessed. */
export const ExplanationLines = z.array(
  z.discriminatedUnion('code', [
    z.object({ code: z.literal('received'), at: z.string() }),
    z.object({ code: z.literal('answered-first'), at: z.string(), dueOn: day.nullable() }),
    z.object({ code: z.literal('reopened'), at: z.string() }),
    z.object({ code: z.literal('received-after-hours'), day }),
    z.object({ code: z.literal('first-day-excluded') }),
    z.object({ code: z.literal('days-counted'), days: z.number(), from: day, to: day }),
    z.object({ code: z.literal('last-day-counts-though-closed'), day, holiday, actBy: day.nullable() }),
    z.object({ code: z.literal('last-day-moves'), day, holiday, to: day }),
    z.object({ code: z.literal('due-day'), day }),
    z.object({ code: z.literal('started'), at: z.string() }),
    z.object({ code: z.literal('working-time'), minutes: z.number() }),
    z.object({ code: z.literal('holidays-skipped'), holidays: z.array(Name.extend({ day })) }),
    z.object({ code: z.literal('pauses-credited'), minutes: z.number() }),
    z.object({ code: z.literal('paused'), since: z.string(), minutes: z.number() }),
    z.object({ code: z.literal('due-at'), at: z.string() }),
    z.object({ code: z.literal('by-rule'), legalSource: z.string() }),
    z.object({ code: z.literal('holidays-unknown'), year: z.number() }),
  ]),
) as z.ZodType<ExplanationLine[]>;
