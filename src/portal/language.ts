import type { Request } from '../platform/http.ts';
import type { Language } from '../thai/index.ts';

const isLanguage = (text: string | null | undefined): text is Language => text === 'th' || text === 'en';

/** The address asks first, then the cookie, then Thai. `carry`: links must repeat it, because no cookie does. */
export function languageOf(request: Request): { lang: Language; carry: boolean } {
  const asked = new URL(request.url, 'http://here').searchParams.get('lang');
  const kept = /(?:^|;\s*)lang=(th|en)(?:;|$)/.exec(request.headers.cookie ?? '')?.[1];
  const keptLang = isLanguage(kept) ? kept : 'th';
  if (!isLanguage(asked)) return { lang: keptLang, carry: false };
  return { lang: asked, carry: asked !== keptLang };
}

export const languageCookie = (lang: Language): string => `lang=${lang}; Path=/; Max-Age=31536000; SameSite=Lax`;

const home = () => new URL('/', 'http://here');

/**
 * A path of ours with another query value; other people's addresses become the home page. What counts is the path after it was
 * resolved: `/.//evil.example` reads as ours and resolves to `//evil.example`, which a browser takes for another site.
 */
export function localPath(path: string, query: Record<string, string | null> = {}): string {
  const resolved = path.startsWith('/') ? URL.parse(path, 'http://here') : null;
  const url = resolved?.host === 'here' && /^\/(?![/\\])/.test(resolved.pathname) ? resolved : home();
  for (const [name, value] of Object.entries(query)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return `${url.pathname}${url.search}`;
}
