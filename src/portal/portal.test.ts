import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Field, fieldsOf, multipart, photo } from '../../test/forms.ts';
import { type World, world } from '../../test/harness.ts';

let w: World;
beforeAll(async () => {
  w = await world();
});
afterAll(() => w[Symbol.asyncDispose]());

const get = (url: string, headers: Record<string, string> = {}) => w.app.inject({ method: 'GET', url, headers });
const post = (url: string, fields: readonly Field[], headers: Record<string, string> = {}) => {
  const { body, type } = multipart(fields);
  return w.app.inject({ method: 'POST', url, payload: body, headers: { 'content-type': type, ...headers } });
};
const token = async () => fieldsOf((await get('/report')).body)['form'] ?? '';
const report = async (over: Record<string, string> = {}, photos: readonly Field[] = [], headers = {}) => {
  const fields = { form: await token(), text: 'ไฟดับหน้าโรงเรียน', identity: 'anonymous', ...over };
  return post('/report', [...Object.entries(fields).map(([name, value]) => ({ name, value })), ...photos], headers);
};
const file = (name: string, bytes: Uint8Array, type = 'image/jpeg'): Field => ({
  name: 'photos',
  value: bytes,
  filename: name,
  type,
});
const receiptOf = async (answer: { headers: Record<string, unknown> }) => {
  const page = await get(String(answer.headers['location']));
  const number = /data-number="">([^<]+)/.exec(page.body)?.[1] ?? '';
  const code = (/data-code="">([^<]+)/.exec(page.body)?.[1] ?? '').replaceAll('-', '');
  return { page, number, code };
};
const filed = async (over: Record<string, string> = {}, photos: readonly Field[] = []) =>
  receiptOf(await report(over, photos));
const openCase = async (number: string, code: string) => {
  const found = await post('/track', [
    { name: 'number', value: number },
    { name: 'code', value: code },
  ]);
  return { found, page: found.statusCode === 303 ? await get(String(found.headers['location'])) : found };
};
const rows = () => w.scoped((tx) => tx.selectFrom('voices.voice').selectAll().execute());

describe('pages that anybody may read', () => {
  it.each(['/', '/report', '/track', '/privacy'])('%s is whole without script, in Thai and in English', async (url) => {
    const th = await get(url);
    expect(th.statusCode).toBe(200);
    expect(th.headers['content-type']).toContain('text/html');
    expect(th.body).toContain('<html lang="th"');
    expect(th.body).toContain('เทศบาลตำบลทดสอบ');
    const en = await get(`${url}?lang=en`);
    expect(en.body).toContain('<html lang="en"');
    expect(en.body).toContain('Test Municipality');
  });

  it('says what was finished lately, the last first, and the hours in each language', async () => {
    const ended = [
      ['complaint', '2026-05-03T03:00:00Z'],
      ['complaint', '2026-05-02T03:00:00Z'],
      ['compliment', '2026-05-01T03:00:00Z'],
      ['suggestion', '2026-05-01T01:00:00Z'],
    ] as const;
    const ends = await Promise.all(ended.map(async ([kind, at]) => ({ kind, at, number: (await filed()).number })));
    await w.scoped(async (tx) => {
      for (const { number, kind, at } of ends) {
        const closed = { status: 'closed' as const, kind, closed_at: new Date(at) };
        await tx.updateTable('complaints.complaint').set(closed).where('number', '=', number).execute();
      }
    });
    const th = (await get('/')).body;
    expect([...th.matchAll(/เสร็จ (\d+) พ\.ค\. 2569/g)].map(([, day]) => day)).toEqual(['3', '2']);
    expect(th).toContain('จันทร์–ศุกร์ 08.30–16.30 น.');
    expect((await get('/?lang=en')).body).toContain('Monday–Friday 08.30–16.30');
  });

  it('keeps English from page to page with a cookie, and without one in the links', async () => {
    const switched = await get('/lang?to=en&back=%2Freport');
    expect(switched.statusCode).toBe(303);
    expect(switched.headers['location']).toBe('/report?lang=en');
    expect(switched.headers['set-cookie']).toContain('lang=en');
    expect((await get('/report', { cookie: 'lang=en' })).body).toContain('<html lang="en"');
    expect((await get('/?lang=en')).body).toContain('href="/report?lang=en"');
    // Where a link would lose what was typed the form itself changes over.
    const before = await rows();
    const { body, type } = multipart(
      Object.entries({
        form: await token(),
        text: 'ไฟดับ',
        place: 'ตลาด',
        identity: 'named',
        name: 'มานะ',
        ask: 'language',
      }).map(([name, value]) => ({ name, value })),
    );
    const english = await w.app.inject({
      method: 'POST',
      url: '/report?lang=en',
      payload: body,
      headers: { 'content-type': type },
    });
    expect(english.statusCode).toBe(200);
    expect(english.body).toContain('<html lang="en"');
    expect(fieldsOf(english.body)).toMatchObject({ text: 'ไฟดับ', place: 'ตลาด', name: 'มานะ' });
    expect(english.body).not.toContain('class="notice"');
    expect(english.headers['set-cookie']).toContain('lang=en');
    expect(await rows()).toHaveLength(before.length);
  });

  it('keeps which privacy notice was shown, of those that were ever published', async () => {
    const shown = fieldsOf((await get('/report')).body)['notice'] ?? '';
    const kept = async (notice: string) => {
      await report({ identity: 'named', name: 'มานะ', phone: '0812345678', notice });
      const newest = w.scoped((tx) =>
        tx.selectFrom('people.citizen').select('notice_version').orderBy('id', 'desc').executeTakeFirstOrThrow(),
      );
      return (await newest).notice_version;
    };
    expect(await kept(shown)).toBe(Number(shown));
    for (const never of ['999', '-1', 'x']) expect(await kept(never)).toBeNull();
  });

  it.each([
    '//evil.example/x',
    'https://evil.example/',
    '/\\evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/a/..//evil.example/x',
    '/./\\evil.example',
    '/%2e//evil.example',
    '/\t/evil.example',
    '/\n/[',
  ])('never sends anybody away to %j', async (back) => {
    const answer = await get(`/lang?${new URLSearchParams({ to: 'en', back })}`);
    expect(answer.headers['location']).toBe('/?lang=en');
  });

  it('leads to a path of this site whatever the address says', async () => {
    const unit = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2f',
      '%5c',
      '\t',
      '\n',
      ' ',
      '@',
      ':',
      '?',
      '#',
      '[',
      'evil.example',
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, maxLength: 12 }), fc.constantFrom('th', 'en'), async (back, to) => {
        const answer = await get(`/lang?${new URLSearchParams({ to, back: `/${back}` })}`);
        const location = String(answer.headers['location']);
        expect(location).toMatch(/^\/(?![/\\])/);
        expect(new URL(location, 'https://desk.example/report').host).toBe('desk.example');
      }),
      { numRuns: 300 },
    );
  });

  it('answers an unknown address with a page, and an unknown API address with JSON', async () => {
    const page = await get('/nothing-here');
    expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(page.body).toContain('ไม่พบหน้านี้');
    expect((await get('/api/v1/nothing')).json()).toMatchObject({ code: 'not-found' });
  });
});

