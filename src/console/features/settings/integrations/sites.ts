import { MunicipalitySettings } from '../../../../modules/people/contract.ts';

export type SiteFault = { readonly line: string; readonly why: 'siteStar' | 'siteScheme' | 'sitePath' | 'siteName' };
const Site = MunicipalitySettings.shape.embedSites.unwrap().element;

/** The sites of a box with one a line, as they are kept, each once; and the lines that name none, with why. Thai names become ASCII. */
export function readSites(text: string): { sites: string[]; faults: SiteFault[] } {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const read = lines.map((line) => ({ line, site: siteOf(line) }));
  return {
    sites: [...new Set(read.flatMap(({ site }) => (site.ok ? [site.origin] : [])))],
    faults: read.flatMap(({ line, site }) => (site.ok ? [] : [{ line, why: site.why }])),
  };
}

function siteOf(line: string): { ok: true; origin: string } | { ok: false; why: SiteFault['why'] } {
  if (line.includes('*')) return { ok: false, why: 'siteStar' };
  if (!/^https?:\/\//i.test(line)) return { ok: false, why: 'siteScheme' };
  const url = URL.parse(line);
  if (url === null || !Site.safeParse(url.origin).success) return { ok: false, why: 'siteName' };
  const bare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  return bare ? { ok: true, origin: url.origin } : { ok: false, why: 'sitePath' };
}
