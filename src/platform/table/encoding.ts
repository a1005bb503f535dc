export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-874';

/** Of the bytes beyond ASCII, how many must lie in whole Thai letters for a text with some broken bytes to be UTF-8 all the same. */
const MOSTLY = 0.9;

/** What a byte-order mark says; null without one. */
export function markedEncoding([a, b, c]: Uint8Array): Encoding | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : null;
}

/** Hears a text's bytes, in as many parts as they come, and says whether they are Thai in UTF-8 although some are broken. */
export function thaiInUtf8(): { hear(part: Uint8Array): void; isMost(): boolean } {
  let [high, thai, older, old] = [0, 0, 0, 0];
  return {
    hear(part) {
      for (const byte of part) {
        if (byte >= 0x80) {
          high += 1;
          // U+0E00 to U+0E7F are E0 B8 80 to E0 B9 BF.
          if (older === 0xe0 && (old === 0xb8 || old === 0xb9) && byte < 0xc0) thai += 3;
        }
        older = old;
        old = byte;
      }
    },
    isMost: () => high > 0 && thai / high > MOSTLY,
  };
}
