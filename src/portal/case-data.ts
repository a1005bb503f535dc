import type { TrackedCase } from '../modules/complaints/index.ts';
import type { FieldError } from './form-parts.tsx';
import type { ShownFile } from './photos.tsx';
import type { View } from './view.ts';

/** What the citizen typed into the answer, as the form shows it again. */
export type AnswerForm = { text: string; errors: readonly FieldError[]; held: readonly ShownFile[]; token: string };

/** What the citizen chose, as the form shows it again. */
export type JudgeForm = { verdict: string; stars: string; text: string; errors: readonly FieldError[]; token: string };

/** What a case's page is made of. */
export type CasePageData = {
  tracked: TrackedCase;
  /** Every file of the case that a citizen may see, by its id. */
  files: ReadonlyMap<string, ShownFile>;
  /** Proves number and code again when a form comes back. */
  caseToken: string;
  answer: AnswerForm;
  judge: JudgeForm;
  /** The case was filed with an address that nobody has proven to be theirs. */
  mayProveEmail: boolean;
  notice?: string | undefined;
  now: Date;
};

/** What `enhance/case.ts` has to know of a form. */
export const enhanced = ({ words: { report } }: View, { tracked }: CasePageData) => ({
  'data-enhance': 'case',
  'data-case': tracked.number,
  'data-words': JSON.stringify({ sending: report.sending, sendFailed: report.sendFailed }),
});
