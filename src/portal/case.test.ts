import pg from 'pg';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Field, fieldsOf, multipart } from '../../test/forms.ts';
import { type World, world } from '../../test/harness.ts';
import type { TakeStep } from '../modules/complaints/contract.ts';
import { loadDirectory } from '../modules/people/index.ts';
import { dayOf } from '../thai/index.ts';

let w: World;
beforeAll(async () => {
  w = await world();
});
afterAll(() => w[Symbol.asyncDispose]());

const get = (url: string) => w.app.inject({ method: 'GET', url });
const post = (url: string, fields: Record<string, string>, files: readonly Field[] = []) => {
  const { body, type } = multipart([...Object.entries(fields).map(([name, value]) => ({ name, value })), ...files]);
  return w.app.inject({ method: 'POST', url, payload: body, headers: { 'content-type': type } });
};
const photo = async (): Promise<Field> => ({
  name: 'photos',
  filename: 'after.png',
  type: 'image/png',
  value: await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
    .png()
    .toBuffer(),
});

/** A filed case, as its receipt leads to it. */
async function file() {
  const form = fieldsOf((await get('/report')).body)['form'] ?? '';
  const sent = await post('/report', { form, text: 'ท่อน้ำแตก', identity: 'anonymous' });
  const receipt = await get(String(sent.headers['location']));
  const url = (/href="(\/case\?t=[^"]+)"/.exec(receipt.body)?.[1] ?? '').replaceAll('&amp;', '&');
  const number = /data-number="">([^<]+)/.exec(receipt.body)?.[1] ?? '';
  const { id } = await w.scoped((tx) =>
    tx.selectFrom('complaints.complaint').select('id').where('number', '=', number).executeTakeFirstOrThrow(),
  );
  const officer = await w.signIn({ roles: ['intake'] });
  type Said = TakeStep extends infer S ? (S extends unknown ? Omit<S, 'version'> : never) : never;
  const step = async (said: Said) => {
    const { version } = await w.scoped((tx) =>
      tx.selectFrom('complaints.complaint').select('version').where('id', '=', id).executeTakeFirstOrThrow(),
    );
    const answer = await w.app.inject({
      method: 'POST',
      url: `/api/v1/complaints/${id}/steps`,
      headers: officer.headers,
      payload: { version, ...said },
    });
    expect(answer.statusCode, answer.body).toBe(200);
  };
  const status = async () =>
    await w.scoped((tx) =>
      tx.selectFrom('complaints.complaint').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    );
  const unassigned = async () =>
    (
      await w.app.inject({ url: `/api/v1/complaints?view=unassigned&limit=100`, headers: officer.headers })
    ).body.includes(id);
  return { url, number, step, status, unassigned, receipt };
}

/** The token fields of one of the page's forms. */
const formAt = (html: string, action: string) =>
  fieldsOf(
    /<form [^>]*>[\s\S]*?<\/form>/g[Symbol.match](html)?.find((form) => form.includes(`action="${action}`)) ?? '',
  );

