import { useSyncExternalStore } from 'react';

export type Language = 'th' | 'en';
type Params = Record<string, string | number>;

const KEY = 'fangsiang.language';
const listeners = new Set<() => void>();
let current: Language = stored();

function stored(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'th';
  } catch {
    return 'th';
  }
}

/** The language now, for code outside React (dates, sorting, `Intl`). */
export const language = (): Language => current;

/** BCP 47 locale of the language now; Thai counts years in the Buddhist era. */
export const locale = (): string => (current === 'th' ? 'th-TH-u-ca-buddhist' : 'en-GB');

/** Remembers the choice on this device and draws everything again. */
export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Storage is closed in some private windows: the choice lasts until the page does.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The app's root is keyed by this, so that a change of language draws every word anew. */
export const useLanguage = (): Language => useSyncExternalStore(subscribe, language);

/**
 * A catalogue's own `t`: Thai decides the keys, English must have the same ones (the compiler says so).
 * `{name}` in a sentence is replaced by `params.name`; numbers get thousands separators.
 */
export function defineWords<const Thai extends Record<string, string>>(catalogue: {
  th: Thai;
  en: Record<keyof Thai, string>;
}): (key: keyof Thai, params?: Params) => string {
  return (key, params) => {
    const sentence: string = catalogue[current][key];
    if (params === undefined) return sentence;
    return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? value.toLocaleString('en-US') : value;
    });
  };
}
