import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LineDesk, lineDesk } from '../../../../test/line-desk.ts';
import { citizenMessage } from '../citizen-steps.ts';
import { CaseView } from '../contract.ts';

let d: LineDesk;
beforeAll(async () => {
  d = await lineDesk();
});
afterAll(() => d[Symbol.asyncDispose]());

type Act = { does: 'say' | 'edit' | 'unsend' | 'acknowledge' | 'website'; which: number };
const Script = fc.array(
  fc.record({
    does: fc.constantFrom<Act['does']>(
      'say',
      'say',
      'say',
      'edit',
      'unsend',
      'unsend',
      'unsend',
      'acknowledge',
      'website',
    ),
    which: fc.nat(5),
  }),
  { minLength: 3, maxLength: 9 },
);

const minuteLater = (): Date => {
  d.w.at(new Date(d.w.now().getTime() + 60_000));
  return d.w.now();
};
const view = async (id: string) => CaseView.parse((await d.see(d.desk, id)).body);

/** A case that somebody told by LINE, and that the desk has assigned. */
async function begun() {
  const user = d.person();
  minuteLater();
  await d.hear(d.text(user, 'ไฟทางหน้าวัดดับทั้งซอยมาหลายคืนแล้ว'));
  const id = (await d.cases()).at(-1)?.id ?? '';
  expect((await d.step(d.desk, id, { step: 'assign', departmentId: d.engineers })).status).toBe(200);
  return { user, id };
}

test('a case waits since the first word that was not taken back, and for nothing when all of them were', async () => {
  await fc.assert(
    fc.asyncProperty(Script, async (script) => {
      const { user, id } = await begun();
      const messages: { id: string; gone: boolean }[] = [];
      // What was said since the last acknowledgement; without a message: on the website, where nothing is taken back.
      let said: { at: Date; message: { gone: boolean } | null }[] = [];
      const since = () => said.find(({ message }) => message?.gone !== true)?.at.toISOString() ?? null;
      for (const [n, { does, which }] of script.entries()) {
        const at = minuteLater();
        const there = messages.filter(({ gone }) => !gone);
        const message = there[which % Math.max(there.length, 1)];
        if (does === 'say') {
          const made = { id: `${user}-${n}`, gone: false };
          await d.hear(d.text(user, `ยังไม่มีใครมาดูเลย ${n}`, { id: made.id }));
          messages.push(made);
          said.push({ at, message: made });
        } else if (does === 'website') {
          const words = { key: `${user}-${n}`, text: 'เขียนจากเว็บ', fileIds: [] };
          await d.w.scoped((tx) => citizenMessage(tx, { id }, words, at));
          said.push({ at, message: null });
        } else if (does === 'acknowledge' && since() !== null) {
          expect((await d.step(d.desk, id, { step: 'acknowledge' })).status).toBe(200);
          said = [];
        } else if (does === 'edit' && message) {
          await d.hear(d.edit(user, message.id, `แก้ข้อความ ${n}`));
          said.push({ at, message });
        } else if (does === 'unsend' && message) {
          await d.hear(d.unsend(user, message.id));
          message.gone = true;
        }
        const { row } = await view(id);
        expect(row.citizenSpokeAt, `${n}: ${does}`).toBe(since());
      }
      const { events } = await view(id);
      const told = events.filter(({ data }) => JSON.stringify(data).includes('"changed":"withdrawn"'));
      expect(told).toHaveLength(messages.filter(({ gone }) => gone).length);
    }),
    { numRuns: 10 },
  );
});

test('an album waits until its last picture is taken back, and waits no more in the list of those who wrote', async () => {
  const { user, id } = await begun();
  const at = minuteLater();
  const pictures = ['one', 'two'].map((name) => `${user}-${name}`);
  await d.hear(
    d.text(user, 'ส่งรูปเพิ่มให้', { id: `${user}-words` }),
    ...pictures.map((picture, i) => d.picture(user, { id: picture, album: { id: user, index: i + 1, total: 2 } })),
  );
  await d.hear(d.unsend(user, `${user}-words`), d.unsend(user, pictures[0] ?? ''));
  expect((await view(id)).row.citizenSpokeAt).toBe(at.toISOString());
  await d.hear(d.unsend(user, pictures[1] ?? ''));
  expect((await view(id)).row.citizenSpokeAt).toBeNull();
  expect((await view(id)).steps).not.toContain('acknowledge');
  const { items } = (await d.call(d.desk, 'GET', '/complaints?view=citizen-spoke')).body;
  expect(JSON.stringify(items)).not.toContain(id);
});
