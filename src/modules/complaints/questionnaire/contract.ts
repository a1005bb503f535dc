import { z } from 'zod';
import { LONGEST_TEXT } from '../contract.ts';

/** POST /questionnaire-answers: one person's answer to one questionnaire. The same `answerId` again changes nothing. */
export const QuestionnaireAnswer = z
  .object({
    /** The questionnaire's own name or number. */
    questionnaire: z.string().trim().min(1).max(200),
    answerId: z.string().trim().min(1).max(200),
    score: z.number().min(0).max(1000).optional(),
    /** The highest mark that can be given. */
    scale: z.number().positive().max(1000).default(5),
    openAnswer: z.string().trim().max(LONGEST_TEXT, 'text-too-long').default(''),
    /** The code of a stakeholder group in the directory. */
    groupCode: z.string().trim().max(100).optional(),
    at: z.iso.datetime({ offset: true }),
  })
  .refine(({ score, scale }) => score === undefined || score <= scale, { path: ['score'], message: 'out-of-range' });
export type QuestionnaireAnswer = z.infer<typeof QuestionnaireAnswer>;

export const AnswerTaken = z.object({
  /** case: a voice that complains, registered · voice: kept, and nothing to answer · nothing: content, and no words. */
  became: z.enum(['case', 'voice', 'nothing']),
  number: z.string().nullable(),
  /** It was here before. */
  again: z.boolean(),
});
export type AnswerTaken = z.infer<typeof AnswerTaken>;
