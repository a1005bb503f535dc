import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askingCategory } from '../../test/asking-category.ts';
import { type Field, fieldsOf, multipart, photo } from '../../test/forms.ts';
import { type World, world } from '../../test/harness.ts';

let w: World;
let lamp: string;
beforeAll(async () => {
  w = await world();
  lamp = await askingCategory(w);
});
afterAll(() => w[Symbol.asyncDispose]());

const get = (url: string) => w.app.inject({ method: 'GET', url });
const send = (fields: Readonly<Record<string, string | readonly string[]>>, photos: readonly Field[] = []) => {
  const all = Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value) => ({ name, value })));
  const { body, type } = multipart([...all, ...photos]);
  return w.app.inject({ method: 'POST', url: '/report', payload: body, headers: { 'content-type': type } });
};
const fresh = async () => ({
  form: fieldsOf((await get('/report')).body)['form'] ?? '',
  text: 'ไฟหน้าวัดดับ',
  category: lamp,
  identity: 'anonymous',
});
const saidLast = () =>
  w.scoped((tx) =>
    tx
      .selectFrom('voices.voice as voice')
      .innerJoin('complaints.complaint as complaint', 'complaint.voice_id', 'voice.id')
      .select(['voice.text', 'complaint.category_id'])
      .orderBy('voice.id', 'desc')
      .executeTakeFirst(),
  );

describe('what a category asks, on the report page without script', () => {
  it('is asked when its required answers are missing, with words and photos kept; then filed below the story', async () => {
    const first = await fresh();
    const page = (await get('/report')).body;
    expect(page).not.toContain('เลขเสาไฟ');
    const picture = { name: 'photos', value: await photo(), filename: 'post.jpg', type: 'image/jpeg' };
    const asked = await send(first, [picture]);
    expect(asked.statusCode).toBe(400);
    expect(asked.body).toContain('หมวดนี้มีคำถามเพิ่มเติม');
    expect(asked.body).toContain('<a href="#answer-post_no">ตอบคำถาม “เลขเสาไฟ”</a>');
    expect(asked.body).toContain('post.jpg');
    const kept = fieldsOf(asked.body);
    expect([kept['text'], kept['category'], kept['asked']]).toEqual(['ไฟหน้าวัดดับ', lamp, lamp]);

    const wrong = await send({
      ...first,
      form: kept['form'] ?? '',
      asked: lamp,
      'answer-post_no': 'สิบสอง',
      'answer-fault': 'purple',
      'answer-since': 'เมื่อวานซืน',
      'answer-near': 'x'.repeat(1001),
      'answer-danger': ['wire', 'leaning'],
    });
    expect(wrong.statusCode).toBe(400);
    const said = [...wrong.body.matchAll(/<a href="#(answer-[^"]+)">/g)].map(([, field]) => field);
    expect(said).toEqual(['answer-post_no', 'answer-fault', 'answer-since', 'answer-near']);
    expect(wrong.body).toContain('คำถาม “เลขเสาไฟ” ใส่เป็นตัวเลข');
    const again = fieldsOf(wrong.body);
    expect([again['answer-post_no'], again['answer-since']]).toEqual(['สิบสอง', 'เมื่อวานซืน']);
    expect(wrong.body.match(/name="answer-danger"[^>]* checked=""/g)).toHaveLength(2);
    expect(wrong.body).toContain('post.jpg');

    const done = await send({
      ...first,
      form: again['form'] ?? '',
      asked: lamp,
      held: again['held'] ?? '',
      'answer-post_no': '๑๒',
      'answer-fault': 'flicker',
      'answer-danger': ['wire', 'leaning'],
      'answer-since': '3 พ.ค. 2569',
      'answer-near': 'ใกล้\nวัด',
      'answer-nobody_asked': 'x',
    });
    expect(done.statusCode).toBe(303);
    expect(await saidLast()).toEqual({
      text: 'ไฟหน้าวัดดับ\nเลขเสาไฟ: ๑๒\nอาการ: กะพริบ\nอันตราย: สายไฟห้อย, เสาเอียง\nตั้งแต่เมื่อไร: 3 พ.ค. 2569\nใกล้อะไร: ใกล้ วัด',
      category_id: lamp,
    });
    const receipt = (await get(String(done.headers['location']))).body;
    const track = /href="([^"]*\/case\?[^"]+)"/.exec(receipt)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect((await get(track)).body).toContain('อันตราย: สายไฟห้อย, เสาเอียง');
  });

  it('is shown to whoever asks for it, and nothing is filed by that; another category has none', async () => {
    const first = await fresh();
    const before = await saidLast();
    const shown = await send({ ...first, ask: '1' });
    expect([shown.statusCode, shown.body.includes('class="errors"')]).toEqual([200, false]);
    expect(shown.body).toContain('name="answer-near"');
    expect(fieldsOf(shown.body)['text']).toBe('ไฟหน้าวัดดับ');
    const none = await send({ ...first, category: '', ask: '1' });
    expect(none.body).toContain('ไม่มีคำถามเพิ่มเติม');
    expect(await saidLast()).toEqual(before);
  });

  it('asks nothing of whoever leaves the category to the desk, and takes no answer to another category', async () => {
    const done = await send({ ...(await fresh()), category: '', asked: lamp, 'answer-post_no': '12' });
    expect(done.statusCode).toBe(303);
    expect(await saidLast()).toEqual({ text: 'ไฟหน้าวัดดับ', category_id: null });
  });

  it('answers script with the questions of one category, in the language of the page', async () => {
    const th = await get(`/report/questions?category=${lamp}`);
    expect(th.body).toMatch(/^<!doctype html><section class="step" id="step-questions"/);
    const en = (await get(`/report/questions?lang=en&category=${lamp}`)).body;
    expect([en.includes('Post number'), /[ก-๙]/.test(en)]).toEqual([true, false]);
    expect((await get('/report/questions?category=00000000-0000-7000-8000-000000000000')).statusCode).toBe(404);
  });
});
