import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asCsv,
  asDocx,
  asText,
  asXlsx,
  type Grid,
  gridOf,
  type Layout,
  layout,
  type MadeDocument,
  madeDocument,
  PARTS,
} from '../../../../test/plan-documents.ts';
import { readDocument } from './read-document.ts';
import type { ReadDocument } from './read-shape.ts';

const iso = (year: number, place: number): string => {
  const month = ((place + 9) % 12) + 1;
  return `${year - 543 - (month >= 10 ? 1 : 0)}-${String(month).padStart(2, '0')}`;
};
const AMOUNTS: Readonly<Record<string, number | null>> = {
  '-': null,
  '0': 0,
  '50,000': 50_000,
  '1,250,000': 1_250_000,
};

/** What was made, in the words of what is read. */
const madeAs = ({ year, systems }: MadeDocument) =>
  systems.map(({ title, chart, plan }) => ({
    title,
    chart: chart ? PARTS.map((part) => chart[part].map((clean, i) => ({ no: i + 1, clean }))) : null,
    plan:
      plan?.map(({ output, budget, unit, steps }, k) => ({
        no: String(k + 1),
        output,
        amount: AMOUNTS[budget],
        unit,
        steps: steps.map(({ text, spans }, j) => ({
          no: j + 1,
          clean: text,
          months: spans.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => iso(year, from + i))),
          uncertain: spans.length === 0,
        })),
      })) ?? null,
    missing: [...(chart ? [] : ['sipoc']), ...(plan ? [] : ['actionPlan'])],
  }));

const readAs = ({ systems }: ReadDocument) =>
  systems.map(({ title, sipoc, actionPlan, missing }) => ({
    title: title.clean,
    chart: sipoc ? PARTS.map((part) => sipoc[part].items.map(({ no, clean }) => ({ no, clean }))) : null,
    plan:
      actionPlan?.rows.map(({ no, output, budget, unit, steps }) => ({
        no,
        output: output.clean,
        amount: budget.amount,
        unit: unit.clean,
        steps: steps.map(({ no: step, clean, literalMonths, uncertain }) => ({
          no: step,
          clean,
          months: literalMonths,
          uncertain,
        })),
      })) ?? null,
    missing,
  }));

const comesBack = (
  numRuns: number,
  render: (made: MadeDocument, how: Layout) => Promise<Uint8Array | string> | string,
) =>
  fc.assert(
    fc.asyncProperty(madeDocument, layout, async (made, how) => {
      const read = await readDocument(await render(made, how), { name: 'made' });
      expect(readAs(read)).toEqual(madeAs(made));
    }),
    { numRuns },
  );
const typed = (made: MadeDocument, how: Layout, merge = false): Grid => gridOf(made, how, { wrap: false, merge });

describe('a made plan comes back as it was made, whatever the glyphs, heads, digits and broken words', () => {
  it('from the text of a PDF', () =>
    comesBack(60, (made, how) => asText(gridOf(made, how, { wrap: true, merge: false }))));
  it('from CSV', () => comesBack(40, (made, how) => asCsv(typed(made, how))));
  it('from XLSX', () => comesBack(12, (made, how) => asXlsx(typed(made, how, true))));
  it('from DOCX', () => comesBack(12, (made, how) => asDocx(typed(made, how, true))));
});
