import type { Readable } from 'node:stream';
import type { Reply } from '../platform/http.ts';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A paper made for the one who asks: shown or downloaded, never kept by anything on the way. `name` is ASCII. */
export const sendFile = (
  reply: Reply,
  bytes: Buffer | string | Readable,
  { type, name, inline = false }: { type: string; name: string; inline?: boolean },
) =>
  reply
    .type(type)
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `${inline ? 'inline' : 'attachment'}; filename="${name}"`)
    .send(bytes);
