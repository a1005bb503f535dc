/** What the server says through `data-words`, in the page's language. */
export type Words = {
  next: string;
  back: string;
  stepOf: string;
  count: string;
  sending: string;
  sendFailed: string;
  textMissing: string;
  answerMissing: string;
  questions: string;
  questionsLoading: string;
  questionsFailed: string;
};

export const fill = (pattern: string, ...values: string[]): string =>
  pattern.replace(/\{(\d)\}/g, (_, i: string) => values[Number(i)] ?? '');

/** A button that only script can make useful, so only script makes it. */
export function button(label: string, className: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}
