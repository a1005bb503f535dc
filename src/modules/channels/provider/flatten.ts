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
