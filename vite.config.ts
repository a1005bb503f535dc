import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { ARIA_WORDS as WORDS } from './src/console/app/aria-words.ts';
import { stampConsole } from './src/server/build-console.ts';

const ARIA = /react-(?:aria|stately)(?:-(components))?\/dist\/private\/(?:(\w+)\/)?intlStrings\.m?js$/;
const OTHER_LANGUAGE = /react-(aria|stately)[^?]*\/intl\/.*\/(?!en-US)[a-z]{2}-[A-Z]{2}\.m?js$/;
const ARIA_WORDS = join(import.meta.dirname, 'src/console/app/aria-words.ts').replaceAll('\\', '/');

/**
 * React Aria ships its built-in words in 34 languages, none of them Thai: English is kept, and ours are put beside it. A package that none of
 * ours are for stops the build, rather than speak English in a Thai office.
 */
const thaiAriaWords: Plugin = {
  name: 'thai-aria-words',
  enforce: 'pre',
  load: (id) => (OTHER_LANGUAGE.test(id) ? 'export default {};' : null),
  transform(code, id) {
    const [, components, folder] = ARIA.exec(id) ?? [];
    const name = components ?? folder;
    if (name === undefined) return null;
    if (!(name in WORDS)) this.error(`no Thai words for React Aria's ${name}`);
    const named = code.replace('"en-US":', `"th": thaiWords["${name}"],\n    "en-US":`);
    if (named === code) this.error(`React Aria's words of ${name} are not where they were`);
    return { code: `import { ARIA_WORDS as thaiWords } from '${ARIA_WORDS}';\n${named}`, map: null };
  },
};

/** Nothing is painted before the theme and the language are known: no white flash for who chose dark. The page is empty until then anyway. */
const paintOnce: Plugin = {
  name: 'paint-once',
  transformIndexHtml: {
    order: 'post',
    handler: (html) =>
      html.replace('<script type="module" crossorigin', '<script type="module" blocking="render" crossorigin'),
  },
};

/** Beside each file its Brotli form, so that the server sends few bytes and compresses nothing while people wait. */
const brotli: Plugin = {
  name: 'brotli',
  apply: 'build',
  writeBundle: ({ dir = '' }, bundle) => {
    for (const name of Object.keys(bundle).filter((each) => /\.(js|css|svg)$/.test(each))) {
      const path = join(dir, name);
      writeFileSync(
        `${path}.br`,
        brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
      );
    }
  },
};

const madeFrom: Plugin = { name: 'made-from', apply: 'build', closeBundle: stampConsole };

const server = 'http://localhost:8080';

export default defineConfig({
  // Tests run from the project's root: without this the test runner would look for them in the console only.
  root: process.env['VITEST'] === undefined ? 'src/console' : '.',
  base: '/console/',
  plugins: [thaiAriaWords, paintOnce, react(), tailwindcss(), brotli, madeFrom],
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    // The last Chrome, Edge and Firefox of Windows 7 and 8.1, which offices still have. What they lack is in lib/older-browsers.ts; who has
    // an older one is told so by public/not-opened.js.
    target: ['chrome109', 'edge109', 'firefox115', 'safari16.4'],
    // Fonts and images stay files: a strict content security policy admits no data: address.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            {
              name: 'tanstack',
              test: /node_modules\/@tanstack\/(react-router|router-core|history|react-query|query-core|react-store|store)\//,
            },
            // What zod is told before any schema is made has to be told in the same file; what a browser is lent, before anything runs.
            { name: 'zod', test: /node_modules\/zod\/|console\/lib\/(without-eval|older-browsers)/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': server, '/report': server, '/track': server, '/assets': server } },
});
