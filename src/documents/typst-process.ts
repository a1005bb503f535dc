import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { z } from 'zod';
import { serveParent } from '../platform/side-process.ts';

const Work = z.object({ template: z.enum(['receipt', 'register', 'rich-menu']), data: z.string() });

const here = (path: string) => new URL(path, import.meta.url);
const require = createRequire(import.meta.url);
const font = (weight: string) =>
  readFileSync(require.resolve(`@expo-google-fonts/sarabun/${weight}/Sarabun_${weight}.ttf`));
const template = (name: string) => readFileSync(here(`./templates/${name}.typ`), 'utf8');

const paper = template('paper');
const templates = {
  receipt: `${paper}\n${template('receipt')}`,
  register: `${paper}\n${template('register')}`,
  'rich-menu': `${paper}\n${template('rich-menu')}`,
};
// The workspace is the templates' folder: a template could read nothing else of this machine.
const compiler = NodeCompiler.create({
  workspace: fileURLToPath(here('./templates/')),
  fontArgs: [{ fontBlobs: [font('400Regular'), font('600SemiBold'), font('700Bold')] }],
});

serveParent((work) => {
  const { template: name, data } = Work.parse(work);
  try {
    if (name === 'rich-menu') {
      return Buffer.from(compiler.plainSvg({ mainFileContent: templates[name], inputs: { data } }));
    }
    // Tags make a paper readable aloud; for the cells of a long table they would be most of the file.
    return new Uint8Array(
      compiler.pdf({ mainFileContent: templates[name], inputs: { data } }, { pdfTags: name === 'receipt' }),
    );
  } finally {
    // Nothing of one paper is of use to the next, and it would be kept for ever.
    compiler.evictCache(0);
  }
});
