import type { Part } from '../outgoing.ts';

/** A part in plain words, for where nothing but words goes. `links`: whether addresses may stand in them. */
export function wordsOf(part: Part, links: boolean): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'link':
      return links ? `${part.text}\n${part.url}` : part.text;
    case 'image':
      return links ? [part.alt, part.url].filter((line) => line !== '').join('\n') : part.alt;
    case 'choices':
      return [part.text, ...part.choices.map(({ label }) => `- ${label}`)].join('\n');
    case 'card':
      return [
        part.title,
        ...part.rows.map(({ label, value }) => `${label}: ${value}`),
        ...part.buttons.flatMap(({ label, url }) => (links && url ? [`${label}: ${url}`] : [])),
      ].join('\n');
  }
}

/** All parts as one text, a blank line between them. */
export const flatten = (parts: readonly Part[], links: boolean): string =>
  parts
    .map((part) => wordsOf(part, links))
    .filter((text) => text.trim() !== '')
    .join('\n\n');

/**
 * Cuts a text into pieces that each measure at most `most`, at line ends or spaces where there are any, never inside a character. `measure`
 * must not grow when a text is shortened.
 */
export function pieces(text: string, most: number, measure: (text: string) => number): string[] {
  const found: string[] = [];
  let rest = text.trim();
  while (rest !== '' && measure(rest) > most) {
    const clusters = Array.from(
      new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(rest),
      ({ segment }) => segment,
    );
    let [end, size] = [0, 0];
    for (const cluster of clusters) {
      size += measure(cluster);
      if (size > most && end > 0) break;
      end += cluster.length;
    }
    const head = rest.slice(0, end);
    const line = head.lastIndexOf('\n');
    const space = head.lastIndexOf(' ');
    const at = line > end / 2 ? line : space > end / 2 ? space : end;
    found.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return rest === '' ? found : [...found, rest];
}
