import { z } from 'zod';
import type { Request, Routes } from '../../../platform/http.ts';
import type { Outbound } from '../../../platform/outbound/outbound.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { actorOf, inScope } from '../../people/index.ts';
import { WebhookChange, WebhookDeliveries, WebhookDraft, WebhookEndpoint, WebhookMade } from './contract.ts';
import { attempt } from './deliver.ts';
import { addTest, listDeliveries, sendAgain } from './deliveries.ts';
import { addEndpoint, changeEndpoint, endpointOf, listEndpoints, removeEndpoint, rotateSecret } from './endpoints.ts';

const tags = ['webhooks'];
const config = { permission: 'api-key.manage' };
const params = z.object({ id: z.uuid() });

/** Who is told of what happens to cases: outgoing webhooks after the Standard Webhooks specification. */
export function outgoingWebhookRoutes(outbound: Outbound): Routes {
  return async (app, { db, key, now }) => {
    const scoped = inScope(db);
    const by = (request: Request) => ({ actor: actorOf(request), now: now(), key });
    /** Looked at when it is typed, and again at each delivery: a name may come to mean another address. */
    const mustBeReachable = async (url: string) => {
      const problem = await outbound.check(url);
      if (problem) throw new Refusal('invalid-input', { fields: [{ field: '/url', problem }] });
    };
    const route = <const S extends object>(summary: string, schema: S) => ({
      config,
      schema: { tags, summary, ...schema },
    });

    app.get(
      '/webhook-endpoints',
      route('Where outgoing webhooks go', { response: { 200: z.array(WebhookEndpoint) } }),
      (request) => scoped(request, listEndpoints),
    );
    app.post(
      '/webhook-endpoints',
      route('A new receiver; its signing secret is shown once', { body: WebhookDraft, response: { 201: WebhookMade } }),
      async (request, reply) => {
        await mustBeReachable(request.body.url);
        const made = await scoped(request, async (tx) => {
          const { id, secret } = await addEndpoint(tx, by(request), request.body);
          return { endpoint: await endpointOf(tx, id), secret };
        });
        return reply.code(201).send(made);
      },
    );
    app.put(
      '/webhook-endpoints/:id',
      route('Change a receiver, or switch it off or on', {
        params,
        body: WebhookChange,
        response: { 200: WebhookEndpoint },
      }),
      async (request) => {
        if (request.body.active) await mustBeReachable(request.body.url);
        return scoped(request, async (tx) => {
          await changeEndpoint(tx, by(request), request.params.id, request.body);
          return endpointOf(tx, request.params.id);
        });
      },
    );
    app.delete(
      '/webhook-endpoints/:id',
      route('Remove a receiver and its deliveries', { params, response: { 204: z.null() } }),
      async (request, reply) => {
        await scoped(request, (tx) => removeEndpoint(tx, by(request), request.params.id));
        return reply.code(204).send(null);
      },
    );
    app.post(
      '/webhook-endpoints/:id/secret',
      route('A new signing secret; the one before signs too for 24 hours', {
        params,
        response: { 201: WebhookMade },
      }),
      async (request, reply) => {
        const made = await scoped(request, async (tx) => {
          const secret = await rotateSecret(tx, by(request), request.params.id);
          return { endpoint: await endpointOf(tx, request.params.id), secret };
        });
        return reply.code(201).send(made);
      },
    );
    app.post(
      '/webhook-endpoints/:id/test',
      route('Send a test now and say what was answered', { params, response: { 200: WebhookDeliveries } }),
      async (request) => {
        const id = await scoped(request, (tx) => addTest(tx, request.params.id, now()));
        await attempt({ scoped: (work) => scoped(request, work), outbound, key, now }, { messageId: id });
        const { items } = await scoped(request, (tx) => listDeliveries(tx, request.params.id, undefined));
        return { items: items.filter((each) => each.id === id), next: null };
      },
    );
    app.get(
      '/webhook-endpoints/:id/deliveries',
      route('What was sent to a receiver, newest first', {
        params,
        querystring: z.object({ after: z.string().max(200).optional() }),
        response: { 200: WebhookDeliveries },
      }),
      (request) => scoped(request, (tx) => listDeliveries(tx, request.params.id, request.query.after)),
    );
    const Again = z.object({ queued: z.int() });
    app.post(
      '/webhook-endpoints/:id/retry',
      route('Send again everything that failed there', { params, response: { 200: Again } }),
      async (request) => ({
        queued: await scoped(request, (tx) => sendAgain(tx, by(request), { endpointId: request.params.id })),
      }),
    );
    app.post(
      '/webhook-deliveries/:id/retry',
      route('Send one message again', { params, response: { 200: Again } }),
      async (request) => ({
        queued: await scoped(request, (tx) => sendAgain(tx, by(request), { messageId: request.params.id })),
      }),
    );
  };
}
