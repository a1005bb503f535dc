import type { Municipality } from '../modules/people/contract.ts';
import type { Request } from '../platform/http.ts';
import type { Language } from '../thai/index.ts';
import type { Assets } from './assets.ts';
import { languageOf, localPath } from './language.ts';
import { en } from './words/en.ts';
import { th, type Words } from './words/th.ts';

export const WORDS: Record<Language, Words> = { th, en };

/** What every page is given: whose portal, in which language, and where things are. */
export type View = {
  lang: Language;
  words: Words;
  /** Null only on an error page shown while the database is away and nothing is remembered. */
  municipality: Municipality | null;
  assets: Assets;
  /** This page's own path and query. */
  path: string;
  /** Shown within another site's dialog. */
  framed: boolean;
  /** An address of ours in this language. */
  href(path: string): string;
};

export function viewOf(request: Request, municipality: Municipality | null, assets: Assets): View {
  const { lang, carry } = languageOf(request);
  const path = request.method === 'GET' ? request.url : (request.url.split('?')[0] ?? '/');
  const framed = request.headers['sec-fetch-dest'] === 'iframe' || /[?&]embed=1\b/.test(path);
  return {
    lang,
    words: WORDS[lang],
    municipality,
    assets,
    path,
    framed,
    href: (to) => (carry ? localPath(to, { lang }) : to),
  };
}

/** The name in the page's language; Thai where no English one was given. */
export const named = (view: View, { nameTh, nameEn }: { nameTh: string; nameEn: string }): string =>
  view.lang === 'en' && nameEn !== '' ? nameEn : nameTh;

/** A count with separators: 20,000. */
export const count = (n: number): string => n.toLocaleString('en-US');

/** An emergency number or "0 2123 4567 ต่อ 12" as a phone dials it. */
export const dialled = (phone: string): string =>
  `tel:${(phone.split(/ต่อ|ext|,|\//i)[0] ?? '').replaceAll(/[^\d+*#]/g, '')}`;

/** Letters as a person counts an emoji: once. */
export const lengthOf = (text: string): number => Array.from(text).length;
