import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { z } from 'zod';

const Work = z.object({ id: z.int(), template: z.enum(['receipt', 'register']), data: z.string() });

const here = (path: string) => new URL(path, import.meta.url);
const require = createRequire(import.meta.url);
const font = (weight: string) =>
  readFileSync(require.resolve(`@expo-google-fonts/sarabun/${weight}/Sarabun_${weight}.ttf`));
const template = (name: string) => readFileSync(here(`./templates/${name}.typ`), 'utf8');

const paper = template('paper');
const templates = { receipt: `${paper}\n${template('receipt')}`, register: `${paper}\n${template('register')}` };
// The workspace is the templates' folder: a template could read nothing else of this machine.
const compiler = NodeCompiler.create({
  workspace: fileURLToPath(here('./templates/')),
  fontArgs: [{ fontBlobs: [font('400Regular'), font('600SemiBold'), font('700Bold')] }],
});

// The server may be killed: then nobody is left to print for.
process.on('disconnect', () => process.exit(0));
process.on('message', (message: unknown) => {
  const work = Work.parse(message);
  try {
    const pdf = compiler.pdf(
      { mainFileContent: templates[work.template], inputs: { data: work.data } },
      { pdfTags: work.template === 'receipt' },
    );
    process.send?.({ id: work.id, pdf: new Uint8Array(pdf) });
  } catch (error) {
    process.send?.({ id: work.id, fault: error instanceof Error ? error.message : 'unknown fault' });
  } finally {
    // Nothing of one paper is of use to the next, and it would be kept for ever.
    compiler.evictCache(0);
  }
});
