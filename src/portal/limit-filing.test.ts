import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Field, fieldsOf, multipart, photo } from '../../test/forms.ts';
import { type World, world } from '../../test/harness.ts';

let w: World;
beforeAll(async () => {
  w = await world();
});
afterAll(() => w[Symbol.asyncDispose]());

const file = (filename: string, value: Uint8Array): Field => ({ name: 'photos', value, filename, type: 'image/jpeg' });
const token = async () => fieldsOf((await w.app.inject({ method: 'GET', url: '/report' })).body)['form'] ?? '';
const rows = () => w.scoped((tx) => tx.selectFrom('voices.voice').selectAll().execute());

describe('more than people send', () => {
  const from = (remoteAddress: string, url: string, fields: readonly Field[], headers: Record<string, string> = {}) => {
    const { body, type } = multipart(fields);
    const sent = { 'content-type': type, ...headers };
    return w.app.inject({ method: 'POST', url, payload: body, headers: sent, remoteAddress });
  };
  const typed = (form: string, text: string): Field[] =>
    Object.entries({ form, text, identity: 'anonymous', place: 'หน้าวัด' }).map(([name, value]) => ({ name, value }));
  const files = () => w.scoped((tx) => tx.selectFrom('platform.file').select('id').execute());

  it('takes thirty reports an hour from one address, then says so and keeps what was typed; others go on', async () => {
    const send = async (address: string, text: string, photos: readonly Field[] = []) =>
      from(address, '/report', [...typed(await token(), text), ...photos]);
    for (let i = 0; i < 30; i += 1) {
      expect((await send(`2001:db8:7:7::${i.toString(16)}`, `เรื่องที่ ${i}`)).statusCode).toBe(303);
    }
    const before = (await files()).length;
    const refused = await send('2001:db8:7:7::ffff', 'เรื่องที่เกิน', [file('a.jpg', await photo())]);
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '3600']);
    expect(refused.body).toContain('บ่อยเกินไป');
    expect(refused.body).toContain('รูปต้องเลือกใหม่');
    expect(fieldsOf(refused.body)).toMatchObject({ text: 'เรื่องที่เกิน', place: 'หน้าวัด', identity: 'anonymous' });
    expect((await files()).length).toBe(before);
    expect((await rows()).some(({ text }) => text === 'เรื่องที่เกิน')).toBe(false);
    expect((await send('2001:db8:7:8::1', 'บ้านถัดไป')).statusCode).toBe(303);
    w.at(new Date(w.now().getTime() + 61 * 60_000));
    const again = Object.entries(fieldsOf(refused.body)).map(([name, value]) => ({ name, value }));
    expect((await from('2001:db8:7:7::ffff', '/report', again)).statusCode).toBe(303);
  });

  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])(
    'counts nothing against %s: a proxy there stands for everybody',
    async (address) => {
      const form = await token();
      const statuses = new Set<number>();
      for (let i = 0; i < 32; i += 1) statuses.add((await from(address, '/report', typed(form, ''))).statusCode);
      expect([...statuses]).toEqual([400]);
    },
  );

  it('opens and keeps no photo of a form that was not made here, or comes from another site', async () => {
    const before = (await files()).length;
    const form = await token();
    const broken = file('broken.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]));
    const answers = [
      await from('198.51.100.1', '/report', [
        ...typed('bm90LW91cnM.zzz.zzz', 'x'),
        file('a.jpg', await photo()),
        broken,
      ]),
      await from('198.51.100.1', '/report', [file('a.jpg', await photo()), broken]),
      await from('198.51.100.1', '/report', [...typed(form, 'x'), file('a.jpg', await photo()), broken], {
        'sec-fetch-site': 'cross-site',
      }),
    ];
    for (const answer of answers) {
      expect(answer.statusCode).toBe(403);
      expect(answer.body).not.toContain('broken.jpg');
    }
    expect((await files()).length).toBe(before);
    expect(
      (await from('198.51.100.1', '/report', [...typed(form, 'ของเรา'), file('a.jpg', await photo())])).statusCode,
    ).toBe(303);
    expect((await files()).length).toBe(before + 1);
  });

  it('opens no photo where a form has none, and of answers only so many an hour; what was typed comes back', async () => {
    const before = (await files()).length;
    const form = await token();
    const said = (text: string): Field[] =>
      Object.entries({ form, t: 'expired', text }).map(([name, value]) => ({ name, value }));
    const picture = file('a.jpg', await photo());
    const doors = ['/track', '/case/verdict', '/case/email', '/case/email/prove'];
    for (const url of doors) await from('198.51.100.9', url, [...said('x'), picture]);
    expect((await files()).length).toBe(before);
    // A page that was open for too long: its photo is held for whoever gives number and code.
    const statuses = new Set<number>();
    expect((await from('198.51.100.9', '/case/message', [...said('หลุดไปแล้ว'), picture])).statusCode).toBe(410);
    expect((await files()).length).toBe(before + 1);
    for (let i = 0; i < 58; i += 1) statuses.add((await from('198.51.100.9', '/case/message', said('x'))).statusCode);
    expect([...statuses]).toEqual([410]);
    const refused = await from('198.51.100.9', '/case/message', [...said('ท่อยังแตกอยู่'), picture]);
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '3600']);
    expect(fieldsOf(refused.body)).toMatchObject({ text: 'ท่อยังแตกอยู่', t: 'expired' });
    expect(refused.body).toContain('กรุณาเลือกรูปอีกครั้ง');
    expect((await files()).length).toBe(before + 1);
  });

  it('holds no more words than any report has', async () => {
    const words = Array.from({ length: 5 }, (_, i) => ({ name: `w${i}`, value: 'ก'.repeat(300_000) }));
    const answer = await from('198.51.100.10', '/report', [...typed(await token(), 'ตัวจริง'), ...words]);
    expect(answer.statusCode).toBe(400);
    expect(fieldsOf(answer.body)).toMatchObject({ text: 'ตัวจริง' });
    // Nor more fields, in the shape that a browser gives a form without photos.
    const fields = new URLSearchParams({ text: 'ตัวจริง' });
    for (let i = 0; i < 500; i += 1) fields.append(`f${i}`, '');
    fields.append('place', 'หลังสุด');
    const plain = await w.app.inject({
      method: 'POST',
      url: '/report',
      payload: fields.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      remoteAddress: '198.51.100.10',
    });
    expect(fieldsOf(plain.body)).toMatchObject({ text: 'ตัวจริง', place: '' });
  });
});
