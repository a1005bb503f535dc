import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { inMunicipality } from '../../platform/db/db.ts';
import type { App, Parts } from '../../platform/http.ts';
import { acceptInvitation, openLink } from './accept-invitation.ts';
import { actorOf, SYSTEM } from './actor.ts';
import { countAttempt, forgiveAttempt } from './auth/attempts.ts';
import {
  AcceptInvitation,
  AskReset,
  Invitation,
  InvitationFacts,
  InvitationMade,
  InvitationToken,
  Invite,
} from './contract.ts';
import { welcomePath } from './first-administrator.ts';
import { askReset, inviteStaff, listInvitations, voidInvitation } from './invitation.ts';
import { loadMunicipality } from './municipality.ts';
import { mailLink, ownAddress, type SendLink, shareLink } from './send-link.ts';

const params = z.object({ id: z.uuid() });
/** A reset takes this long at least, so that its time does not tell whether the account exists. */
const RESET_MILLISECONDS = 250;

/** How somebody gets an account or a new password: by a link that works once. */
export async function invitationRoutes(app: App, parts: Parts, sendLink: SendLink | null): Promise<void> {
  const { db, now } = parts;
  const manage = { config: { permission: 'staff.manage' } };
  const anyone = { config: { permission: 'public' } };
  const tags = ['invitations'];
  app.get(
    '/invitations',
    {
      ...manage,
      schema: { tags, summary: 'Invitations and resets, newest first', response: { 200: z.array(Invitation) } },
    },
    (request) => inMunicipality(db, request.municipalityId, listInvitations),
  );
  app.post(
    '/invitations',
    {
      ...manage,
      schema: {
        tags,
        summary: 'Invite someone; the link is shown once',
        body: Invite,
        response: { 201: InvitationMade },
      },
    },
    async (request, reply) => {
      const by = { actor: actorOf(request), now: now() };
      const made = await inMunicipality(db, request.municipalityId, async (tx) => {
        const invited = await inviteStaff(tx, by, request.body);
        return { invitation: invited.invitation, link: await shareLink(tx, parts, request, sendLink, invited) };
      });
      return reply.code(201).send(made);
    },
  );
  app.delete(
    '/invitations/:id',
    { ...manage, schema: { tags, summary: 'Void a link', params, response: { 204: z.null() } } },
    async (request, reply) => {
      const by = { actor: actorOf(request), now: now() };
      await inMunicipality(db, request.municipalityId, (tx) => voidInvitation(tx, by, request.params.id));
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/invitations/facts',
    {
      ...anyone,
      schema: { tags, summary: 'What a link is for', body: InvitationToken, response: { 200: InvitationFacts } },
    },
    async (request) => {
      const attempt = await count('link', null, request);
      return inMunicipality(db, request.municipalityId, async (tx) => {
        const { kind, email, name } = await openLink(tx, request.body.token, now());
        await forgiveAttempt(tx, attempt);
        return { kind, email, name, municipalityName: (await loadMunicipality(tx)).nameTh };
      });
    },
  );
  app.post(
    '/invitations/accept',
    {
      ...anyone,
      schema: {
        tags,
        summary: 'Use a link: set name and password',
        body: AcceptInvitation,
        response: { 200: z.object({ email: z.string() }) },
      },
    },
    async (request) => {
      const attempt = await count('link', null, request);
      const email = await acceptInvitation(db, request.municipalityId, request.body, now());
      await inMunicipality(db, request.municipalityId, (tx) => forgiveAttempt(tx, attempt));
      return { email };
    },
  );
  app.post(
    '/password-resets',
    {
      ...anyone,
      schema: { tags, summary: 'Ask for a reset link by e-mail', body: AskReset, response: { 202: z.object({}) } },
    },
    async (request, reply) => {
      const { email } = request.body;
      await count('reset', email, request);
      const answered = pause(RESET_MILLISECONDS);
      if (sendLink) {
        await inMunicipality(db, request.municipalityId, async (tx) => {
          const own = await ownAddress(tx, parts, request);
          const made = own && (await askReset(tx, { actor: SYSTEM, now: now() }, email));
          if (made) await mailLink(tx, sendLink, made.invitation, new URL(welcomePath(made.token), own).href);
        });
      }
      await answered;
      return reply.code(202).send({});
    },
  );

  const count = async (
    purpose: 'link' | 'reset',
    account: string | null,
    request: { municipalityId: string; ip: string },
  ) => {
    const attempt = { purpose, account, address: request.ip };
    await inMunicipality(db, request.municipalityId, (tx) => countAttempt(tx, attempt, now()));
    return attempt;
  };
}
