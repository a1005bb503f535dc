import { pathToFileURL } from 'node:url';
import { withSmallNewSpace } from './memory.mjs';
import { mirror } from './mirror.mjs';

withSmallNewSpace();
const { serve } = await import(pathToFileURL(`${await mirror()}/server/serve.js`).href);
await serve(process.env);
