import { type Kept, putBack } from './draft.ts';
import type { Words } from './words.ts';

/** Takes away what only a page without script needs; of a page that was fetched, what stands in `noscript` is elements like any other. */
export function dropPlain(form: HTMLFormElement): void {
  for (const plain of form.querySelectorAll('[data-plain], noscript')) plain.remove();
}

/**
 * What a category asks is a step of its own as soon as the category is chosen: it is fetched while the person goes on writing. Where it
 * cannot be fetched the step says so and is passed; what has to be answered the server asks again. `changed`: the step came, went, or
 * became another.
 */
export function enhanceQuestions(form: HTMLFormElement, words: Words, kept: Kept, changed: () => void): void {
  const box = form.querySelector<HTMLElement>('[data-enhance=questions]');
  if (!box) return;
  const known = new Map<string, HTMLElement>();
  const first = box.querySelector<HTMLElement>('.step');
  if (first) known.set(first.dataset['category'] ?? '', first);

  const put = (step: HTMLElement) => {
    const looked = box.contains(document.activeElement);
    step.hidden = box.querySelector<HTMLElement>('.step')?.hidden ?? true;
    box.textContent = '';
    box.append(step);
    changed();
    const heading = step.querySelector('h2');
    heading?.setAttribute('tabindex', '-1');
    if (looked) heading?.focus();
  };
  const load = async (category: string) => {
    const url = new URL(box.dataset['url'] ?? '', location.href);
    url.searchParams.set('category', category);
    const answer = await fetch(url);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const step = page.querySelector<HTMLElement>('.step');
    if (!answer.ok || !step) throw new Error(String(answer.status));
    if (kept.some(([name, value]) => name === 'asked' && value === category))
      putBack(step.querySelectorAll('[name^=answer-]'), kept);
    return document.adoptNode(step);
  };
  const choose = async ({ value, dataset }: HTMLInputElement) => {
    const shown = known.get(value);
    if (shown) return put(shown);
    if (dataset['asks'] === undefined) {
      box.textContent = '';
      return changed();
    }
    const waiting = placeholder(words.questions, words.questionsLoading);
    put(waiting.step);
    try {
      const step = await load(value);
      known.set(value, step);
      if (waiting.step.isConnected) put(step);
    } catch {
      waiting.say.textContent = words.questionsFailed;
    }
  };
  form.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === 'category') void choose(target);
  });
  const chosen = form.querySelector<HTMLInputElement>('input[name=category]:checked');
  if (chosen && chosen.value !== '') void choose(chosen);
}

function placeholder(title: string, text: string): { step: HTMLElement; say: HTMLElement } {
  const step = document.createElement('section');
  const heading = document.createElement('h2');
  const say = document.createElement('p');
  step.className = 'step';
  heading.textContent = title;
  say.className = 'hint';
  say.setAttribute('role', 'status');
  say.textContent = text;
  step.append(heading, say);
  return { step, say };
}
