import { button, fill, type Words } from './words.ts';

export type Steps = {
  /** Whether it may be sent; tells the person if not. */
  check: () => boolean;
  /** A step came or went. */
  refresh: () => void;
};
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Shows one section at a time. Every step is an entry of the browser's history, so its back button is the form's. */
export function enhanceSteps(form: HTMLFormElement, words: Words): Steps {
  const steps = () => [...form.querySelectorAll<HTMLElement>('.step')];
  const text = form.querySelector<HTMLTextAreaElement>('#text');
  const where = document.createElement('p');
  where.className = 'step-of';
  where.setAttribute('role', 'status');
  form.prepend(where);
  form.classList.add('stepped');

  const show = (at: number, focus: boolean) => {
    const all = steps();
    const now = Math.min(Math.max(at, 0), all.length - 1);
    for (const [i, step] of all.entries()) step.hidden = i !== now;
    where.textContent = fill(words.stepOf, String(now + 1), String(all.length));
    where.style.setProperty('--done', `${((now + 1) / all.length) * 100}%`);
    if (!focus) return;
    const heading = all[now]?.querySelector<HTMLElement>('h2');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
    where.scrollIntoView({ block: 'start' });
  };
  const current = () => steps().findIndex((step) => !step.hidden);
  const go = (to: number) => {
    history.pushState({ step: to }, '');
    show(to, true);
  };
  const check = () => {
    if (text && isBlank(text)) {
      if (steps()[current()] !== text.closest('.step')) go(0);
      return tell(text, words.textMissing);
    }
    const must = [...(steps()[current()]?.querySelectorAll<Control>('[required]') ?? [])];
    const missing = must.filter((field) => isBlank(field))[0];
    return !missing || tell(missing, words.answerMissing);
  };

  const equipped = new WeakSet<HTMLElement>();
  const equip = (step: HTMLElement) => {
    if (equipped.has(step)) return;
    equipped.add(step);
    const bar = document.createElement('p');
    bar.className = 'actions';
    const send = step.querySelector<HTMLButtonElement>('button[type=submit]');
    const at = () => steps().indexOf(step);
    if (send) bar.append(send);
    else bar.append(button(words.next, 'button', () => check() && go(at() + 1)));
    if (at() > 0) bar.append(button(words.back, 'button quiet', () => history.back()));
    step.append(bar);
  };
  const refresh = () => {
    for (const step of steps()) equip(step);
    show(current(), false);
  };
  for (const step of steps()) equip(step);
  addEventListener('popstate', (event) => {
    const step: unknown = event.state?.step;
    // A link within the page (to the content, to a field) is an entry without a step: it leaves the step that is open.
    if (form.isConnected && typeof step === 'number') show(step, true);
  });
  // Errors are answered where they are: the step that holds the first one is opened, and their links open theirs.
  const errors = [...document.querySelectorAll<HTMLAnchorElement>('#errors a')];
  const stepOf = (link: HTMLAnchorElement | undefined) =>
    steps().findIndex((step) => step.querySelector(link?.hash || '#none') !== null);
  for (const link of errors)
    link.addEventListener('click', (event) => {
      const field = form.querySelector<HTMLElement>(link.hash);
      if (!field) return;
      event.preventDefault();
      const to = stepOf(link);
      if (to >= 0 && to !== current()) go(to);
      field.focus();
      (field.closest('.field') ?? field).scrollIntoView({ block: 'nearest' });
    });
  const first = Math.max(0, stepOf(errors[0]));
  if (first > 0 || history.state?.step === undefined) history.replaceState({ step: first }, '');
  show(errors.length > 0 ? first : Number(history.state?.step ?? 0), false);
  return { check, refresh };
}

const isBlank = (field: Control): boolean =>
  field.validity.valueMissing || (field.type !== 'radio' && field.value.trim() === '');

/** As the server says it: above the field, read with it. It goes as soon as the answer changes. */
function tell(field: Control, message: string): false {
  const home = field.closest<HTMLElement>('.field, fieldset');
  const id = `${field.name}-error`;
  const said = document.getElementById(id) ?? document.createElement('p');
  said.id = id;
  said.className = 'error';
  said.textContent = message;
  (field.closest('.choices') ?? field).before(said);
  home?.classList.add('wrong');
  const described = field.getAttribute('aria-describedby') ?? '';
  field.setAttribute('aria-describedby', [...new Set([...described.split(' ').filter(Boolean), id])].join(' '));
  if (field.type !== 'radio') field.setAttribute('aria-invalid', 'true');
  const takeBack = () => {
    said.remove();
    home?.classList.remove('wrong');
    field.removeAttribute('aria-invalid');
  };
  home?.addEventListener('input', takeBack, { once: true });
  field.focus();
  home?.scrollIntoView({ block: 'nearest' });
  return false;
}
