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
const font = (weight: string) =>
  readFileSync(require.resolve(`@expo-google-fonts/sarabun/${weight}/Sarabun_${weight}.ttf`));
const template = (name: string) => readFileSync(here(`./templates/${name}.typ`), 'utf8');

const paper = template('paper');
const templates = new Map<string, string>(TEMPLATES.map((name) => [name, `${paper}\n${template(name)}`]));
// The workspace is the templates' folder: a template could read nothing else of this machine.
const compiler = NodeCompiler.create({
  workspace: fileURLToPath(here('./templates/')),
  fontArgs: [{ fontBlobs: [font('400Regular'), font('600SemiBold'), font('700Bold')] }],
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