describe('a case as its citizen sees it', () => {
  it('shows the answer, never an internal note or a name of staff', async () => {
    const { url, step } = await file();
    await step({ step: 'note', note: 'บันทึกภายในห้ามเห็น', fileIds: [] });
    await step({ step: 'reply', note: 'ซ่อมท่อ\nเรียบร้อยแล้ว', fileIds: [], inPublic: false });
    const { body } = await get(url);
    expect(body).toContain('ซ่อมท่อ\nเรียบร้อยแล้ว');
    expect(body).toContain('ตอบแล้ว');
    expect(body).not.toContain('บันทึกภายใน');
    expect(body).not.toContain('พนักงานทดสอบ');
  });

  it('says why a case was not taken up, on the page and by word, and where else to turn', async () => {
    const { url, step } = await file();
    const { refusalReasons } = await w.scoped((tx) => loadDirectory(tx, dayOf(w.now())));
    const [reason] = refusalReasons;
    await step({ step: 'refuse', note: 'ขออภัยครับ', reasonId: reason?.id ?? '' });
    const { body } = await get(url);
    expect(body).toContain(reason?.nameTh);
    expect(body).toContain('โทร 1567');
    expect(body).not.toContain('รอยืนยัน');
    expect(body).not.toContain('กำลังพิจารณาว่าจะส่งให้กองใด');
    expect(body).not.toContain('เราจะเปิดเรื่องนี้อีกครั้ง');
  });

  it('takes the same verdict sent twice as one', async () => {
    const { url, step, status } = await file();
    await step({ step: 'reply', note: 'เสร็จแล้ว', fileIds: [], inPublic: false });
    const fields = { ...formAt((await get(url)).body, '/case/verdict'), verdict: 'not-done' };
    expect((await post('/case/verdict', fields)).statusCode).toBe(303);
    const { version } = await status();
    expect((await post('/case/verdict', fields)).statusCode).toBe(303);
    expect(await status()).toMatchObject({ version, status: 'in-progress' });
    // With a reason, from the same page: there is nothing to judge now, and the reason is not lost.
    const late = await post('/case/verdict', { ...fields, reason: 'น้ำยังรั่วอยู่' });
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('กลับมาดำเนินการอยู่แล้ว');
    expect((await post('/case/message', formAt(late.body, '/case/message'))).statusCode).toBe(303);
    expect((await get(url)).body).toContain('น้ำยังรั่วอยู่');
  });

  it('takes another verdict of the same page for what is meant', async () => {
    const { url, step, status } = await file();
    await step({ step: 'reply', note: 'เสร็จแล้ว', fileIds: [], inPublic: false });
    const fields = formAt((await get(url)).body, '/case/verdict');
    await post('/case/verdict', { ...fields, verdict: 'done' });
    expect(await status()).toMatchObject({ status: 'closed', verdict: 'done' });
    await post('/case/verdict', { ...fields, verdict: 'not-done' });
    expect(await status()).toMatchObject({ status: 'in-progress', verdict: 'not-done' });
  });

  it('explains how the day of the answer was counted', async () => {
    const { url } = await file();
    const { body } = await get(url);
    expect(body).toMatch(/นับวันครบกำหนดอย่างไร[\s\S]+<li>/);
    expect(body).toContain('ศูนย์รับเรื่อง กำลังพิจารณาว่าจะส่งให้กองใด');
  });

  it('takes an answer and a photo once, however often it is sent', async () => {
    const { url, step, status } = await file();
    await step({ step: 'ask-citizen', note: 'บ้านเลขที่เท่าไร', inPublic: false });
    const page = await get(url);
    expect(page.body).toContain('เรารอข้อมูลจากท่าน');
    const fields = { ...formAt(page.body, '/case/message'), text: 'บ้านเลขที่ 12' };
    const [first, second] = [await post('/case/message', fields, [await photo()]), await post('/case/message', fields)];
    expect([first.statusCode, second.statusCode]).toEqual([303, 303]);
    const after = await get(String(first.headers['location']));
    expect(after.body).toContain('ส่งแล้ว');
    expect([...after.body.matchAll(/บ้านเลขที่ 12</g)]).toHaveLength(1);
    expect([...after.body.matchAll(/<img /g)]).toHaveLength(1);
    expect((await status()).status).toBe('in-progress');

    // Back in the browser, whose page has the same form: what was written on, and a photo that was forgotten, are new.
    const other: Field = {
      ...(await photo()),
      value: await sharp({ create: { width: 9, height: 9, channels: 3, background: '#f00' } })
        .png()
        .toBuffer(),
    };
    const more = await post('/case/message', { ...fields, text: 'บ้านเลขที่ 13 ไม่ใช่ 12' }, [await photo()]);
    await post('/case/message', { ...fields, text: 'บ้านเลขที่ 13 ไม่ใช่ 12' }, [await photo(), other]);
    const then = await get(String(more.headers['location']));
    expect([...then.body.matchAll(/บ้านเลขที่ 13 ไม่ใช่ 12</g)]).toHaveLength(1);
    expect([...then.body.matchAll(/<img /g)]).toHaveLength(2);
  });

  it('asks for words or a photo, and keeps a photo that came with too long a message', async () => {
    const { url } = await file();
    const page = await get(url);
    const fields = formAt(page.body, '/case/message');
    const empty = await post('/case/message', { ...fields, text: ' ' });
    expect(empty.statusCode).toBe(400);
    expect(empty.body).toContain('พิมพ์ข้อความ หรือแนบรูป');
    const long = await post('/case/message', { ...fields, text: 'ก'.repeat(20_001) }, [await photo()]);
    expect(long.statusCode).toBe(400);
    expect(long.body).toContain('รูปที่แนบไว้แล้ว');
    const again = await post('/case/message', { ...formAt(long.body, '/case/message'), text: 'สั้นแล้ว' });
    const after = await get(String(again.headers['location']));
    expect(after.body).toContain('สั้นแล้ว');
    expect([...after.body.matchAll(/<img /g)]).toHaveLength(1);
  });

  it('asks whether it is done once it was answered, and keeps verdict, stars and reason', async () => {
    const { url, step, status, unassigned } = await file();
    expect((await get(url)).body).not.toContain('เรื่องนี้เรียบร้อยไหม');
    await step({ step: 'reply', note: 'ซ่อมแล้ว', fileIds: [], inPublic: false });
    expect(await unassigned()).toBe(false);
    const page = await get(url);
    const fields = formAt(page.body, '/case/verdict');
    const none = await post('/case/verdict', fields);
    expect(none.statusCode).toBe(400);
    expect(none.body).toContain('เลือกคำตอบหนึ่งข้อ');
    const said = await post('/case/verdict', { ...fields, verdict: 'not-done', stars: '2', reason: 'น้ำยังรั่ว' });
    expect(said.statusCode).toBe(303);
    expect((await get(String(said.headers['location']))).body).toContain('น้ำยังรั่ว');
    expect(await status()).toMatchObject({ verdict: 'not-done', stars: 2, status: 'in-progress' });
    // It never had a department: the desk finds it where it begins its day, read already or not.
    await step({ step: 'acknowledge', note: '' });
    expect(await unassigned()).toBe(true);
  });

  it('opens for nobody without its token, and for nobody after a day', async () => {
    const { url, receipt, number } = await file();
    const fields = formAt((await get(url)).body, '/case/message');
    expect((await get('/case?t=abc')).statusCode).toBe(410);
    expect((await get(`${url.slice(0, -4)}AAAA`)).statusCode).toBe(410);
    const started = w.now();
    try {
      w.at(new Date(started.getTime() + 25 * 3_600_000));
      const late = await get(url);
      expect(late.statusCode).toBe(410);
      expect(late.body).toContain('name="number"');
      const old = (/href="(\/receipt\.pdf\?t=[^"]+)"/.exec(receipt.body)?.[1] ?? '').replaceAll('&amp;', '&');
      expect((await get(old)).statusCode).toBe(410);

      // What was typed on a page that was open since yesterday goes by number and code to the case.
      const asks = await post('/case/message', { ...fields, text: 'เขียนไว้ตั้งแต่เมื่อวาน' }, [await photo()]);
      expect(asks.statusCode).toBe(410);
      const typed = fieldsOf(asks.body);
      expect(typed['text']).toBe('เขียนไว้ตั้งแต่เมื่อวาน');
      const wrong = await post('/track', { ...typed, number, code: 'AAAABBBBCCCC' });
      expect([wrong.statusCode, fieldsOf(wrong.body)['text']]).toEqual([404, 'เขียนไว้ตั้งแต่เมื่อวาน']);
      const code = /data-code="">([^<]+)/.exec(receipt.body)?.[1] ?? '';
      const found = await post('/track', { ...fieldsOf(wrong.body), number, code });
      expect(found.body).toContain('ยังไม่ได้ส่ง');
      const sent = await post('/case/message', formAt(found.body, '/case/message'));
      const after = (await get(String(sent.headers['location']))).body;
      expect(after).toContain('เขียนไว้ตั้งแต่เมื่อวาน');
      expect([...after.matchAll(/<img /g)]).toHaveLength(1);
    } finally {
      w.at(started);
    }
  });

  it('gives the receipt as a PDF that names no code in its file name', async () => {
    const { receipt, number } = await file();
    const url = /href="(\/receipt\.pdf\?t=[^"]+)"/.exec(receipt.body)?.[1] ?? '';
    const pdf = await get(url);
    expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.headers['content-disposition']).toContain(`receipt-${number.replace('ร.', '').replace('/', '-')}.pdf`);
  });

  it('shows what was done lately without anybody’s words', async () => {
    const { step } = await file();
    expect((await get('/')).body).toContain('ยังไม่มีเรื่องที่ดำเนินการเสร็จ');
    await step({ step: 'reply', note: 'คำตอบเฉพาะตัว', fileIds: [], inPublic: false });
    await step({ step: 'close', note: '' });
    const { body } = await get('/');
    expect(body).toContain('เสร็จ 4 พ.ค. 2569');
    expect(body).not.toContain('ท่อน้ำแตก');
    expect(body).not.toContain('คำตอบเฉพาะตัว');
  });
});

