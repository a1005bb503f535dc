import { z } from 'zod';
import { inMunicipality, type Tx } from '../../platform/db/db.ts';
import { readUpload } from '../../platform/files/document.ts';
import { keepFile, openFile, sendKept } from '../../platform/files/keep-file.ts';
import type { App, Parts } from '../../platform/http.ts';
import { Refusal } from '../../platform/refusal.ts';
import { incomingOfFile } from '../channels/index.ts';
import { type Actor, actorOf } from '../people/index.ts';
import { loadVoice, voiceOfFile } from '../voices/index.ts';
import { maskedReading } from './deidentified/reading.ts';
import { filesShown } from './deidentified/shown-files.ts';
import { limitKeyUploads } from './key-limits.ts';
import { hiddenFrom, mayReadConversations } from './rules.ts';

const tags = ['files'];
const FileKept = z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), bytes: z.number() });

/** Files are uploaded first and then named by the step or intake that attaches them; they are read only through a case that the actor sees. */
export async function fileRoutes(app: App, { db, files, now }: Parts): Promise<void> {
  app.post(
    '/files',
    {
      config: { permission: 'complaint.register' },
      schema: {
        tags,
        summary: 'Upload a picture or a scanned PDF (multipart, one file)',
        consumes: ['multipart/form-data'],
        response: { 201: FileKept },
      },
    },
    async (request, reply) => {
      await inMunicipality(db, request.municipalityId, (tx) => limitKeyUploads(tx, actorOf(request), now()));
      const part = await request.file();
      if (!part) throw new Refusal('invalid-input', { fields: [{ field: 'file', problem: 'missing' }] });
      const bytes = await part.toBuffer();
      const upload = await readUpload(bytes);
      const kept = { now: now(), name: part.filename, municipalityId: request.municipalityId };
      const id = await inMunicipality(db, request.municipalityId, (tx) => keepFile(tx, files, upload, kept));
      return reply.code(201).send({ id, name: part.filename, mediaType: upload.mediaType, bytes: upload.bytes.length });
    },
  );
  app.get(
    '/files/:id',
    {
      config: { permission: 'complaint.list' },
      schema: {
        tags,
        summary: 'A file of a case or a conversation that you may see',
        params: z.object({ id: z.uuid() }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const file = await inMunicipality(db, request.municipalityId, async (tx) => {
        const name = await nameAsRead(tx, actor, request.params.id);
        if (name === null) throw new Refusal('not-found', { what: 'file' });
        const kept = await openFile(tx, files, request.params.id);
        return { ...kept, name: name(kept.name) };
      });
      return sendKept(reply, file, { seconds: 0 });
    },
  );
}

/**
 * How the actor reads a file's name, or null when the file is not theirs. It is read through the case it belongs to, where nothing of the
 * case hides it (`filesShown`); one that came in a conversation and belongs to none yet, by those who read conversations.
 */
async function nameAsRead(tx: Tx, actor: Actor, fileId: string): Promise<((name: string) => string) | null> {
  const asIs = (name: string) => name;
  const voiceId = await voiceOfFile(tx, fileId);
  if (voiceId === null) return mayReadConversations(actor) && (await isLoose(tx, fileId)) ? asIs : null;
  const facts = await tx
    .selectFrom('complaints.complaint')
    .selectAll()
    .where('voice_id', '=', voiceId)
    .executeTakeFirst();
  const voice = facts && (await loadVoice(tx, voiceId));
  if (!voice) return null;
  const hides = hiddenFrom(facts, actor);
  if (hides === null) return asIs;
  const shown = await filesShown(tx, voice, hides);
  return shown.some((file) => file.fileId === fileId) ? (await maskedReading(tx, [facts]))(facts, hides) : null;
}

async function isLoose(tx: Tx, fileId: string): Promise<boolean> {
  const message = await incomingOfFile(tx, fileId);
  return message !== null && message.subject_id === null && message.state !== 'withdrawn';
}
