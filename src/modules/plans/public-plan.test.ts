import { expect, test } from 'vitest';
import { z } from 'zod';
import { office } from '../../../test/desk.ts';
import { measure } from '../../platform/measure.ts';
import { Board } from './contract.ts';
import { catalogueOf } from './evidence/catalogue.ts';
import { openPublicPlans } from './public-plan.ts';

test('however often the public page is loaded, the records are asked once a minute; what the office changes is shown at once', async () => {
  await using o = await office();
  const planner = await o.staff('planner');
  const mayor = await o.staff('executive');
  const publish = (published: boolean) => o.call(mayor, 'POST', '/plans/years/2562/publish', { published });
  await publish(true);
  let asked = 0;
  const counted = measure({
    id: 'complaints.recorded',
    settings: z.object({}),
    cadence: 'continuous',
    words: { th: { title: '', help: '' }, en: { title: '', help: '' } },
    spans: async ({ spans }) => {
      asked += 1;
      return spans.map(() => ({ value: 1, target: 1, met: true, records: 1 }));
    },
    records: async () => [],
  });
  const load = openPublicPlans(catalogueOf([counted]));
  const page = () => o.w.scoped((tx) => load(tx, o.w.municipalityId, 2562, o.w.now()));
  const pages = await Promise.all(Array.from({ length: 8 }, page));
  expect(pages.every((each) => each?.systems.length === 5)).toBe(true);
  const once = asked;
  expect(once).toBeGreaterThan(0);
  for (let i = 0; i < 20; i += 1) await page();
  // As many as one board asks, whether eight came at once or twenty after another.
  expect(asked).toBe(once);
  o.w.at(new Date(o.w.now().getTime() + 61_000));
  await page();
  const board = asked - once;
  expect(once).toBe(board);

  const { systems } = Board.parse((await o.call(planner, 'GET', '/plans/years/2562')).body);
  const plan = systems.find(({ system }) => system.code === 'complaints')?.plan?.document;
  const [output, ...rest] = plan?.content.outputs ?? [];
  const [step, ...steps] = output?.steps ?? [];
  const outputs = [{ ...output, steps: [{ ...step, text: 'ขั้นตอนที่แก้แล้ว' }, ...steps] }, ...rest];
  const saved = await o.call(planner, 'PUT', `/plans/documents/${plan?.id}`, {
    version: plan?.version,
    document: { kind: 'plan', content: { ...plan?.content, outputs } },
  });
  expect(saved.status).toBe(200);
  const texts = (await page())?.systems.flatMap((system) => system.steps.map(({ text }) => text));
  expect(texts).toContain('ขั้นตอนที่แก้แล้ว');
  await publish(false);
  await expect(page()).rejects.toMatchObject({ code: 'not-found' });
});
