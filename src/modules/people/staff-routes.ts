import { z } from 'zod';
import { inMunicipality } from '../../platform/db/db.ts';
import type { App, Parts } from '../../platform/http.ts';
import { actorOf } from './actor.ts';
import { type ApiKeyRow, createApiKey, listApiKeys, revokeApiKey } from './api-key.ts';
import { clearSecondFactor } from './clear-second-factor.ts';
import { ApiKeyMade, ApiKeyView, InvitationMade, NewApiKey, StaffChange, StaffMember } from './contract.ts';
import { makeResetLink } from './invitation.ts';
import { forgetKeys } from './known-keys.ts';
import { type SendLink, shareLink, type TellStaff } from './send-link.ts';
import { changeStaff, listStaff, loadStaff } from './staff.ts';

const params = z.object({ id: z.uuid() });
type Told = { sendLink: SendLink | null; tellStaff: TellStaff | null };

/** The staff, and the keys with which machines come in. */
export async function staffRoutes(app: App, parts: Parts, { sendLink, tellStaff }: Told): Promise<void> {
  const { db, now } = parts;
  const manage = { config: { permission: 'staff.manage' } };
  const tags = ['staff'];
  app.get(
    '/staff',
    {
      config: { permission: 'staff.read' },
      schema: { tags, summary: 'The staff', response: { 200: z.array(StaffMember) } },
    },
    (request) => inMunicipality(db, request.municipalityId, (tx) => listStaff(tx, actorOf(request))),
  );
  app.patch(
    '/staff/:id',
    {
      ...manage,
      schema: { tags, summary: 'Change a member of staff', params, body: StaffChange, response: { 200: StaffMember } },
    },
    (request) => {
      const by = { actor: actorOf(request), now: now() };
      return inMunicipality(db, request.municipalityId, (tx) => changeStaff(tx, by, request.params.id, request.body));
    },
  );
  app.post(
    '/staff/:id/reset-link',
    { ...manage, schema: { tags, summary: 'A link to set a new password', params, response: { 201: InvitationMade } } },
    async (request, reply) => {
      const by = { actor: actorOf(request), now: now() };
      const made = await inMunicipality(db, request.municipalityId, async (tx) => {
        const reset = await makeResetLink(tx, by, request.params.id);
        return { invitation: reset.invitation, link: await shareLink(tx, parts, request, sendLink, reset) };
      });
      return reply.code(201).send(made);
    },
  );

  app.post(
    '/staff/:id/clear-second-factor',
    {
      ...manage,
      schema: { tags, summary: 'Drop somebody’s lost second factor', params, response: { 200: StaffMember } },
    },
    (request) => {
      const by = { actor: actorOf(request), now: now() };
      const { id } = request.params;
      return inMunicipality(db, request.municipalityId, async (tx) => {
        await clearSecondFactor(tx, by, id, tellStaff);
        return loadStaff(tx, by.actor, id);
      });
    },
  );

  const keys = { config: { permission: 'api-key.manage' } };
  app.get(
    '/api-keys',
    { ...keys, schema: { tags: ['api-keys'], summary: 'Every API key', response: { 200: z.array(ApiKeyView) } } },
    async (request) => (await inMunicipality(db, request.municipalityId, listApiKeys)).map(present),
  );
  app.post(
    '/api-keys',
    {
      ...keys,
      schema: {
        tags: ['api-keys'],
        summary: 'A new API key; its secret is shown once',
        body: NewApiKey,
        response: { 201: ApiKeyMade },
      },
    },
    async (request, reply) => {
      const { apiKey, secret } = await inMunicipality(db, request.municipalityId, (tx) =>
        createApiKey(tx, actorOf(request), request.body, now()),
      );
      return reply.code(201).send({ apiKey: present(apiKey), secret });
    },
  );
  app.delete(
    '/api-keys/:id',
    { ...keys, schema: { tags: ['api-keys'], summary: 'Revoke an API key', params, response: { 204: z.null() } } },
    async (request, reply) => {
      await inMunicipality(db, request.municipalityId, (tx) =>
        revokeApiKey(tx, actorOf(request), request.params.id, now()),
      );
      forgetKeys();
      return reply.code(204).send(null);
    },
  );
}

const present = (key: ApiKeyRow) => ({
  ...key,
  createdAt: key.createdAt.toISOString(),
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  revokedAt: key.revokedAt?.toISOString() ?? null,
});
