import { z } from 'zod';
import { inMunicipality } from '../../platform/db/db.ts';
import type { App, Parts } from '../../platform/http.ts';
import { Refusal } from '../../platform/refusal.ts';
import { dayOf } from '../../thai/index.ts';
import { actorOf } from './actor.ts';
import { changeMunicipality } from './change-municipality.ts';
import { Me, Municipality, MunicipalityChange, OwnChange, PrivacyNotice, PrivacyNoticeDraft } from './contract.ts';
import { loadMe } from './load-me.ts';
import { loadMunicipality } from './municipality.ts';
import { allNotices, currentNotice, noticeOfVersion, publishNotice } from './privacy-notice.ts';
import { renameSelf } from './rename-staff.ts';

const VersionQuery = z.object({ version: z.coerce.number().int().min(1).optional() });

/** The municipality itself, who I am in it, and its privacy notice. */
export async function municipalityRoutes(app: App, { db, now }: Parts): Promise<void> {
  app.patch(
    '/me',
    {
      config: { permission: 'me.read' },
      schema: { tags: ['me'], summary: 'Change my own name', body: OwnChange, response: { 200: Me } },
    },
    (request) => {
      const actor = actorOf(request);
      return inMunicipality(db, request.municipalityId, async (tx) => {
        await renameSelf(tx, { actor, now: now() }, request.body.name);
        return loadMe(tx, actor, now());
      });
    },
  );
  app.get(
    '/me',
    {
      config: { permission: 'me.read' },
      schema: { tags: ['me'], summary: 'Who I am and what I may do', response: { 200: Me } },
    },
    (request) => inMunicipality(db, request.municipalityId, (tx) => loadMe(tx, actorOf(request), now())),
  );

  const tags = ['municipality'];
  app.get(
    '/municipality',
    {
      config: { permission: 'directory.read' },
      schema: { tags, summary: 'The municipality', response: { 200: Municipality } },
    },
    (request) => inMunicipality(db, request.municipalityId, loadMunicipality),
  );
  app.put(
    '/municipality',
    {
      config: { permission: 'settings.edit' },
      schema: { tags, summary: 'Change the municipality', body: MunicipalityChange, response: { 200: Municipality } },
    },
    (request) => {
      const by = { actor: actorOf(request), now: now() };
      return inMunicipality(db, request.municipalityId, (tx) => changeMunicipality(tx, by, request.body));
    },
  );

  app.get(
    '/privacy-notice',
    {
      config: { permission: 'public' },
      schema: {
        tags,
        summary: 'The privacy notice in force, or one version of it',
        querystring: VersionQuery,
        response: { 200: PrivacyNotice },
      },
    },
    async (request) => {
      const { version } = request.query;
      const notice = await inMunicipality(db, request.municipalityId, (tx) =>
        version === undefined ? currentNotice(tx, dayOf(now())) : noticeOfVersion(tx, version),
      );
      if (!notice) throw new Refusal('not-found');
      return notice;
    },
  );
  app.get(
    '/privacy-notices',
    {
      config: { permission: 'settings.read' },
      schema: {
        tags,
        summary: 'Every version of the privacy notice, newest first',
        response: { 200: z.array(PrivacyNotice) },
      },
    },
    (request) => inMunicipality(db, request.municipalityId, allNotices),
  );
  app.put(
    '/privacy-notice',
    {
      config: { permission: 'settings.edit' },
      schema: {
        tags,
        summary: 'Publish a new version of the privacy notice',
        body: PrivacyNoticeDraft,
        response: { 200: PrivacyNotice },
      },
    },
    (request) => {
      const by = { actor: actorOf(request), now: now() };
      return inMunicipality(db, request.municipalityId, (tx) => publishNotice(tx, by, request.body));
    },
  );
}
