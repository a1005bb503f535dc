import { z } from 'zod';
import { sideProcess } from '../platform/side-process.ts';

const Bytes = z.instanceof(Uint8Array);
const print = sideProcess(new URL('./typst-process.ts', import.meta.url));

/**
 * Sets `data` in a template of `templates/` and returns the PDF. A process of its own does it: a register of 2,000 rows takes seconds
 * and 200 MB. @throws Error when the template does not compile (a bug, never the text's fault)
 */
export async function typeset(
  template: 'receipt' | 'register' | 'chart' | 'plan' | 'progress' | 'order' | 'memo' | 'poster',
  data: Readonly<Record<string, unknown>>,
): Promise<Buffer> {
  const pdf = Bytes.parse(await print({ template, data: JSON.stringify(data), format: 'pdf' }));
  return Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
}

/** The same as a picture, in SVG: letters are outlines, so that whoever paints it needs no fonts. */
export async function drawn(template: 'rich-menu' | 'chart', data: Readonly<Record<string, unknown>>): Promise<string> {
  const svg = Bytes.parse(await print({ template, data: JSON.stringify(data), format: 'svg' }));
  return Buffer.from(svg).toString('utf8');
}
