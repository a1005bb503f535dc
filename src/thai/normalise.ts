/**
 * Combining marks of Thai, in the order they are kept behind a consonant: phinthu, vowels below, vowels above (with
 * maitaikhu and nikhahit), tone marks, then thanthakhat and yamakkan. The first three ranks agree with Unicode's own
 * canonical order, so NFC never undoes this one.
 */
const RANK = new Map(
  [
    '\u0E3A',
    '\u0E38\u0E39',
    '\u0E31\u0E34\u0E35\u0E36\u0E37\u0E47\u0E4D',
    '\u0E48\u0E49\u0E4A\u0E4B',
    '\u0E4C\u0E4E',
  ].flatMap((marks, rank) => Array.from(marks, (mark) => [mark, rank] as const)),
);
const SARA_AM = '\u0E33';
const NIKHAHIT = '\u0E4D';
// A run that touches a foreign combining mark is left alone: Unicode's own order would undo ours. The look-behind also
// keeps these linear, since no run is begun again in its middle.
const MARKS_AND_SARA_AA = /(?<!\p{M})[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]+\u0E32/gu;
const MARKS_AND_SARA_AM =
  /(?<!\p{M})(?:[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]*\u0E33[\u0E31\u0E33-\u0E3A\u0E47-\u0E4E]*|[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]+)(?!\p{M})/gu;

/** Nikhahit + sara aa, with or without a tone mark between or before, is what some keyboards and PDFs give for sara am. */
function composeSaraAm(run: string): string {
  return run.includes(NIKHAHIT) ? run.slice(0, -1).replaceAll(NIKHAHIT, '') + SARA_AM : run;
}

/** One order for marks typed in any order, a doubled mark once, tone marks before sara am. */
function orderMarks(run: string): string {
  if (run.length === 1) return run;
  const marks = Array.from(run)
    .filter((c) => c !== SARA_AM)
    .sort((a, b) => (RANK.get(a) ?? 0) - (RANK.get(b) ?? 0));
  const once = marks.filter((mark, i) => mark !== marks[i - 1]).join('');
  return run.includes(SARA_AM) ? once + SARA_AM : once;
}

// Zero-width space and non-joiner, word joiner, byte-order mark, soft hyphen and the direction marks: nobody sees
// them, and they make equal words unequal.
const INVISIBLE =
  /[\u00AD\u061C\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]/g;
// A joiner holds a family emoji together; anywhere else it is as invisible as the others.
const STRAY_JOINER =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
// More marks on one letter than any writing system uses (Unicode UAX #15 §13 sets 30). Kept, they would cost ICU time
// that grows with the square of their number: 8 s for 100,000.
const PILED_MARKS = /(\p{M}{30})\p{M}+/gu;
const CONTROL = /(?![\n\t])\p{Cc}/gu;

// Thai in the order it is kept, plain Latin and common punctuation: most of what is typed. Each letter, and each run of marks that is
// a vowel, a tone mark or thanthakhat, or a vowel and one of these; two sara e and whatever touches sara am are looked at below.
const AS_KEPT =
  /^(?:[\t\n -~\u0E01-\u0E30\u0E32\u0E3F\u0E41-\u0E46\u0E4F-\u0E5B\u2013\u2014\u2018\u2019\u201C\u201D\u2026]|\u0E40(?!\u0E40)|\u0E33(?![\u0E31\u0E33-\u0E3A\u0E47-\u0E4E])|[\u0E31\u0E34-\u0E39\u0E47]?[\u0E48-\u0E4C](?![\u0E31\u0E34-\u0E3A\u0E47-\u0E4E])|[\u0E31\u0E34-\u0E39\u0E47](?![\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]))*$/;

/**
 * Text as it is kept: Unicode NFC, one way to write each Thai syllable (sara am, double sara e → sara ae, order of
 * marks), no zero-width or control characters except newline and tab, line ends as \n, unpaired surrogates as U+FFFD.
 * Emoji, spacing and every visible character stay, but for marks beyond 30 on one letter. Takes time linear in the
 * length, whatever the text.
 */
export function normalise(text: string): string {
  return AS_KEPT.test(text) ? text : mended(text);
}

function mended(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROL, '')
    .replace(INVISIBLE, '')
    .replace(STRAY_JOINER, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(PILED_MARKS, '$1')
    .normalize('NFC')
    .replace(PILED_MARKS, '$1')
    .replaceAll('\u0E40\u0E40', '\u0E41')
    .replace(MARKS_AND_SARA_AA, composeSaraAm)
    .replace(MARKS_AND_SARA_AM, orderMarks);
}
