import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { STEPS } from '../../../../modules/complaints/contract.ts';
import { ACTIONS, SUBJECTS } from './audit-words.ts';

const SRC = fileURLToPath(new URL('../../../../', import.meta.url));
const files = globSync('{modules,server,cli,platform}/**/*.ts', { cwd: SRC })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => readFileSync(`${SRC}${path}`, 'utf8'))
  .filter((text) => /\baudit\(|\bnote\(|action: '/.test(text));

/** Codes in the sources: `action: 'a.b'`, `const action = x ? 'a.b' : 'c.d'`, and what a module's own `note(…)` is given. */
function codesIn(text: string): string[] {
  const named = [...text.matchAll(/\baction(?::| =)([^,;\n]*(?:\n\s+[?:][^,;\n]*)*)/g)].map(([, after = '']) => after);
  const given = [...text.matchAll(/\bnote\(([^;]*?)\)/g)].map(([, inner = '']) => inner);
  const quoted = (part: string, form: RegExp) => [...part.matchAll(form)].map(([, code = '']) => code);
  return [
    ...named.flatMap((part) => quoted(part, /'(sign-in|[a-z-]+\.[a-z-]+)'/g)),
    ...given.flatMap((part) => quoted(part, /'([a-z-]+\.[a-z-]+)'/g)),
  ];
}

/** A complaint's step is written as `complaint.${step}`; filing has its own line, and an import is one entry a file. */
const steps = STEPS.map((step) => `complaint.${step}`);

test('every action that the program writes into the audit trail has words', () => {
  const written = new Set([...files.flatMap(codesIn), ...steps]);
  for (const known of ['sign-in.refused', 'staff.join', 'staff.reset-password', 'directory.retire', 'receipt.print']) {
    expect(written, 'the sources are still read as they are written').toContain(known);
  }
  expect([...written].filter((action) => !(action in ACTIONS))).toEqual([]);
});

test('every kind of subject has words', () => {
  const kinds = files.flatMap((text) =>
    [...text.matchAll(/(?:subjectKind: |\bnote\([^;]*?\{ kind: )'([a-z-]+)'/g)].map(([, kind = '']) => kind),
  );
  expect(kinds.length).toBeGreaterThan(5);
  expect([...new Set(kinds)].filter((kind) => !(kind in SUBJECTS) && kind !== 'account')).toEqual([]);
});
