import { z } from 'zod';
import type { App, Parts } from '../../../platform/http.ts';
import { ADAPTERS } from '../../channels/index.ts';
import { inScope } from '../../people/index.ts';
import * as contract from './contract.ts';
import { listConversations, viewConversation } from './list-conversations.ts';
import { sendCaseMessageAgain } from './send-again.ts';
import { attachMessages, dismissMessages, listenTo, openFromMessages, speak } from './sort-messages.ts';

const tags = ['conversations'];
const ThreadId = z.object({ id: z.uuid() });
const Done = z.null().describe('Done');

/** Conversations by channels, and what staff make of messages that belong to no case. */
export async function conversationRoutes(app: App, { db, now, publicUrl, key }: Parts): Promise<void> {
  const way = { publicUrl, adapters: ADAPTERS, key };
  const scoped = inScope(db);
  const read = { config: { permission: 'complaint.list' } } as const;
  const write = { config: { permission: 'complaint.register' } } as const;

  app.get(
    '/conversations',
    {
      ...read,
      schema: {
        tags,
        summary: 'Who writes by the channels, newest first; loose=true: where something belongs to no case yet',
        querystring: contract.ConversationQuery,
        response: { 200: contract.ConversationPage },
      },
    },
    (request) => scoped(request, (tx, actor) => listConversations(tx, actor, request.query)),
  );
  app.get(
    '/conversations/:id',
    {
      ...read,
      schema: {
        tags,
        summary: 'One conversation: what was said in and out, and whether it may be answered',
        params: ThreadId,
        response: { 200: contract.ConversationView },
      },
    },
    (request) => scoped(request, (tx, actor) => viewConversation(tx, actor, request.params.id, now())),
  );
  app.post(
    '/conversations/:id/case',
    {
      ...write,
      schema: {
        tags,
        summary: 'Open a case from messages; those of another case are split off from it',
        params: ThreadId,
        body: contract.OpenFromMessages,
        response: { 201: contract.CaseOpened },
      },
    },
    async (request, reply) => {
      const { incomingIds } = request.body;
      const opened = await scoped(request, (tx, actor) =>
        openFromMessages(tx, actor, request.params.id, incomingIds, way, now()),
      );
      return reply.code(201).send(opened);
    },
  );
  app.post(
    '/conversations/:id/attach',
    {
      ...write,
      schema: {
        tags,
        summary: 'Add messages to a case',
        params: ThreadId,
        body: contract.AttachMessages,
        response: { 204: Done },
      },
    },
    async (request, reply) => {
      const { incomingIds, complaintId } = request.body;
      await scoped(request, (tx, actor) =>
        attachMessages(tx, actor, request.params.id, incomingIds, complaintId, now()),
      );
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/complaints/:id/messages/:messageId/again',
    {
      config: { permission: 'complaint.handle' },
      schema: {
        tags,
        summary: 'Send once more what may or may not have arrived',
        params: z.object({ id: z.uuid(), messageId: z.uuid() }),
        response: { 204: Done },
      },
    },
    async (request, reply) => {
      await scoped(request, (tx, actor) => sendCaseMessageAgain(tx, actor, request.params, now()));
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/conversations/:id/dismiss',
    {
      ...write,
      schema: {
        tags,
        summary: 'Set messages aside: nothing to act on',
        params: ThreadId,
        body: contract.DismissMessages,
        response: { 204: Done },
      },
    },
    async (request, reply) => {
      await scoped(request, (tx, actor) =>
        dismissMessages(tx, actor, request.params.id, request.body.incomingIds, now()),
      );
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/conversations/:id/listen',
    {
      ...write,
      schema: {
        tags,
        summary: 'Listen to every word of a group, or only to those that name us',
        params: ThreadId,
        body: contract.Listen,
        response: { 204: Done },
      },
    },
    async (request, reply) => {
      await scoped(request, (tx, actor) => listenTo(tx, actor, request.params.id, request.body.listened, now()));
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/conversations/:id/messages',
    {
      ...write,
      schema: {
        tags,
        summary: 'Say something where there is no case',
        params: ThreadId,
        body: contract.Speak,
        response: { 204: Done },
      },
    },
    async (request, reply) => {
      await scoped(request, (tx, actor) => speak(tx, actor, request.params.id, request.body, now()));
      return reply.code(204).send(null);
    },
  );
}
