import { pathToFileURL } from 'node:url';
import { withSmallHeap } from './memory.mjs';
import { mirror } from './mirror.mjs';

withSmallHeap();
const { serve } = await import(pathToFileURL(`${await mirror()}/server/serve.js`).href);
await serve(process.env);
