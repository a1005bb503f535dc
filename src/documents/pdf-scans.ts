/** Less than this is a logo or a stamp, not a page. */
const LEAST_BYTES = 20_000;
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/**
 * The pages of a scanned PDF, as the scanner put them in: streams whose only filter is DCTDecode hold whole JPEG files (ISO 32000-1
 * §7.4.8). In the order of the file; none when the PDF was made otherwise, or is encrypted.
 */
export function scansIn(pdf: Uint8Array): Uint8Array[] {
  const text = latin1(pdf);
  if (/\/Encrypt\s/.test(text)) return [];
  const found: Uint8Array[] = [];
  for (const { 0: head, index } of text.matchAll(/\/DCTDecode\b[^\0]{0,600}?stream\r?\n/g)) {
    const from = index + head.length;
    const to = text.indexOf('endstream', from);
    const isJpeg = pdf[from] === 0xff && pdf[from + 1] === 0xd8;
    if (to > 0 && isJpeg && to - from >= LEAST_BYTES) found.push(pdf.subarray(from, to));
  }
  return found;
}
