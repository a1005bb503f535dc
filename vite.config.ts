import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** React Aria ships its few built-in words in 34 languages, none of them Thai; ours are given in props, so English alone is kept. */
const englishAriaWords: Plugin = {
  name: 'english-aria-words',
  enforce: 'pre',
  load(id) {
    const otherLanguage = /react-(aria|stately)[^?]*\/intl\/.*\/(?!en-US)[a-z]{2}-[A-Z]{2}\.m?js$/;
    return otherLanguage.test(id) ? 'export default {};' : null;
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

const server = 'http://localhost:8080';

export default defineConfig({
  // Tests run from the project's root: without this the test runner would look for them in the console only.
  root: process.env['VITEST'] === undefined ? 'src/console' : '.',
  base: '/console/',
  plugins: [englishAriaWords, paintOnce, react(), tailwindcss(), brotli],
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
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
            { name: 'zod', test: /node_modules\/zod\// },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': server, '/report': server, '/track': server, '/assets': server } },
});
