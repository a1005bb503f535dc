/** Enhances a case's page: photos shown small, sending with progress, and what was typed kept in this tab until it has arrived. */
import { enhancePhotos } from './photos.ts';
import { enhanceSending } from './send.ts';
import type { Words } from './words.ts';

/** A tab may follow several cases, and a case's page has two forms. */
const draftKey = (form: HTMLFormElement, field: HTMLTextAreaElement): string =>
  `case-draft ${form.dataset['case']} ${field.name}`;

/** Where storage is closed nothing is kept; the form itself still holds everything. */
function withStorage(act: () => void): void {
  try {
    act();
  } catch {
    // Private windows, and other sites' frames, may refuse.
  }
}

/** Sending one form leaves the other's words, and so does a page that was loaded again. */
function keepWords(form: HTMLFormElement, fields: readonly HTMLTextAreaElement[]): void {
  for (const field of fields) {
    const key = draftKey(form, field);
    withStorage(() => {
      if (field.value === '') field.value = sessionStorage.getItem(key) ?? '';
    });
    field.addEventListener('input', () => withStorage(() => sessionStorage.setItem(key, field.value)));
  }
}

export function enhance(): void {
  const photos = document.querySelector<HTMLInputElement>('input[type=file]');
  if (photos) enhancePhotos(photos);
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-enhance=case]')) {
    const words: Pick<Words, 'sending' | 'sendFailed'> = JSON.parse(form.dataset['words'] ?? '{}');
    const fields = [...form.querySelectorAll('textarea')];
    keepWords(form, fields);
    enhanceSending(form, words, {
      check: () => true,
      sent: () => {
        for (const field of fields) withStorage(() => sessionStorage.removeItem(draftKey(form, field)));
      },
      again: enhance,
    });
  }
}

enhance();
