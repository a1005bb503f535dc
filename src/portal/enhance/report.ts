/** Enhances the report form: one step at a time, what was typed kept, photos shown, the place pinned, sending with progress. */
import { forgetDraft, keepDraft, keptDraft, putBack } from './draft.ts';
import { enhancePhotos } from './photos.ts';
import { enhancePlace } from './place.ts';
import { dropPlain, enhanceQuestions } from './questions.ts';
import { enhanceSending } from './send.ts';
import { enhanceSteps } from './steps.ts';
import { fill, type Words } from './words.ts';

function countLetters(form: HTMLFormElement, words: Words): void {
  const text = form.querySelector<HTMLTextAreaElement>('#text');
  const counter = form.querySelector<HTMLElement>('[data-counter=text]');
  if (!text || !counter) return;
  counter.hidden = false; // without script it would stand still, so the page hides it
  const most = Number(text.dataset['most']);
  const show = () => {
    const used = Array.from(text.value).length;
    counter.textContent = fill(words.count, used.toLocaleString('en-US'), most.toLocaleString('en-US'));
    counter.classList.toggle('over', used > most);
  };
  text.addEventListener('input', show);
  show();
}

export function enhance(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-enhance=report]');
  const photos = document.querySelector<HTMLInputElement>('input[type=file]');
  if (photos) enhancePhotos(photos);
  if (!form) return;
  const words: Words = JSON.parse(form.dataset['words'] ?? '{}');
  dropPlain(form);
  const kept = keptDraft(form);
  putBack(form.elements, kept);
  keepDraft(form);
  countLetters(form, words);
  const place = form.querySelector<HTMLElement>('[data-enhance=place]');
  if (place) enhancePlace(form, place);
  // Its step is there before the steps are counted: a page that was loaded again opens where it was left.
  let refresh = () => {};
  enhanceQuestions(form, words, kept, () => refresh());
  const steps = enhanceSteps(form, words);
  refresh = steps.refresh;
  enhanceSending(form, words, { check: steps.check, sent: forgetDraft, again: enhance });
  document.querySelector<HTMLElement>('#errors')?.focus();
}

enhance();
