import { pathToFileURL } from 'node:url';
import { mirror } from './mirror.mjs';

await import(pathToFileURL(`${await mirror()}/cli/main.js`).href);
