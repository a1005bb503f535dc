import { z } from 'zod';
import type { App, Parts } from '../../../platform/http.ts';
import { inScope } from '../../people/index.ts';
import { CaseView } from '../contract.ts';
import { loadCase } from '../load-case.ts';
import * as contract from './contract.ts';
import { correctContact } from './correct-contact.ts';
import { confirmPhone, joinCases, splitPerson } from './settle-person.ts';
import { personOfCase, viewPerson } from './view-person.ts';

const tags = ['persons'];
const params = z.object({ id: z.uuid() });

/** One person, many channels: what a case says of them, who they are wholly, and how staff join and split. */
export async function personRoutes(app: App, { db, now }: Parts): Promise<void> {
  const scoped = inScope(db);
  app.get(
    '/complaints/:id/person',
    {
      config: { permission: 'complaint.list' },
      schema: {
        tags,
        summary: 'The cases of the same person by all channels, and others that might be theirs',
        params,
        response: { 200: contract.PersonOfCase },
      },
    },
    (request) => scoped(request, (tx, actor) => personOfCase(tx, actor, request.params.id, now())),
  );
  app.post(
    '/complaints/:id/person/join',
    {
      config: { permission: 'contact.read' },
      schema: {
        tags,
        summary: 'Vouch, with a reason, that two cases are one person’s',
        params,
        body: contract.JoinCases,
        response: { 200: contract.PersonOfCase },
      },
    },
    (request) => scoped(request, (tx, actor) => joinCases(tx, actor, request.params.id, request.body, now())),
  );
  app.post(
    '/complaints/:id/person/confirm-phone',
    {
      config: { permission: 'contact.read' },
      schema: {
        tags,
        summary: 'Confirm the citizen’s number after calling it back',
        params,
        body: contract.ConfirmPhone,
        response: { 200: contract.PersonOfCase },
      },
    },
    (request) => scoped(request, (tx, actor) => confirmPhone(tx, actor, request.params.id, request.body.reason, now())),
  );
  app.post(
    '/complaints/:id/contact',
    {
      config: { permission: 'complaint.list' },
      schema: {
        tags,
        summary: 'Correct how the citizen is reached, or conceal them, at their asking',
        params,
        body: contract.CorrectContact,
        response: { 200: CaseView },
      },
    },
    (request) =>
      scoped(request, async (tx, actor) => {
        await correctContact(tx, actor, request.params.id, request.body, now());
        return loadCase(tx, actor, request.params.id, now());
      }),
  );
  app.get(
    '/persons/:id',
    {
      config: { permission: 'complaint.list' },
      schema: {
        tags,
        summary: 'A person: cases, identities, what proves that they are one, and what was joined and split',
        params,
        response: { 200: contract.PersonView },
      },
    },
    (request) => scoped(request, (tx, actor) => viewPerson(tx, actor, request.params.id, now())),
  );
  app.post(
    '/persons/:id/split',
    {
      config: { permission: 'contact.read' },
      schema: {
        tags,
        summary: 'Take an identity out of the person, with a reason; its proofs end',
        params,
        body: contract.SplitPerson,
        response: { 200: contract.PersonView },
      },
    },
    (request) => scoped(request, (tx, actor) => splitPerson(tx, actor, request.params.id, request.body, now())),
  );
}
