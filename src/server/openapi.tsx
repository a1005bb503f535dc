import swagger from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { renderToStaticMarkup } from 'react-dom/server';
import type { App } from '../platform/http.ts';
import { ApiPage, type Documented } from './api-page.tsx';

type Transform = typeof jsonSchemaTransform;

/** The permission that a route declares is part of its promise. */
const withPermission: Transform = (given) => {
  const done = jsonSchemaTransform(given);
  const permission = given.route.config?.permission;
  return permission ? { ...done, schema: { ...done.schema, 'x-permission': permission } } : done;
};

/** OpenAPI 3.1 from the same schemas that parse requests and answers, and the same as a page that a person reads. */
export async function serveOpenApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Fangsiang',
        version: '1',
        description:
          'The listening desk of a municipality. Every refusal is {code, message, detail}; messages are Thai. Where fields are wrong, detail.fields names each: {field, problem, words}. Programs send “Authorization: Bearer KEY”; a browser that is signed in sends “x-requested-with: fangsiang” with every write.',
        license: { name: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'fangsiang.session_token' },
        },
      },
      security: [{ apiKey: [] }, { session: [] }],
    },
    transform: withPermission,
  });
  const config = { permission: 'public' };
  app.get('/api/openapi.json', { config, schema: { hide: true } }, async () => app.swagger());
  app.get('/api/docs', { config, schema: { hide: true } }, async (_request, reply) => {
    const html = renderToStaticMarkup(<ApiPage document={app.swagger() as Documented} />);
    return reply.type('text/html; charset=utf-8').send(`<!doctype html>${html}`);
  });
}
