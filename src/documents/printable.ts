const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' });
const words = new Intl.Segmenter('th', { granularity: 'word' });

// Control characters, direction and zero-width marks; skin tones, joiners and variation marks of emoji, which the papers' fonts lack.
const UNPRINTABLE = /\p{Cc}|\p{Cs}|\p{Cf}|\p{Variation_Selector}|\p{Emoji_Modifier}/gu;
/** A letter and its marks, in code units; more would be a tower over the lines above. */
const MOST_MARKS = 8;
/** Letters in a row after which a break is allowed: an address, or one letter held down, would leave the paper. */
const LONGEST_RUN = 24;
const BREAK = '\u200b';
const LONG_LATIN = new RegExp(`[^\\s\\u0e00-\\u0e7f]{${LONGEST_RUN}}(?=[^\\s\\u0e00-\\u0e7f])`, 'u');
const LONG_THAI = new RegExp(`[\\u0e00-\\u0e7f]{${LONGEST_RUN * 2},}`, 'u');

/** Letters a word on average, below which a run is not Thai prose: that has about four. */
const SHORTEST_WORDS = 2.5;
/** What most text is: nothing to take out or to break. */
const PLAIN = /^(?:[\u0020-\u007e\u0e01-\u0e5b–—“”‘’…]*)$/u;

/**
 * Text as it can be printed on one paragraph: white space as single spaces, nothing invisible, long runs breakable, at most `most`
 * letters as a person counts them (graphemes), then "…".
 */
export function printable(text: string, most: number): string {
  if (text.length <= most && PLAIN.test(text) && !LONG_LATIN.test(text) && !LONG_THAI.test(text))
    return text.replaceAll(/ +/g, ' ').trim();
  // A letter with its marks is far below 12 code units: what is behind could not be printed anyway.
  const enough = text.trimStart().slice(0, most * 12 + 100);
  const clean = enough
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\p{Cc}/gu, '')
    .trim();
  const letters = [...graphemes.segment(clean)].map(({ segment }) =>
    plain(segment).replaceAll(UNPRINTABLE, '').slice(0, MOST_MARKS).toWellFormed(),
  );
  const short =
    letters.length > most || enough.length < text.trimEnd().length
      ? `${letters.slice(0, most).join('').trimEnd()}…`
      : letters.join('');
  return short
    .replaceAll(new RegExp(LONG_LATIN, 'gu'), `$&${BREAK}`)
    .replaceAll(new RegExp(LONG_THAI, 'gu'), breakable);
}

/** An emoji made of several keeps its first: the font would print each by itself. */
const plain = (letter: string) =>
  /\p{Extended_Pictographic}/u.test(letter) ? String.fromCodePoint(letter.codePointAt(0) ?? 0x20) : letter;

/** typst breaks Thai between words of its dictionary. A run in which a dictionary finds hardly any gets its breaks from us. */
function breakable(run: string): string {
  const found = [...words.segment(run)].map(({ segment }) => segment.length);
  if (Math.max(...found) <= LONGEST_RUN && run.length / found.length > SHORTEST_WORDS) return run;
  return [...graphemes.segment(run)].map(({ segment }) => segment).join(BREAK);
}
