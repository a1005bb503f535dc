import { z } from 'zod';
import { normalise } from '../../../thai/index.ts';

/**
 * Which message said which answer of a report, in the order in which the answers stand below its story: the question, as it stands
 * there, and the answer's lines. A message without a question is one whose answer does not stand there: another came in its place. Of what
 * was said there is no word: the filing's event keeps this, and an answer may be taken back.
 */
export const Answered = z.array(
  z.object({
    incomingId: z.uuid().optional(),
    asked: z.object({ name: z.string(), lines: z.int().min(1) }).optional(),
  }),
);
export type Answered = z.infer<typeof Answered>;

type Answer = {
  readonly name: string;
  readonly shown: string;
  readonly values: readonly string[];
  readonly incomingId: string | null;
};
type Report = {
  readonly gathered: readonly { readonly incomingId: string; readonly as: string }[];
  readonly answers: readonly Answer[];
};

const lineOf = ({ name, shown }: Answer): string => normalise(`${name}: ${shown}`);
const standing = (answers: readonly Answer[]): readonly Answer[] => answers.filter(({ values }) => values.length > 0);

/** The answers as they stand below the story. What was passed over does not. */
export const answerLines = (answers: readonly Answer[]): string[] => standing(answers).map(lineOf);

export function answeredIn({ gathered, answers }: Report): Answered {
  const below = standing(answers).map((answer) => ({
    ...(answer.incomingId !== null && { incomingId: answer.incomingId }),
    asked: { name: normalise(answer.name), lines: lineOf(answer).split('\n').length },
  }));
  const replaced = gathered.filter(
    ({ as, incomingId }) => as === 'answer' && !below.some((each) => each.incomingId === incomingId),
  );
  return [...below, ...replaced.map(({ incomingId }) => ({ incomingId }))];
}

/**
 * A report's text without the answer that a message gave, and that answer; null when none of it stands there. `gone`: the messages that
 * were taken back before, whose answers stand there no more.
 */
export function withoutAnswer(
  text: string,
  answered: Answered,
  incomingId: string,
  gone: ReadonlySet<string>,
): { text: string; name: string; shown: string } | null {
  const left = answered.flatMap((each) =>
    each.asked && (each.incomingId === undefined || each.incomingId === incomingId || !gone.has(each.incomingId))
      ? [{ id: each.incomingId, ...each.asked }]
      : [],
  );
  const nth = left.findIndex(({ id }) => id === incomingId);
  const mine = left[nth];
  if (!mine) return null;
  const lines = text.split('\n');
  const from = lines.length - left.slice(nth).reduce((sum, each) => sum + each.lines, 0);
  const said = lines.slice(Math.max(from, 0), from + mine.lines).join('\n');
  const start = `${mine.name}: `;
  if (from < 1 || !said.startsWith(start)) return null;
  return { text: lines.toSpliced(from, mine.lines).join('\n'), name: mine.name, shown: said.slice(start.length) };
}