describe('a system that fails', () => {
  it('gives everything typed back in a page that sends it again, and takes it once when it recovers', async () => {
    const owner = new pg.Client({ connectionString: w.ownerUrl });
    await owner.connect();
    const form = fieldsOf((await get('/report')).body)['form'] ?? '';
    const { url } = await file();
    const fields = { ...formAt((await get(url)).body, '/case/message'), text: 'รถล้มอีกคัน' };
    await owner.query('alter table complaints.complaint rename to hidden');
    const report = { form, text: 'ส่งตอนระบบล่ม', place: 'หน้าวัด', identity: 'anonymous' };
    const [failed, lost] = [await post('/report', report), await post('/case/message', fields, [await photo()])];
    await owner.query('alter table complaints.hidden rename to complaint');
    await owner.end();
    expect([failed.statusCode, lost.statusCode]).toEqual([500, 500]);
    expect(failed.body).toContain('ระบบขัดข้อง');
    expect(fieldsOf(failed.body)).toMatchObject({ text: 'ส่งตอนระบบล่ม', place: 'หน้าวัด', form });
    expect((await post('/report', fieldsOf(failed.body))).statusCode).toBe(303);
    const kept = await w.scoped((tx) => tx.selectFrom('voices.voice').select('text').execute());
    expect(kept.filter(({ text }) => text === 'ส่งตอนระบบล่ม')).toHaveLength(1);

    // A browser sends no photo by itself, so it is asked for again.
    expect(failed.body).not.toContain('type="file"');
    expect(lost.body).toContain('กรุณาเลือกรูปอีกครั้ง');
    const { photos: _none, ...typed } = fieldsOf(lost.body);
    expect(typed['text']).toBe('รถล้มอีกคัน');
    const sent = await post('/case/message', typed, [await photo()]);
    const after = (await get(String(sent.headers['location']))).body;
    expect(after).toContain('รถล้มอีกคัน');
    expect([...after.matchAll(/<img /g)]).toHaveLength(1);
  });
});

describe('a file', () => {
  it('is not shown to another municipality, or without a token', async () => {
    expect((await get('/photo?t=nothing')).statusCode).toBe(410);
    expect((await get('/photo')).statusCode).toBe(410);
  });
});
