import sharp from 'sharp';

/** What a browser without script does with a form: reads its fields from the page, and posts them. */
export type Field = { name: string; value: string | Uint8Array; filename?: string; type?: string };

const BOUNDARY = '----fangsiang-test-form';

/** A multipart body as a browser writes it (RFC 7578). */
export function multipart(fields: readonly Field[]): { body: Buffer; type: string } {
  const parts = fields.flatMap(({ name, value, filename, type }) => {
    const file =
      filename === undefined ? '' : `; filename="${filename}"\r\nContent-Type: ${type ?? 'application/octet-stream'}`;
    return [`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`, value, '\r\n'];
  });
  const body = Buffer.concat([...parts, `--${BOUNDARY}--\r\n`].map((part) => Buffer.from(part)));
  return { body, type: `multipart/form-data; boundary=${BOUNDARY}` };
}

const unescaped = (html: string) =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');

/** What the fields of a page's forms hold: inputs, the chosen radio, text areas, selects. */
export function fieldsOf(html: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [tag] of html.matchAll(/<input [^>]*>/g)) {
    const read = (name: string) => unescaped(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
    if (/type="(radio|checkbox)"/.test(tag) && !tag.includes(' checked')) continue;
    found[read('name')] = read('value');
  }
  for (const [, name = '', value = ''] of html.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g)) {
    found[name] = unescaped(value.replace(/^\n/, ''));
  }
  return found;
}

/** A small photograph (JPEG). */
export const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#086' } })
    .jpeg()
    .toBuffer();
