import { deviceChoice } from './device-choice.ts';

export type Language = 'th' | 'en';
type Params = Record<string, string | number>;

const chosen = deviceChoice<Language>('language', ['th', 'en'], 'th', (next) => {
  document.documentElement.lang = next;
});

/** The language now, for code outside React (dates, sorting, `Intl`). */
export const language = chosen.get;

/** BCP 47 locale of the language now; Thai counts years in the Buddhist era. */
export const locale = (): string => (language() === 'th' ? 'th-TH-u-ca-buddhist' : 'en-GB');

/** Remembers the choice on this device and draws everything again. */
export const setLanguage = chosen.set;

/** The app's root is keyed by this, so that a change of language draws every word anew. */
export const useLanguage = chosen.use;

/**
 * A catalogue's own `t`: Thai decides the keys, English must have the same ones (the compiler says so).
 * `{name}` in a sentence is replaced by `params.name`; numbers get thousands separators. `{n|day|days}` is "1 day" and "2 days".
 */
export function defineWords<const Thai extends Record<string, string>>(catalogue: {
  th: Thai;
  en: Record<keyof Thai, string>;
}): (key: keyof Thai, params?: Params) => string {
  return (key, params) => {
    const sentence: string = catalogue[language()][key];
    if (params === undefined) return sentence;
    return sentence.replace(
      /\{(\w+)(?:\|([^|}]+)\|([^|}]+))?\}/g,
      (whole, name: string, one?: string, several?: string) => {
        const value = params[name];
        if (value === undefined) return whole;
        const said = typeof value === 'number' ? value.toLocaleString('en-US') : value;
        return one === undefined ? said : `${said} ${said === '1' ? one : several}`;
      },
    );
  };
}
