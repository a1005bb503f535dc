/** Enhances the report form: one step at a time, what was typed kept, photos shown, the place pinned, sending with progress. */
import { enhancePhotos } from './photos.ts';
import { enhancePlace } from './place.ts';
import { enhanceSending } from './send.ts';
import { enhanceSteps } from './steps.ts';
import { fill, type Words } from './words.ts';

const DRAFT = 'report-draft';
/** Who is writing stays off the device's storage when the tab closes; sessionStorage ends with the tab. */
const KEPT = ['text', 'place', 'community', 'category', 'identity', 'name', 'phone', 'email', 'latitude', 'longitude'];

function keepDraft(form: HTMLFormElement): void {
  const save = () => {
    const values = [...new FormData(form)].filter(([name, value]) => KEPT.includes(name) && typeof value === 'string');
    try {
      sessionStorage.setItem(DRAFT, JSON.stringify(values));
    } catch {
      // Private windows may refuse; the form itself still holds everything.
    }
  };
  form.addEventListener('input', save);
  form.addEventListener('change', save);
}

/** Puts back what was typed before the page was left, only where the server shows nothing of its own. */
function restoreDraft(form: HTMLFormElement): void {
  const text = form.elements.namedItem('text');
  if (!(text instanceof HTMLTextAreaElement) || text.value !== '' || document.querySelector('#errors')) return;
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(DRAFT) ?? '[]');
    if (!Array.isArray(kept)) return;
    for (const [name, value] of kept) {
      const field: unknown = form.elements.namedItem(String(name));
      if (!KEPT.includes(name) || typeof value !== 'string') continue;
      if (
        field instanceof HTMLInputElement ||
        field instanceof HTMLTextAreaElement ||
        field instanceof HTMLSelectElement ||
        field instanceof RadioNodeList
      )
        field.value = value;
    }
  } catch {
    forgetDraft();
  }
}

/** In another site's frame a browser may close the storage altogether. */
function forgetDraft(): void {
  try {
    sessionStorage.removeItem(DRAFT);
  } catch {
    // Then nothing was kept either.
  }
}

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
  restoreDraft(form);
  keepDraft(form);
  countLetters(form, words);
  const place = form.querySelector<HTMLElement>('[data-enhance=place]');
  if (place) enhancePlace(form, place);
  const steps = enhanceSteps(form, words);
  enhanceSending(form, words, {
    check: steps.check,
    failed: (main) => {
      document.querySelector('main')?.replaceWith(main);
      enhance();
      const errors = document.querySelector<HTMLElement>('#errors');
      errors?.focus();
      if (!errors) scrollTo(0, 0);
    },
  });
  document.querySelector<HTMLElement>('#errors')?.focus();
}

enhance();