describe('filing', () => {
  it('answers with a number, a code, a QR and the day of the answer; the address shows no code', async () => {
    const answer = await report();
    expect(answer.statusCode).toBe(303);
    const { page, number, code } = await receiptOf(answer);
    expect(number).toMatch(/^ร\.\d{4}\/2569$/);
    expect(code).toMatch(/^[2-9A-Z]{12}$/);
    expect(String(answer.headers['location'])).not.toContain(code);
    expect(page.body).toContain('<svg');
    expect(page.body).toMatch(/เราจะตอบภายใน <span class="whole">วัน.+พฤษภาคม 2569/);
  });

  it('gives the same receipt when the same form is sent twice, at once or later', async () => {
    const form = await token();
    const before = (await rows()).length;
    const [a, b] = await Promise.all([report({ form }), report({ form })]);
    const later = await report({ form });
    const receipts = await Promise.all([a, b, later].map(receiptOf));
    expect(new Set(receipts.map(({ number, code }) => `${number} ${code}`)).size).toBe(1);
    expect((await rows()).length).toBe(before + 1);
    // A photo that was forgotten joins the case once.
    const { number, code } = await receiptOf(await report({ form }, [file('a.jpg', await photo())]));
    await report({ form }, [file('a.jpg', await photo())]);
    expect((await rows()).length).toBe(before + 1);
    expect([...(await openCase(number, code)).page.body.matchAll(/<img /g)]).toHaveLength(1);
  });

  it('offers a form that was sent before with other words as a new report', async () => {
    const form = await token();
    await report({ form });
    const again = await report({ form, text: 'อีกเรื่องหนึ่ง' }, [file('a.jpg', await photo())]);
    expect(again.statusCode).toBe(409);
    expect(again.body).toContain('อีกเรื่องหนึ่ง');
    const held = /name="held"[^>]*value="([^"]+)"/.exec(again.body)?.[1] ?? '';
    const anew = await filed({ form: fieldsOf(again.body)['form'] ?? '', text: 'อีกเรื่องหนึ่ง', held });
    expect([...(await openCase(anew.number, anew.code)).page.body.matchAll(/<img /g)]).toHaveLength(1);
  });

  it('keeps emoji and line breaks, drops control characters, and shows markup as text', async () => {
    const text = 'ไฟดับ 😀👨‍👩‍👧\r\nบรรทัดสอง\u0000\u0007 <script>alert(1)</script>';
    const { number, code } = await filed({ text });
    const { page } = await openCase(number, code);
    expect(page.body).toContain('ไฟดับ 😀👨‍👩‍👧\nบรรทัดสอง &lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('keeps who it is when concealed, and nothing of who it is when anonymous', async () => {
    const before = await w.scoped((tx) => tx.selectFrom('people.citizen').selectAll().execute());
    await filed({ identity: 'anonymous', name: 'ไม่ควรเก็บ', phone: '0812345678' });
    await filed({ identity: 'concealed', name: 'เก็บไว้ที่ศูนย์', phone: '๐๘๑ ๒๓๔ ๕๖๗๘' });
    const after = await w.scoped((tx) => tx.selectFrom('people.citizen').selectAll().execute());
    expect(after.slice(before.length).map(({ name }) => name)).not.toContain('ไม่ควรเก็บ');
    expect(after.map(({ name }) => name)).toContain('เก็บไว้ที่ศูนย์');
  });

  it('puts swapped coordinates right and says nothing of it in the way', async () => {
    await filed({ text: 'พิกัดสลับ', latitude: '100.51', longitude: '13.75' });
    const row = (await rows()).find(({ text }) => text === 'พิกัดสลับ');
    expect([row?.latitude, row?.longitude]).toEqual([13.75, 100.51]);
  });
});

