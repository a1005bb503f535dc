import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readDocument } from './read-document.ts';

/** A folder with a document and what was read out of it by hand; the document itself is not part of the program. */
const FOLDER = process.env['FANGSIANG_SOURCE_DOCUMENT'];
const given = (name: string): string => readFileSync(join(FOLDER ?? '', name), 'utf8');

/** Notes of the person who read it by hand, about work and not about what is printed: the importer cannot know them. */
const BY_HAND = [
  'systems.1.actionPlan.steps.4.note',
  'systems.4.actionPlan.steps.2.note',
  'systems.4.actionPlan.steps.3.note',
  'systems.4.actionPlan.steps.4.note',
];

/** Every field that the second value has not, or has differently. */
function differences(want: unknown, got: unknown, path = ''): string[] {
  if (typeof want !== 'object' || want === null) return want === got ? [] : [path];
  const found = new Map<string, unknown>(typeof got === 'object' && got !== null ? Object.entries(got) : []);
  const lengths = Array.isArray(want) && Array.isArray(got) && want.length !== got.length ? [`${path}.length`] : [];
  return [
    ...lengths,
    ...Object.entries(want).flatMap(([key, value]) =>
      differences(value, found.get(key), path === '' ? key : `${path}.${key}`),
    ),
  ];
}
const Shape = z.object({
  schema: z.string(),
  source: z.unknown(),
  document: z.unknown(),
  systems: z.array(z.unknown()),
});

describe.skipIf(FOLDER === undefined)('the document that the plans were first written in', () => {
  it('reads as it was read by hand, field by field', async () => {
    const want = Shape.parse(JSON.parse(given('source-document.json')));
    const got = await readDocument(readFileSync(join(FOLDER ?? '', 'source-document.txt')), {
      name: 'source-document.txt',
    });
    expect(want.systems).toHaveLength(5);
    expect(differences(want, got)).toEqual(BY_HAND);
  });

  const thai = (text: string) => text.replaceAll(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
  const changes: readonly (readonly [string, (text: string) => string])[] = [
    [
      '<--> and <--->',
      (t) => t.replaceAll('↔', '<-->').replaceAll('←→', '<--->').replaceAll('←', '<---').replaceAll('→', '--->'),
    ],
    ['⟷ and ⟵⟶', (t) => t.replaceAll('↔', '⟷').replaceAll('←→', '⟵⟶').replaceAll('←', '⟵').replaceAll('→', '⟶')],
    ['◄──►', (t) => t.replaceAll('↔', '◄──►').replaceAll('←→', '◄─►').replaceAll('←', '◄──').replaceAll('→', '──►')],
    ['Thai digits', thai],
    ['years of two digits', (t) => t.replaceAll('พ.ศ. 25', 'พ.ศ. ')],
    ['years of two Thai digits alone', (t) => thai(t.replaceAll('พ.ศ. 25', ''))],
    ['western years', (t) => t.replaceAll('พ.ศ. 2561', '2018').replaceAll('พ.ศ. 2562', '2019')],
    ['two heads of months missing', (t) => t.replaceAll('\tมี.ค.', '\t').replaceAll('\tก.ย.\t', '\t\t')],
    ['no months at all', (t) => t.replaceAll(/^\t{5}ต\.ค\..*\n/gm, '')],
    [
      'three rows of heads',
      (t) => t.replaceAll(/^(ลำดับ ที่(?:\t[^\t]*){4})\t(.*)$/gm, '$1\tระยะเวลาดำเนินการ\n\t\t\t\t\t$2'),
    ],
    ['steps without the empty cells before them', (t) => t.replaceAll(/^\t{4}(?=\d\. )/gm, '')],
    ['tabs at line ends lost', (t) => t.replaceAll(/\t+$/gm, '')],
    ['sara am taken apart', (t) => t.replaceAll(/([ก-ฮ][่-๋]?)ำ/g, '$1 า')],
    ['commas for tabs', (t) => t.replaceAll('\t', ',')],
    ['line ends of DOS', (t) => t.replaceAll('\n', '\r\n')],
  ];
  it.each(changes)('reads the same with %s', async (_, change) => {
    const plain = await readDocument(given('source-document.txt'), { name: 'plain' });
    const other = await readDocument(change(given('source-document.txt')), { name: 'other' });
    const months = ({ systems }: typeof plain) =>
      systems.map(({ title, missing, sipoc, actionPlan }) => ({
        title: title.clean,
        missing,
        inputs: sipoc?.inputs.items.map(({ clean }) => clean),
        heads: actionPlan?.columnHeads,
        output: actionPlan?.output.clean,
        steps: actionPlan?.steps.map(({ no, clean, literalMonths, recommendedMonths, uncertain }) => ({
          no,
          clean,
          literalMonths,
          recommendedMonths,
          uncertain,
        })),
      }));
    expect(months(other)).toEqual(months(plain));
  });
});
