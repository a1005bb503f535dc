import type { Readable } from 'node:stream';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { Tx } from '../db/db.ts';
import type { Reply } from '../http.ts';
import { Refusal } from '../refusal.ts';
import { sha256 } from '../token.ts';
import type { Upload } from './document.ts';
import { displayName } from './file-name.ts';
import { letGoOfBytes } from './remove-bytes.ts';
import { type FileStore, storageKey } from './store.ts';

declare module '../db/db.ts' {
  interface Tables {
    'platform.file': Scoped & {
      id: string;
      storage_key: string;
      media_type: string;
      bytes: number;
      sha256: Buffer;
      name: string;
      width: number | null;
      height: number | null;
      created_at: Date;
      /** What it belongs to other than a voice ('plan-evidence'), or null where it is a voice's or nobody's yet. */
      kept_for: string | null;
    };
  }
}

const EXTENSION: Readonly<Record<Upload['mediaType'], string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/3gpp': '3gp',
  'video/webm': 'webm',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/amr': 'amr',
};

/**
 * Keeps what `readImage` or `readUpload` gave: its bytes first, then its row, so that a row never names bytes that are not there.
 * Returns the file's id. If the transaction rolls back, bytes without a row stay behind; the same content finds them again.
 * @throws Refusal 'storage-full'
 */
export async function keepFile(
  tx: Tx,
  store: FileStore,
  upload: Upload,
  { now, name, municipalityId }: { now: Date; name: string; municipalityId: string },
): Promise<string> {
  const id = v7();
  const key = storageKey(municipalityId, upload.bytes, EXTENSION[upload.mediaType]);
  // Shared among those who keep; whoever removes bytes takes it alone and looks for rows once it has it.
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${key}, 0))`.execute(tx);
  await store.put(key, upload.bytes);
  await tx
    .insertInto('platform.file')
    .values({
      id,
      storage_key: key,
      media_type: upload.mediaType,
      bytes: upload.bytes.length,
      sha256: sha256(upload.bytes),
      name: displayName(name),
      width: upload.width,
      height: upload.height,
      created_at: now,
      kept_for: null,
    })
    .execute();
  return id;
}

/**
 * Makes an uploaded file part of something that is no voice: nobody else can claim or attach it after that, and it is not swept away.
 * @throws Refusal('not-found') when it is not stored, or is claimed already. That no voice has it, the caller has seen to.
 */
export async function claimFile(tx: Tx, id: string, purpose: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('platform.file')
    .set({ kept_for: purpose })
    .where('id', '=', id)
    .where('kept_for', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refusal('not-found', { what: 'file' });
}

/** Gives files back that were claimed for a purpose: from then on a voice may have them, or they are swept away. */
export async function releaseFiles(tx: Tx, ids: readonly string[], purpose: string): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('platform.file')
    .set({ kept_for: null })
    .where('id', 'in', ids)
    .where('kept_for', '=', purpose)
    .execute();
}

/** Lets go of the bytes of files that are not to be kept any longer, once the transaction is kept; their rows stay. */
export async function forgetBytes(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const before = await tx.selectFrom('platform.file').select(['id', 'storage_key']).where('id', 'in', ids).execute();
  await tx
    .updateTable('platform.file')
    .set({ storage_key: sql<string>`'removed/' || id`, bytes: 0, sha256: Buffer.alloc(0), name: '' })
    .where('id', 'in', ids)
    .execute();
  await letGoOfBytes(
    tx,
    before.map(({ storage_key }) => storage_key),
  );
}

export type OpenFile = {
  stream: Readable;
  mediaType: string;
  bytes: number;
  name: string;
  /** Names the content. */
  tag: string;
  /** Pictures were encoded anew and may be shown in a page; anything else only as a download. */
  disposition: 'inline' | 'attachment';
};

/** A file's bytes and facts. @throws Refusal 'not-found' when the municipality has no such file, or its bytes are gone */
export async function openFile(tx: Tx, store: FileStore, id: string): Promise<OpenFile> {
  const row = await tx.selectFrom('platform.file').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not-found');
  return {
    stream: await store.get(row.storage_key),
    mediaType: row.media_type,
    bytes: row.bytes,
    name: row.name,
    tag: `"${row.sha256.toString('base64url')}"`,
    disposition: row.media_type.startsWith('image/') ? 'inline' : 'attachment',
  };
}

/**
 * Sends a stranger's file: whatever it holds, it does nothing where it is opened. `seconds`: how long the asker's browser may show it without asking
 * again; 0: never, so that it is gone with the right to see it, at a screen that several people use too.
 */
export function sendKept(reply: Reply, file: OpenFile, { seconds }: { seconds: number }): Reply {
  void reply.header('cache-control', seconds === 0 ? 'private, no-cache' : `private, max-age=${seconds}`);
  void reply.header('etag', file.tag);
  if (reply.request.headers['if-none-match'] === file.tag) {
    file.stream.destroy();
    return reply.code(304).send();
  }
  return reply
    .type(file.mediaType)
    .header('content-length', file.bytes)
    .header('content-disposition', contentDisposition(file))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(file.stream);
}

/** What a download's Content-Disposition header says; the name in RFC 8187 form, so that Thai arrives. */
export function contentDisposition({ disposition, name }: Pick<OpenFile, 'disposition' | 'name'>): string {
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename*=UTF-8''${encoded}`;
}
