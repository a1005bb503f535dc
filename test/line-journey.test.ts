import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadDirectory } from '../src/modules/people/index.ts';
import { type Office, office } from './desk.ts';
import { lineCitizen } from './fakes/line-citizen.ts';
import { type FakeLine, startFakeLine } from './fakes/line-server.ts';

let line: FakeLine;
let o: Office;
beforeEach(async () => {
  line = await startFakeLine();
  o = await office({
    env: line.env,
  });
});
afterEach(async () => {
  await o[Symbol.asyncDispose]();
  await line.close();
});

const post = async (url: string, headers: Record<string, string>, payload: string | Buffer) =>
  (await o.w.app.inject({ method: 'POST', url, headers, payload })).statusCode;
const citizen = () => lineCitizen(line, post, o.w.now);
const cases = () =>
  o.w.scoped((tx) =>
    tx
      .selectFrom('complaints.complaint')
      .select(['id', 'number', 'channel', 'status', 'voice_id'])
      .orderBy('number')
      .execute(),
  );
const voice = (id: string) =>
  o.w.scoped((tx) => tx.selectFrom('voices.voice').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
const works = () => o.w.runJobs();

describe('a citizen writes, the office answers', () => {
  test('words become a case at once, number and code come back free of charge, and the answer follows', async () => {
    const somchai = citizen();
    line.profiles.set(`profile/${somchai.userId}`, { displayName: 'สมชาย', language: 'th' });
    const said = somchai.text('ไฟทางหน้าวัดดับสามวันแล้วครับ 💡');
    expect(await somchai.deliver(said)).toBe(200);
    await works();
    const [filed, ...none] = await cases();
    expect(none).toEqual([]);
    expect(filed).toMatchObject({ channel: 'line', status: 'new' });
    const [receipt] = somchai.sees();
    expect(receipt).toMatchObject({ by: 'reply', token: said.replyToken });
    expect(JSON.stringify(receipt)).toContain(filed?.number);
    expect(JSON.stringify(receipt)).toMatch(/รหัสติดตาม/);

    const head = await o.staff('department-head', o.engineers);
    await o.step(o.desk, filed?.id ?? '', { step: 'assign', departmentId: o.engineers });
    await works();
    const counted = line.state.used;

    // Two more lines: the first is acknowledged, the second needs no word, and its free token waits for the officer.
    await somchai.deliver(somchai.text('อยู่ตรงทางเข้า'));
    await works();
    const last = somchai.text('ใกล้ร้านขายของชำ');
    await somchai.deliver(last);
    await works();
    const before = somchai.sees().length;
    expect((await o.step(head, filed?.id ?? '', { step: 'reply', note: 'เปลี่ยนหลอดแล้ว กรุณาตรวจสอบ' })).status).toBe(200);
    await works();
    const answers = somchai.sees().slice(before);
    expect(answers).toMatchObject([{ by: 'reply', token: last.replyToken }]);
    expect(JSON.stringify(answers)).toContain('เปลี่ยนหลอดแล้ว กรุณาตรวจสอบ');
    expect(line.state.used).toBe(counted);
    expect(await cases()).toHaveLength(1);
  });

  test('an answer after the minute is pushed, once, though LINE loses its acknowledgement', async () => {
    const malee = citizen();
    await malee.deliver(malee.text('ขยะไม่เก็บมาสองสัปดาห์'));
    await works();
    const [filed] = await cases();
    o.w.at(new Date(o.w.now().getTime() + 3_600_000));
    const before = malee.sees().length;
    line.break(/push$/, 'lost-answer');
    const head = await o.staff('department-head', o.engineers);
    await o.step(o.desk, filed?.id ?? '', { step: 'assign', departmentId: o.engineers });
    await o.step(head, filed?.id ?? '', { step: 'reply', note: 'จะเก็บพรุ่งนี้' });
    await works();
    o.w.at(new Date(o.w.now().getTime() + 3_600_000));
    await o.w.scoped((tx) => tx.updateTable('channels.thread').set({ sending_until: null }).execute());
    await o.w.runJobs();
    const pushed = malee
      .sees()
      .slice(before)
      .filter((each) => JSON.stringify(each).includes('จะเก็บพรุ่งนี้'));
    expect(pushed).toMatchObject([{ by: 'push' }]);
  });

  test('whether it is done is asked with the answer, and "not done" opens the case again', async () => {
    const somchai = citizen();
    await somchai.deliver(somchai.text('ท่อแตกหน้าตลาด'));
    await works();
    const [filed] = await cases();
    const head = await o.staff('department-head', o.engineers);
    await o.step(o.desk, filed?.id ?? '', { step: 'assign', departmentId: o.engineers });
    await o.step(head, filed?.id ?? '', { step: 'reply', note: 'ซ่อมแล้ว' });
    await works();
    await somchai.deliver(somchai.press(somchai.button('ยังไม่เรียบร้อย')));
    await works();
    expect((await cases())[0]?.status).toBe('in-progress');
    await somchai.deliver(somchai.text('ยังรั่วอยู่ตรงข้อต่อ'));
    await works();
    expect(await cases()).toHaveLength(1);
    expect(JSON.stringify((await o.see(o.desk, filed?.id ?? '')).body)).toContain('ยังรั่วอยู่ตรงข้อต่อ');
  });
});

describe('the guide', () => {
  test('leads from the menu to number and code, with place and picture', async () => {
    const somchai = citizen();
    const picture = await sharp({ create: { width: 80, height: 60, channels: 3, background: '#0f5c63' } })
      .jpeg()
      .toBuffer();
    for (const event of [
      somchai.press('report'),
      somchai.text('ฝาท่อหายหน้าโรงเรียน'),
      somchai.location(13.55, 100.61, 'โรงเรียนวัดใหม่'),
      somchai.picture(picture),
    ]) {
      expect(await somchai.deliver(event)).toBe(200);
      await works();
    }
    expect(await cases()).toEqual([]);
    await somchai.deliver(somchai.press(somchai.button('ครบแล้ว')));
    await works();
    await somchai.deliver(somchai.press(somchai.button('ยืนยัน ส่งเรื่อง')));
    await works();
    const [filed] = await cases();
    const kept = await voice(filed?.voice_id ?? '');
    expect(kept).toMatchObject({ text: 'ฝาท่อหายหน้าโรงเรียน', latitude: 13.55, longitude: 100.61 });
    expect(JSON.stringify(somchai.sees().at(-1))).toContain(filed?.number);
    const files = await o.w.scoped((tx) =>
      tx.selectFrom('voices.attachment').selectAll().where('voice_id', '=', kept.id).execute(),
    );
    expect(files).toHaveLength(1);
    expect(line.state.used).toBe(0);

    await somchai.deliver(somchai.press('cases'));
    await works();
    expect(JSON.stringify(somchai.sees().at(-1))).toContain(filed?.number);
    // Somebody else who sends the button of this case gets nowhere.
    const stranger = citizen();
    await stranger.deliver(stranger.press(`add:${filed?.id}:${filed?.number}`), stranger.text('แก้เรื่องนี้ให้ผม'));
    await works();
    expect(JSON.stringify((await o.see(o.desk, filed?.id ?? '')).body)).not.toContain('แก้เรื่องนี้ให้ผม');
  });

  test('asks what the category asks, once the words tell it; the answers reach the desk with the category', async () => {
    const { categories } = await o.w.scoped((tx) => loadDirectory(tx, '2026-05-04'));
    const light = categories.find(({ code }) => code === 'light');
    const administrator = await o.staff('administrator');
    const question = { code: 'post', datatype: 'number', required: true, nameTh: 'เลขเสา', nameEn: 'Post', values: [] };
    const changed = await o.call(administrator, 'PUT', `/directory/${light?.id}`, {
      ...light,
      validFrom: '2026-05-04',
      data: { ...light?.data, questions: [question] },
    });
    expect(changed.status).toBeLessThan(300);
    const somchai = citizen();
    for (const event of [
      somchai.press('report'),
      somchai.text('ไฟทางหน้าวัดดับ'),
      somchai.text('วัดใหม่'),
      somchai.text('ข้าม'),
    ]) {
      await somchai.deliver(event);
      await works();
    }
    expect(JSON.stringify(somchai.sees().at(-1))).toContain('เลขเสา');
    await somchai.deliver(somchai.text('47'));
    await works();
    await somchai.deliver(somchai.press(somchai.button('ยืนยัน ส่งเรื่อง')));
    await works();
    const [filed] = await cases();
    expect((await voice(filed?.voice_id ?? '')).text).toBe('ไฟทางหน้าวัดดับ\nเลขเสา: 47');
    expect((await o.see(o.desk, filed?.id ?? '')).body).toMatchObject({ row: { categoryId: light?.id } });
    // The answer is part of the case's conversation.
    expect(JSON.stringify((await o.see(o.desk, filed?.id ?? '')).body['conversation'])).toContain('"47"');
  });
});

describe('what LINE does', () => {
  test('deliver again, in another order, at the same moment: each message is one, and one album is one case', async () => {
    const somchai = citizen();
    const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
      .jpeg()
      .toBuffer();
    const album = { id: 'E005D41A7288F41B655', total: 3 };
    const pictures = [1, 2, 3].map((index) => {
      const sent = somchai.picture(picture);
      return { ...sent, message: { ...sent.message, imageSet: { ...album, index } } };
    });
    const all = [somchai.text('ถนนทรุดตรงนี้'), ...pictures];
    const again = all.map((each) => ({ ...each, deliveryContext: { isRedelivery: true } }));
    const answers = await Promise.all([...all, ...again, ...all].toReversed().map((each) => somchai.deliver(each)));
    expect(new Set(answers)).toEqual(new Set([200]));
    await works();
    const said = await o.w.scoped((tx) =>
      tx.selectFrom('channels.incoming').selectAll().where('thread_id', 'is not', null).execute(),
    );
    expect(said).toHaveLength(4);
    expect(await cases()).toHaveLength(1);
  });

  test('take a message back: the case stays, its words are gone from what is shown', async () => {
    const somchai = citizen();
    const said = somchai.text('เบอร์ผม 081-234-5678 ไฟดับ');
    await somchai.deliver(said);
    await works();
    await somchai.deliver(
      somchai.event({
        type: 'unsend',
        unsend: { messageId: said.message.id },
      }),
    );
    await works();
    const [filed] = await cases();
    expect(filed).toBeDefined();
    expect(JSON.stringify((await o.see(o.desk, filed?.id ?? '')).body)).not.toContain('081-234-5678');
  });

  test('unsigned, signed by another, or signed over other bytes: nothing is kept', async () => {
    const somchai = citizen();
    const body = JSON.stringify({ destination: 'U', events: [somchai.text('ปลอม')] });
    const { 'x-line-signature': signature, ...unsigned } = line.signedHeaders(body);
    for (const [headers, payload] of [
      [unsigned, body],
      [{ ...unsigned, 'x-line-signature': signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) }, body],
      [{ ...unsigned, 'x-line-signature': signature }, body.replace('ปลอม', 'จริง')],
    ] as const) {
      expect(await post('/webhooks/line/main', headers, payload)).toBeGreaterThanOrEqual(400);
    }
    await works();
    expect(await cases()).toEqual([]);
  });
});

/** A folder of webhook bodies from public SDKs, where there is one. */
const SAMPLES = process.env['FANGSIANG_SAMPLE_WEBHOOKS'] ?? '';
test.runIf(SAMPLES !== '' && existsSync(SAMPLES))(
  'bodies of public SDKs, three times and at once, settle without a fault',
  async () => {
    const bodies = globSync('line-*.json', { cwd: SAMPLES }).map((file) => readFileSync(join(SAMPLES, file), 'utf8'));
    const sent = await Promise.all(
      [...bodies, ...bodies.toReversed(), ...bodies].map((body) =>
        post('/webhooks/line/main', line.signedHeaders(body), body),
      ),
    );
    expect(new Set(sent)).toEqual(new Set([200]));
    await works();
    const events = await o.w.scoped((tx) =>
      tx.selectFrom('channels.event').select(['kind', 'state', 'outcome']).execute(),
    );
    expect(events.length).toBeGreaterThan(30);
    expect(events.filter(({ state }) => state === 'failed' || state === 'waiting')).toEqual([]);
    expect(events.filter(({ state }) => state === 'unknown').map(({ kind }) => kind)).toEqual(['undefined']);
  },
);
