import type { QuestionnaireAnswer } from './contract.ts';

/** The source of voices that an answer became, and that are no case. */
export const QUESTIONNAIRE = 'questionnaire';

/** Two of five: 0.4 of the highest mark. */
const LOW = 0.4;

/** What an answer is: low marks with words complain, words or low marks alone are a voice, content without words is a figure only. */
export function weigh({ score, scale, openAnswer }: Pick<QuestionnaireAnswer, 'score' | 'scale' | 'openAnswer'>): {
  readonly became: 'case' | 'voice' | 'nothing';
  readonly isLow: boolean;
} {
  const isLow = score !== undefined && score / scale <= LOW;
  const hasWords = openAnswer.trim() !== '';
  return { isLow, became: isLow && hasWords ? 'case' : isLow || hasWords ? 'voice' : 'nothing' };
}
