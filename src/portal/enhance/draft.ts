const DRAFT = 'report-draft';
/** Who is writing stays off the device's storage when the tab closes; sessionStorage ends with the tab. */
const KEPT = [
  'text',
  'place',
  'community',
  'category',
  'asked',
  'identity',
  'name',
  'phone',
  'email',
  'latitude',
  'longitude',
];
const isKept = (name: string) => KEPT.includes(name) || name.startsWith('answer-');

export type Kept = readonly (readonly [name: string, value: string])[];

export function keepDraft(form: HTMLFormElement): void {
  const save = () => {
    const values = [...new FormData(form)].filter(([name, value]) => isKept(name) && typeof value === 'string');
    try {
      sessionStorage.setItem(DRAFT, JSON.stringify(values));
    } catch {
      // Private windows may refuse; the form itself still holds everything.
    }
  };
  form.addEventListener('input', save);
  form.addEventListener('change', save);
}

/** What was typed before the page was left; nothing where the server shows something of its own. */
export function keptDraft(form: HTMLFormElement): Kept {
  const text = form.elements.namedItem('text');
  if (!(text instanceof HTMLTextAreaElement) || text.value !== '' || document.querySelector('#errors')) return [];
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(DRAFT) ?? '[]');
    return Array.isArray(kept) ? kept.filter(([name, value]) => isKept(name) && typeof value === 'string') : [];
  } catch {
    forgetDraft();
    return [];
  }
}

/** Puts it back into the fields that are there. */
export function putBack(fields: Iterable<Element>, kept: Kept): void {
  for (const field of fields) {
    if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')) {
      const mine = kept.filter(([name]) => name === field.name);
      if (mine.length > 0) field.checked = mine.some(([, value]) => value === field.value);
    } else if (
      field instanceof HTMLInputElement ||
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement
    ) {
      field.value = kept.find(([name]) => name === field.name)?.[1] ?? field.value;
    }
  }
}

/** In another site's frame a browser may close the storage altogether. */
export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(DRAFT);
  } catch {
    // Then nothing was kept either.
  }
}
