import { z } from 'zod';
import { audit } from '../../../platform/audit.ts';
import { inMunicipality } from '../../../platform/db/db.ts';
import type { App, Parts, Request } from '../../../platform/http.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { actorOf } from '../../people/index.ts';
import type { Adapter, AdapterKind, Reach } from '../adapter.ts';
import { adapterOf } from '../adapters.ts';
import { ChannelCheck, ChannelKind, ChannelQuota, ChannelView, SaveChannel } from '../contract.ts';
import { loadAccount } from './load-account.ts';
import type { Accounts } from './open-accounts.ts';
import { settingsOf } from './rules.ts';
import { noteCheck, saveAccount } from './save-account.ts';
import { type Viewing, viewChannel } from './view-channel.ts';

const tags = ['channels'];
const read = { permission: 'channel.read' };
const manage = { permission: 'channel.manage' };
const params = z.object({ kind: ChannelKind });

/** How channels are connected: seen without secrets, saved, tried, and what is left of the month. */
export async function accountRoutes(app: App, { db, now, publicUrl }: Parts, accounts: Accounts): Promise<void> {
  const known = (kind: AdapterKind): Adapter => {
    const adapter = adapterOf(kind, accounts.adapters);
    if (!adapter) throw new Refusal('not-found', { noun: 'channel' });
    return adapter;
  };
  const viewing = async ({ municipalityId, protocol, host }: Request): Promise<Viewing> => {
    const { environment, first } = await accounts.environmentOf(municipalityId);
    const asked = URL.parse(publicUrl ?? `${protocol}://${host}`);
    const origin = asked?.origin ?? 'http://localhost';
    return { key: accounts.key, municipalityId, environment, first, origin, now: now() };
  };
  const view = async (request: Request, adapter: Adapter): Promise<ChannelView> => {
    const seen = await viewing(request);
    return inMunicipality(db, request.municipalityId, (tx) => viewChannel(tx, adapter, seen));
  };
  /** As it is set now, also while the channel is not active: whoever connects it tries first. */
  const reachOf = async ({ municipalityId }: Request, adapter: Adapter): Promise<Reach> => {
    const { environment } = await accounts.environmentOf(municipalityId);
    const account = await inMunicipality(db, municipalityId, (tx) =>
      loadAccount(tx, accounts.key, municipalityId, adapter.kind),
    );
    const settings = settingsOf(adapter.fields, { ...account, environment });
    if (!settings) throw new Refusal('not-configured', { channel: adapter.kind });
    return accounts.reachWith(settings);
  };

  app.get(
    '/channels',
    {
      config: read,
      schema: { tags, summary: 'Every channel that machines speak', response: { 200: z.array(ChannelView) } },
    },
    async (request) => {
      const seen = await viewing(request);
      return inMunicipality(db, request.municipalityId, async (tx) => {
        const views: ChannelView[] = [];
        for (const adapter of accounts.adapters) views.push(await viewChannel(tx, adapter, seen));
        return views;
      });
    },
  );
  app.get(
    '/channels/:kind',
    { config: read, schema: { tags, summary: 'How a channel is connected', params, response: { 200: ChannelView } } },
    (request) => view(request, known(request.params.kind)),
  );
  app.put(
    '/channels/:kind',
    {
      config: manage,
      schema: {
        tags,
        summary: 'Connect a channel, change or pause it; secrets are sealed and never shown again',
        params,
        body: SaveChannel,
        response: { 200: ChannelView },
      },
    },
    async (request) => {
      const adapter = known(request.params.kind);
      const { municipalityId } = request;
      const saving = { key: accounts.key, municipalityId, now: now() };
      await inMunicipality(db, municipalityId, (tx) =>
        saveAccount(tx, actorOf(request), adapter, request.body, saving),
      );
      accounts.forget(municipalityId, adapter.kind);
      return view(request, adapter);
    },
  );
  app.post(
    '/channels/:kind/test',
    {
      config: manage,
      schema: {
        tags,
        summary: 'Ask the provider whether the settings work',
        params,
        response: { 200: ChannelCheck },
      },
    },
    async (request) => {
      const adapter = known(request.params.kind);
      const reach = await reachOf(request, adapter);
      // Behind a proxy the host of a request may be nobody else's: only an address that was set is one that providers reach us at.
      const { webhook } = publicUrl === null ? { webhook: null } : await view(request, adapter);
      const result = await adapter.test({ ...reach, ...(webhook && { webhook: webhook.url }) });
      const at = now();
      await inMunicipality(db, request.municipalityId, async (tx) => {
        await noteCheck(tx, adapter.kind, result, at);
        const { kind: actorKind, id: actorId } = actorOf(request);
        const detail = { ok: result.ok, problem: result.problem };
        const subject = { subjectKind: 'channel', subjectId: adapter.kind };
        await audit(tx, [{ at, actorKind, actorId, action: 'channel.test', ...subject, detail }]);
      });
      return { ...result, at: at.toISOString() };
    },
  );
  app.get(
    '/channels/:kind/quota',
    {
      config: read,
      schema: {
        tags,
        summary: 'What is used of the month, in the provider’s own unit',
        params,
        response: { 200: ChannelQuota },
      },
    },
    async (request) => {
      const adapter = known(request.params.kind);
      if (!adapter.quota) throw new Refusal('not-found', { noun: 'quota' });
      const reach = await reachOf(request, adapter);
      return adapter.quota(reach).catch(() => {
        throw new Refusal('provider-unreachable', { channel: adapter.kind });
      });
    },
  );
}
