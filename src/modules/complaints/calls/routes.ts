import { z } from 'zod';
import { keepFile } from '../../../platform/files/keep-file.ts';
import { readMedia } from '../../../platform/files/media.ts';
import type { App, Parts } from '../../../platform/http.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { inScope } from '../../people/index.ts';
import { limitKeyCalls, limitKeyUploads } from '../key-limits.ts';
import * as contract from './contract.ts';
import { recentCalls, ringingCalls } from './recent-calls.ts';
import { keepRecording, recordingOf, takeCall, takeRinging } from './take-call.ts';

const tags = ['calls'];
/** 25 MB: an hour and more as exchanges record it. */
const MOST_RECORDING_BYTES = 25 * 1024 * 1024;

/** The telephone: an exchange says who is calling and hands in what it recorded; the desk sees who that is. */
export async function callRoutes(app: App, { db, files, now }: Parts): Promise<void> {
  const scoped = inScope(db);
  app.post(
    '/calls',
    {
      config: { permission: 'complaint.register' },
      schema: {
        tags,
        summary: 'A telephone exchange says that somebody is calling; the same callId again is the same call',
        body: contract.TellCall,
        response: { 201: contract.CallTold },
      },
    },
    async (request, reply) => {
      const told = await scoped(request, async (tx, actor) => {
        await limitKeyCalls(tx, actor, now());
        return takeCall(tx, request.body, now());
      });
      return reply.code(201).send(told);
    },
  );
  app.get(
    '/calls',
    {
      config: { permission: 'contact.read' },
      schema: {
        tags,
        summary: 'The calls of the last minutes, each with the cases of its number that you may see',
        querystring: contract.CallQuery,
        response: { 200: contract.Calls },
      },
    },
    (request) => scoped(request, (tx, actor) => recentCalls(tx, actor, request.query, now())),
  );
  app.get(
    '/calls/ringing',
    {
      config: { permission: 'contact.read' },
      schema: {
        tags,
        summary: 'Calls that came in just now and nobody takes, and when to look again',
        response: { 200: contract.Ringing },
      },
    },
    (request) => scoped(request, (tx, actor) => ringingCalls(tx, actor, now())),
  );
  app.post(
    '/calls/:id/take',
    {
      config: { permission: 'contact.read' },
      schema: {
        tags,
        summary: 'Write a call down: it rings at no other desk any more',
        params: z.object({ id: z.uuid() }),
        body: contract.TakeRinging,
        response: { 204: z.null().describe('Done') },
      },
    },
    async (request, reply) => {
      await scoped(request, (tx, actor) => takeRinging(tx, actor, request.params.id, request.body.from, now()));
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/calls/:callId/recording',
    {
      config: { permission: 'complaint.register' },
      schema: {
        tags,
        summary: 'Hand in the recording of a call (multipart, one sound of at most 25 MB); the first one stays',
        params: z.object({ callId: z.string().min(1).max(200) }),
        consumes: ['multipart/form-data'],
        response: { 201: contract.RecordingKept },
      },
    },
    async (request, reply) => {
      await scoped(request, (tx, actor) => limitKeyUploads(tx, actor, now()));
      const { callId } = request.params;
      const part = await request.file({ limits: { fileSize: MOST_RECORDING_BYTES, files: 1 } });
      if (!part) throw new Refusal('invalid-input', { fields: [{ field: 'file', problem: 'missing' }] });
      const upload = await readMedia(await part.toBuffer());
      if (!upload.mediaType.startsWith('audio/')) throw new Refusal('file-type-refused', { found: upload.mediaType });
      const { municipalityId } = request;
      const fileId = await scoped(request, async (tx) => {
        const before = await recordingOf(tx, callId);
        if (before !== null) return before;
        const kept = await keepFile(tx, files, upload, { now: now(), name: part.filename, municipalityId });
        return keepRecording(tx, callId, kept, now());
      });
      return reply.code(201).send({ callId, fileId });
    },
  );
}
