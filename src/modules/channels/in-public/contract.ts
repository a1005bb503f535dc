import { z } from 'zod';

/** How much a channel lets us say at once where everybody reads it. */
export const PublicLimit = z.object({
  /** Longest single post or comment. */
  most: z.int(),
  /** Most posts that may follow each other. */
  posts: z.int(),
  /** What it counts: UTF-16 units, or X's weights. */
  count: z.enum(['characters', 'weight']),
  /** Addresses may stand there; elsewhere they are left out. */
  addresses: z.boolean(),
});
export type PublicLimit = z.infer<typeof PublicLimit>;

/**
 * Cuts a text into pieces that each measure at most `most`, at line ends or spaces where there are any, never inside a character. `measure`
 * must not grow when a text is shortened.
 */
export function pieces(text: string, most: number, measure: (text: string) => number): string[] {
  const parts = clusters(text.trim()).map((cluster) => ({ cluster, size: measure(cluster) }));
  const found: string[] = [];
  for (let from = 0; from < parts.length; ) {
    let [end, size] = [from, 0];
    for (const part of parts.slice(from, from + most + 1)) {
      size += part.size;
      if (size > most && end > from) break;
      end += 1;
    }
    const at = end < parts.length ? breakIn(parts, from, end) : end;
    found.push(wordsOf(parts.slice(from, at)));
    from = at;
    while (parts[from]?.cluster.trim() === '') from += 1;
  }
  return found;
}

type Part = { readonly cluster: string };
const wordsOf = (parts: readonly Part[]): string =>
  parts
    .map(({ cluster }) => cluster)
    .join('')
    .trim();

/** The last line end in the second half, or else the last space there; `end` where there is none. */
function breakIn(parts: readonly Part[], from: number, end: number): number {
  const last = (holds: (cluster: string) => boolean) =>
    parts.findLastIndex(({ cluster }, i) => i < end && i > from + (end - from) / 2 && holds(cluster));
  const line = last((cluster) => cluster.includes('\n'));
  const at = line >= 0 ? line : last((cluster) => cluster === ' ');
  return at >= 0 ? at : end;
}

/** The server has it, and it cuts; Firefox has it since 125, and only shows before how many pieces there will be. */
const SEGMENTER = 'Segmenter' in Intl ? new Intl.Segmenter('th', { granularity: 'grapheme' }) : null;
const clusters = (text: string): string[] =>
  SEGMENTER === null
    ? (text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [])
    : Array.from(SEGMENTER.segment(text), ({ segment }) => segment);

/** X makes a link of an address without a scheme as well. What stands behind an @ is a mail address, and is none. */
const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s\u0e00-\u0e7f]+|(?<![@\w./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:th|com|net|org|info|io|me|asia|app|dev|link|co|go)(?:\/[^\s\u0e00-\u0e7f]*)?(?![\w@])/giu;

/**
 * The words without any address: a public post that holds one costs about fifteen times as much (US$ 0.20), and the tracking number says
 * the same. `left`: how many were left out.
 */
export function withoutAddresses(text: string): { text: string; left: number } {
  let left = 0;
  const bare = text.replaceAll(ADDRESS, () => {
    left += 1;
    return '';
  });
  return {
    text: bare
      .replaceAll(/[ \t]{2,}/g, ' ')
      .replaceAll(/[ \t](?=\n|$)/g, '')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim(),
    left,
  };
}

/** Longest post, in X's own weights. */
export const MOST_WEIGHT = 280;

/** Weights of docs.x.com/fundamentals/counting-characters: Latin, Thai and most others up to U+10FF count one, and some dashes and quotes. */
const LIGHT: readonly (readonly [number, number])[] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];
const EMOJI = /^\p{RGI_Emoji}$/v;

/** Each code point of the composed form (NFC) has its weight, but an emoji counts two, of however many code points it is made. */
export function weigh(text: string): number {
  let weight = 0;
  for (const cluster of clusters(text.normalize('NFC'))) weight += EMOJI.test(cluster) ? 2 : weighPoints(cluster);
  return weight;
}

function weighPoints(cluster: string): number {
  let weight = 0;
  for (const character of cluster) {
    const code = character.codePointAt(0) ?? 0;
    weight += LIGHT.some(([from, to]) => code >= from && code <= to) ? 1 : 2;
  }
  return weight;
}

const measureOf = ({ count }: PublicLimit) => (count === 'weight' ? weigh : (text: string) => text.length);

/** A text as the posts or comments that it becomes where everybody reads it. */
export function postsOf(text: string, limit: PublicLimit): string[] {
  return pieces(limit.addresses ? text : withoutAddresses(text).text, limit.most, measureOf(limit));
}

export type PublicSize = {
  /** In what the channel counts; of all posts together. */
  readonly used: number;
  readonly posts: number;
  /** Nothing is left to say, or it is more than the channel takes: it may not go so. */
  readonly fits: boolean;
  /** Addresses that are left out. */
  readonly left: number;
};

/** How long a text is where everybody reads it, counted as the channel counts. */
export function sizeOf(text: string, limit: PublicLimit): PublicSize {
  const posts = postsOf(text, limit);
  const measure = measureOf(limit);
  const used = posts.reduce((sum, post) => sum + measure(post), 0);
  return {
    used,
    posts: posts.length,
    fits: posts.length > 0 && posts.length <= limit.posts,
    left: limit.addresses ? 0 : withoutAddresses(text).left,
  };
}

const PERSONAL = ['id', 'phone', 'email', 'house', 'code', 'name'] as const;
const D = '[0-9๐-๙]';
const SIGNS: readonly (readonly [(typeof PERSONAL)[number], RegExp])[] = [
  ['id', new RegExp(`(?<!${D})${D}(?:[ -]?${D}){12}(?!${D})`, 'u')],
  ['phone', new RegExp(`(?<!${D})[0๐][2-9๒-๙](?:[ -]?${D}){7,8}(?!${D})`, 'u')],
  // Bounded: letters without spaces are looked at once, however many there are.
  ['email', /[^\s@]{1,64}@[^\s@]{1,255}?\.[a-z]{2,}/iu],
  ['house', /บ้านเลขที่|house (?:no|number)/iu],
  ['code', /\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b/u],
];

/** What in a text looks as if it were about one person: a warning for whoever is about to say it to everybody, not a verdict. */
export function personalIn(text: string, names: readonly string[]): (typeof PERSONAL)[number][] {
  const parts = names.flatMap((name) => name.split(/\s+/)).filter((part) => part.length >= 3);
  const named = parts.some((part) => text.toLowerCase().includes(part.toLowerCase()));
  return [...SIGNS.filter(([, sign]) => sign.test(text)).map(([kind]) => kind), ...(named ? (['name'] as const) : [])];
}
