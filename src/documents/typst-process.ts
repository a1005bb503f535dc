import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { z } from 'zod';
import { serveParent } from '../platform/side-process.ts';

const TEMPLATES = ['receipt', 'register', 'rich-menu', 'chart', 'plan', 'progress', 'order', 'memo', 'poster'] as const;
const Work = z.object({ template: z.enum(TEMPLATES), data: z.string(), format: z.enum(['pdf', 'svg']) });

const here = (path: string) => new URL(path, import.meta.url);
const require = createRequire(import.meta.url);
const SARABUN = ['400Regular', '600SemiBold', '700Bold'];
const FONTS = [
  ...SARABUN.map((weight) => require.resolve(`@expo-google-fonts/sarabun/${weight}/Sarabun_${weight}.ttf`)),
  // In one colour, for what citizens write: the papers' own letters have none.
  require.resolve('@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf'),
];
const template = (name: string) => readFileSync(here(`./templates/${name}.typ`), 'utf8');

const paper = template('paper');
const templates = new Map<string, string>(TEMPLATES.map((name) => [name, `${paper}\n${template(name)}`]));
// The workspace is the templates' folder: a template could read nothing else of this machine.
const compiler = NodeCompiler.create({
  workspace: fileURLToPath(here('./templates/')),
  fontArgs: [{ fontBlobs: FONTS.map((path) => readFileSync(path)) }],
});

serveParent((work) => {
  const { template: name, data, format } = Work.parse(work);
  const given = { mainFileContent: templates.get(name) ?? '', inputs: { data } };
  try {
    if (format === 'svg') return Buffer.from(compiler.plainSvg(given));
    // Tags make a paper readable aloud; for the cells of a long table they would be most of the file.
    return new Uint8Array(compiler.pdf(given, { pdfTags: name !== 'register' }));
  } finally {
    // Nothing of one paper is of use to the next, and it would be kept for ever.
    compiler.evictCache(0);
  }
});
