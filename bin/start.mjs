import { pathToFileURL } from 'node:url';
import { mirror } from './mirror.mjs';

const { serve } = await import(pathToFileURL(`${await mirror()}/server/serve.js`).href);
await serve(process.env);
