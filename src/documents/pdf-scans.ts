/** Less than this is a logo or a stamp, not a page. */
const LEAST_BYTES = 20_000;
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** How far behind its filter a stream may begin: what else its dictionary says stands between. */
const LONGEST_HEAD = 600;

/**
 * The pages of a scanned PDF, as the scanner put them in: streams whose only filter is DCTDecode hold whole JPEG files (ISO 32000-1
 * §7.4.8). In the order of the file; none when the PDF was made otherwise, or is encrypted. One pass, whatever stands in it.
 */
export function scansIn(pdf: Uint8Array): Uint8Array[] {
  const text = latin1(pdf);
  if (/\/Encrypt\s/.test(text)) return [];
  const found: Uint8Array[] = [];
  let filter = Number.NEGATIVE_INFINITY;
  let from = -1;
  for (const { 0: mark, index } of text.matchAll(/\/DCTDecode\b|endstream|stream\r?\n/g)) {
    if (mark === 'endstream') {
      const isJpeg = pdf[from] === 0xff && pdf[from + 1] === 0xd8;
      if (isJpeg && index - from >= LEAST_BYTES) found.push(pdf.subarray(from, index));
      from = -1;
    } else if (from < 0 && mark.startsWith('stream')) {
      if (index - filter <= LONGEST_HEAD) from = index + mark.length;
    } else if (from < 0) filter = index;
  }
  return found;
}