describe('a form that has to be corrected', () => {
  it('says what is wrong at the field and on top, and keeps everything', async () => {
    const answer = await report({ text: '  ', identity: 'named', email: 'x@', phone: '12', place: 'ปากซอย 3' });
    expect(answer.statusCode).toBe(400);
    for (const field of ['text', 'name', 'phone', 'email']) {
      expect(answer.body).toContain(`href="#${field}"`);
      expect(answer.body).toContain(`id="${field}-error"`);
    }
    expect(fieldsOf(answer.body)).toMatchObject({ place: 'ปากซอย 3', email: 'x@', phone: '12', identity: 'named' });
  });

  it('keeps 100,000 letters and says how many are too many', async () => {
    const text = 'ก'.repeat(100_000);
    const answer = await report({ text });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('100,000');
    expect(fieldsOf(answer.body)['text']).toBe(text);
  });

  it.each([
    ['91', '100', 'place'],
    ['abc', '100', 'place'],
    ['13.7', '', 'place'],
  ])('refuses a pin at %s, %s', async (latitude, longitude, field) => {
    const answer = await report({ latitude, longitude });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(`href="#${field}"`);
  });

  it('holds the photos that came and attaches them when it is sent again', async () => {
    const first = await report({ text: '' }, [file('a.jpg', await photo()), file('b.jpg', await photo())]);
    expect(first.statusCode).toBe(400);
    const shown = [...first.body.matchAll(/<img src="(\/photo\?t=[^"]+)"/g)].map((found) => found[1] ?? '');
    expect(shown).toHaveLength(2);
    expect((await get(shown[0] ?? '')).headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
    });
    const form = fieldsOf(first.body)['form'] ?? '';
    const held = [...first.body.matchAll(/name="held"[^>]*value="([^"]+)"/g)].map((found) => found[1] ?? '');
    const { number, code } = await filed({ form, held: held[0] ?? '' });
    const { page } = await openCase(number, code);
    expect([...page.body.matchAll(/<img /g)]).toHaveLength(1);
  });

  it.each([
    ['a text file', 'x.jpg', Buffer.from('hello')],
    ['HTML called a photo', 'x.jpg', Buffer.from('<html><script>alert(1)</script></html>')],
    ['an SVG', 'x.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a broken photo', 'x.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4])],
  ])('refuses %s by name and keeps the rest', async (_what, name, bytes) => {
    const answer = await report({ text: 'ข้อความยังอยู่' }, [file(name, bytes), file('good.jpg', await photo())]);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(`“${name}”`);
    expect(answer.body).toContain('good.jpg');
    expect(fieldsOf(answer.body)['text']).toBe('ข้อความยังอยู่');
  });

  it('takes five photos of six, and reads on past one that is too large', async () => {
    const six = await Promise.all(Array.from({ length: 6 }, async (_, i) => file(`${i}.jpg`, await photo())));
    const many = await report({}, six);
    expect(many.statusCode).toBe(400);
    expect([...many.body.matchAll(/<img /g)]).toHaveLength(5);
    const form = await token();
    const huge = await post('/report', [
      { name: 'form', value: form },
      file('huge.jpg', Buffer.alloc(11 * 1024 * 1024, 7)),
      { name: 'text', value: 'หลังรูปใหญ่' },
      { name: 'identity', value: 'anonymous' },
    ]);
    expect(huge.statusCode).toBe(400);
    expect(huge.body).toContain('“huge.jpg”');
    expect(fieldsOf(huge.body)['text']).toBe('หลังรูปใหญ่');
  });

  it('stops a request without end and keeps the fields that came before', async () => {
    const form = await token();
    const endless = Array.from({ length: 9 }, (_, i) => file(`${i}.jpg`, Buffer.alloc(10 * 1024 * 1024, i)));
    const answer = await post('/report', [{ name: 'form', value: form }, { name: 'text', value: 'มาก่อน' }, ...endless]);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('ใหญ่เกินไป');
    expect(fieldsOf(answer.body)['text']).toBe('มาก่อน');
  });

  it('gives an expired or forged form back with a fresh token, and what was typed', async () => {
    const form = await token();
    const foreign = await report({ form, text: 'จากที่อื่น' }, [], { 'sec-fetch-site': 'cross-site' });
    const origin = await report({ form, text: 'จากที่อื่น' }, [], { origin: 'https://evil.example' });
    const forged = await report({ form: 'bm90LW91cnM.zzz.zzz', text: 'จากที่อื่น' });
    for (const answer of [foreign, origin, forged]) {
      expect(answer.statusCode).toBe(403);
      expect(fieldsOf(answer.body)['text']).toBe('จากที่อื่น');
    }
    expect((await rows()).some(({ text }) => text === 'จากที่อื่น')).toBe(false);
    const fresh = fieldsOf(forged.body)['form'] ?? '';
    expect(
      (await report({ form: fresh, text: 'ส่งใหม่' }, [], { origin: 'null', 'sec-fetch-site': 'same-origin' }))
        .statusCode,
    ).toBe(303);
  });
});

