const TEXT = 25; // its number among PostgreSQL's own types, the same everywhere
const HEAD_BYTES = 20;

/**
 * Texts as PostgreSQL takes an array in binary (`array_recv`): their bytes are copied and nothing is escaped, which costs both
 * sides less than JSON. For a parameter that is read as `text[]`. A text without NUL and without half of a surrogate pair.
 */
export function textArray(texts: readonly (string | null)[]): Buffer {
  const sizes = texts.map((text) => (text === null ? -1 : Buffer.byteLength(text)));
  const bytes = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + 4 + Math.max(size, 0), HEAD_BYTES));
  bytes.writeInt32BE(1, 0); // dimensions; an array of none has one that is empty
  bytes.writeInt32BE(texts.includes(null) ? 1 : 0, 4);
  bytes.writeInt32BE(TEXT, 8);
  bytes.writeInt32BE(texts.length, 12);
  bytes.writeInt32BE(1, 16); // its first element is number one
  let at = HEAD_BYTES;
  for (const [i, text] of texts.entries()) {
    at = bytes.writeInt32BE(sizes[i] ?? -1, at);
    if (text !== null) at += bytes.write(text, at);
  }
  return bytes;
}
