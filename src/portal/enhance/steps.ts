import { button, fill, type Words } from './words.ts';

/** Shows one section at a time. Every step is an entry of the browser's history, so its back button is the form's. */
export function enhanceSteps(form: HTMLFormElement, words: Words): { check: () => boolean } {
  const steps = [...form.querySelectorAll<HTMLElement>('.step')];
  const text = form.querySelector<HTMLTextAreaElement>('#text');
  const where = document.createElement('p');
  where.className = 'step-of';
  where.setAttribute('role', 'status');
  form.prepend(where);
  form.classList.add('stepped');

  const show = (at: number, focus: boolean) => {
    const now = Math.min(Math.max(at, 0), steps.length - 1);
    for (const [i, step] of steps.entries()) step.hidden = i !== now;
    where.textContent = fill(words.stepOf, String(now + 1), String(steps.length));
    where.style.setProperty('--done', `${((now + 1) / steps.length) * 100}%`);
    if (!focus) return;
    const heading = steps[now]?.querySelector<HTMLElement>('h2');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
    where.scrollIntoView({ block: 'start' });
  };
  const current = () => steps.findIndex((step) => !step.hidden);
  const go = (to: number) => {
    history.pushState({ step: to }, '');
    show(to, true);
  };
  const check = () => {
    if (text === null || text.value.trim() !== '') {
      text?.setCustomValidity('');
      return true;
    }
    if (steps[current()] !== text.closest('.step')) go(0);
    text.setCustomValidity(words.textMissing);
    text.reportValidity();
    return false;
  };
  text?.addEventListener('input', () => text.setCustomValidity(''));

  for (const [i, step] of steps.entries()) {
    const bar = document.createElement('p');
    bar.className = 'actions';
    const send = step.querySelector<HTMLButtonElement>('button[type=submit]');
    if (send) bar.append(send);
    else bar.append(button(words.next, 'button', () => check() && go(i + 1)));
    if (i > 0) bar.append(button(words.back, 'button quiet', () => history.back()));
    step.append(bar);
  }
  addEventListener('popstate', (event) => {
    const step: unknown = event.state?.step;
    if (form.isConnected) show(typeof step === 'number' ? step : 0, true);
  });
  // Errors are answered where they are: the step that holds the first one is opened, and their links open theirs.
  const errors = [...document.querySelectorAll<HTMLAnchorElement>('#errors a')];
  const stepOf = (link: HTMLAnchorElement | undefined) =>
    steps.findIndex((step) => step.querySelector(link?.hash || '#none') !== null);
  for (const link of errors)
    link.addEventListener('click', () => {
      const to = stepOf(link);
      if (to >= 0 && to !== current()) go(to);
    });
  const first = Math.max(0, stepOf(errors[0]));
  if (first > 0 || history.state?.step === undefined) history.replaceState({ step: first }, '');
  show(errors.length > 0 ? first : Number(history.state?.step ?? 0), false);
  return { check };
}