describe('tracking', () => {
  it.each([
    ['as printed', (n: string) => n],
    ['with a space', (n: string) => n.replace('.', ' ')],
    ['without the letter, short year', (n: string) => n.replace('ร.', '').replace('/25', '/')],
    ['in Thai digits', (n: string) => n.replace(/\d/g, (d) => String.fromCharCode(0x0e50 + Number(d)))],
  ])('takes the number %s', async (_how, write) => {
    const { number, code } = await filed();
    const { page } = await openCase(write(number), code.toLowerCase());
    expect(page.body).toContain(number);
    expect(page.body).toContain('ไฟดับหน้าโรงเรียน');
  });

  it('shows the case straight away for a QR, at an address without the code', async () => {
    const { number, code } = await filed();
    const found = await get(`/track?${new URLSearchParams({ n: number, c: code })}`);
    expect(found.statusCode).toBe(303);
    expect(String(found.headers['location'])).not.toContain(code);
    expect((await get(String(found.headers['location']))).body).toContain(number);
  });

  it('says the same of a wrong code and of an unknown number', async () => {
    const { number } = await filed();
    const plain = (body: string) => body.replaceAll(/value="[^"]*"/g, '');
    const wrong = await openCase(number, 'AAAABBBBCCCC');
    const unknown = await openCase('ร.9999/2569', 'AAAABBBBCCCC');
    expect(wrong.found.statusCode).toBe(404);
    expect(plain(wrong.page.body)).toBe(plain(unknown.page.body));
  });

  it('ends guessing at one number after ten wrong tries, and never shuts out who holds the code', async () => {
    const { number, code } = await filed();
    const other = await filed();
    for (let i = 0; i < 12; i += 1) expect((await openCase(other.number, other.code)).found.statusCode).toBe(303);
    for (let i = 0; i < 10; i += 1) expect((await openCase(number, `WRNGWRNG${i}`)).found.statusCode).toBe(404);
    expect((await openCase(number, 'WRNGWRNGWRNG')).found.statusCode).toBe(429);
    expect((await openCase(number, code)).found.statusCode).toBe(303);
  });

  it('ends guessing from one address after twenty wrong tries, and lets its other people in', async () => {
    w.at(new Date(w.now().getTime() + 3_600_000));
    const { number, code } = await filed();
    const guess = (i: number) => openCase(`ร.${String(5000 + i)}/2569`, 'WRNGWRNGWRNG');
    for (let i = 0; i < 20; i += 1) expect((await guess(i)).found.statusCode).toBe(404);
    expect((await guess(20)).found.statusCode).toBe(429);
    expect((await openCase(number, code)).found.statusCode).toBe(303);
  });
});
