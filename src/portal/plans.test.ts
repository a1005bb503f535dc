import { expect, test } from 'vitest';
import { office } from '../../test/desk.ts';

test('a year is public once it is published: what was planned and done, in words, without anybody’s name', async () => {
  await using o = await office();
  const planner = await o.staff('planner');
  const mayor = await o.staff('executive');
  const page = async (url: string) => {
    const { statusCode, body } = await o.w.app.inject({ url });
    return { status: statusCode, body };
  };
  await o.call(planner, 'POST', '/plans/years', { fiscalYear: 2569, from: 2562 });
  await o.file({ text: 'ถนนหน้าบ้านนางสมศรีเป็นหลุม' });
  const hidden = await page('/plans');
  expect(hidden.status).toBe(200);
  expect(hidden.body).not.toContain('2569');
  expect((await page('/plans/2569')).status).toBe(404);

  expect((await o.call(mayor, 'POST', '/plans/years/2569/publish', { published: true })).status).toBe(200);
  const shown = await page('/plans');
  expect(shown.body).toContain('แผนปฏิบัติการ ปีงบประมาณ พ.ศ. 2569');
  const said = shown.body.replaceAll(/<[^>]*>/g, '');
  expect(said).toContain('ดำเนินการแล้ว พ.ค.');
  const finding = /<strong>(ถึงวันนี้ทำแล้ว \d+ จาก 29 ขั้นตอน[^<]*)<\/strong>/.exec(shown.body)?.[1] ?? '';
  const counted = (words: string) => Number(new RegExp(`${words} (\\d+) ขั้นตอน`).exec(finding)?.[1] ?? 0);
  const marked = (words: string) => shown.body.split(`">${words}</span>`).length - 1;
  expect(marked('เลยกำหนด ยังไม่ดำเนินการ')).toBeGreaterThan(0);
  expect(counted('เลยกำหนด')).toBe(marked('เลยกำหนด ยังไม่ดำเนินการ'));
  expect(counted('บางส่วน')).toBe(marked('ดำเนินการบางส่วน'));
  expect(shown.body).not.toContain('สมศรี');
  expect((await page('/plans/2569?lang=en')).body).toContain('Action plans, fiscal year 2026 (B.E. 2569)');
  expect((await page('/plans/2562')).status).toBe(404);

  await o.call(mayor, 'POST', '/plans/years/2569/publish', { published: false });
  expect((await page('/plans/2569')).status).toBe(404);
});
