import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Open311Client, open311Client, xml } from '../../../../test/open311-client.ts';

const NOW = new Date('2026-05-04T03:00:00Z');

let c: Open311Client;
beforeAll(async () => {
  c = await open311Client({ now: NOW });
}, 120_000);
afterAll(() => c[Symbol.asyncDispose]());

describe('the requests', () => {
  it('are found by id lists, which override all else, as number or as id', async () => {
    const [a, b] = [await c.filed(c.road()), await c.filed(c.road({ service_code: 'light' }))];
    const number = encodeURIComponent(`ร.${a.slice(1, 5)}/2569`);
    const found = await c.json(
      `/requests.json?service_request_id=${a},${b},R9999-2569,x&status=closed&start_date=nonsense`,
    );
    expect(found.map((each: { service_request_id: string }) => each.service_request_id)).toEqual([b, a]);
    expect((await c.json(`/requests.json?service_request_id=${number}`))[0].service_request_id).toBe(a);
    expect((await c.json(`/requests/${number}.json`))[0].service_request_id).toBe(a);
    expect((await c.get(`/requests/${number}.xml`)).status).toBe(200);
    expect(await c.json('/requests.json?service_request_id=nothing')).toEqual([]);
    expect((await c.get('/requests.xml?service_request_id=nothing')).body).toContain('<service_requests/>');
  });

  it('are filtered by service, status and date', async () => {
    const light = await c.filed(c.road({ service_code: 'light', description: 'ไฟดับ' }));
    await c.filed(c.road({ service_code: 'unclassified' }));
    const codes = async (query: string) =>
      new Set((await c.json(`/requests.json?${query}`)).map((each: { service_code: string }) => each.service_code));
    expect(await codes('service_code=light')).toEqual(new Set(['light']));
    expect(await codes('service_code=light,road')).toEqual(new Set(['light', 'road']));
    expect(await codes('service_code=light&service_code=unclassified')).toEqual(new Set(['light', 'unclassified']));
    expect(await codes('service_code=badger')).toEqual(new Set());
    const [, sequence = ''] = /R(\d+)-/.exec(light) ?? [];
    const row = await c.w.scoped((tx) =>
      tx
        .selectFrom('complaints.complaint')
        .select('id')
        .where('number', '=', `ร.${sequence}/2569`)
        .executeTakeFirstOrThrow(),
    );
    await c.step(c.desk, row.id, { step: 'assign', departmentId: c.engineers });
    expect(await c.one(light)).toMatchObject({ agency_responsible: 'กองช่าง', status_notes: 'มอบหมายกองที่รับผิดชอบแล้ว' });
    await c.step(c.desk, row.id, { step: 'reply', note: 'เรียนคุณสมชาย โทร 0812345678 เปลี่ยนหลอดแล้ว' });
    expect(await c.one(light)).toMatchObject({ status: 'open', service_notice: null }); // it has its answer
    c.w.at(new Date('2026-05-06T02:00:00Z'));
    await c.step(c.desk, row.id, { step: 'close', note: '' });
    expect(await c.one(light)).toMatchObject({
      status: 'closed',
      status_notes: 'ปิดเรื่องแล้ว',
      service_notice: null,
      updated_datetime: '2026-05-06T09:00:00+07:00',
    });
    const ids = async (query: string) =>
      (await c.json(`/requests.json?${query}`)).map((each: { service_request_id: string }) => each.service_request_id);
    expect(await ids('status=closed')).toEqual([light]);
    expect(await ids('status=open')).not.toContain(light);
    expect(await ids('status=open,closed')).toContain(light);
    expect(await ids('start_date=2026-05-05T00:00:00Z')).toEqual([]);
    expect(await ids('end_date=2026-05-03T00:00:00%2B07:00')).toEqual([]);
    expect(await ids('start_date=2026-05-04T10:00:00+07:00&end_date=2026-05-04T10:00:00+07:00')).toContain(light);
    // Any granularity of the note; an end names all of its day or second, also the parts that are not sent back.
    c.w.at(new Date('2026-05-06T02:00:00.750Z'));
    const late = await c.filed(c.road());
    const second = (await c.one(late)).requested_datetime.replace('+', '%2B');
    for (const whole of [second, '2026-05-06', '2026-05-06T02:00Z', '2026-05-06T09:00'])
      expect(await ids(`start_date=${whole}&end_date=${whole}`), whole).toEqual([late]);
    for (const longer of ['2026-05', '2026'])
      expect(await ids(`start_date=${longer}&end_date=${longer}`)).toContain(late);
    expect(await ids('start_date=2026-05-06T02:00:00.751Z')).toEqual([]);
    expect(await ids('end_date=2026-05-05')).not.toContain(late);
    expect(await ids('status=&service_code=&start_date=')).toEqual(await ids(''));
    expect(await ids('page_size=1&page=2')).toEqual((await ids('')).slice(1, 2));
    c.w.at(NOW);
  });

  it('span ninety days at most, and by default the last ninety', async () => {
    expect((await c.get('/requests.xml?start_date=2026-01-01T00:00:00Z&end_date=2026-04-01T00:00:00Z')).status).toBe(
      200,
    );
    for (const query of [
      'start_date=2026-01-01T00:00:00Z&end_date=2026-04-01T00:00:01Z',
      'start_date=2026-02-01T00:00:00Z&end_date=2026-01-01T00:00:00Z',
      'start_date=2026-13',
      'start_date=01/02/2026',
      'end_date=2026-02-30T00:00:00Z',
      'start_date=2026-01-01T25:00:00Z',
      'status=lost',
      'page=0',
      'page_size=many',
    ]) {
      const answer = await c.get(`/requests.json?${query}`);
      expect(answer.status, query).toBe(400);
      expect(JSON.parse(answer.body)[0], query).toEqual({ code: 400, description: expect.any(String) });
      expect(xml.parse((await c.get(`/requests.xml?${query}`)).body).errors.error[0].code).toBe('400');
    }
    const before = (await c.json('/requests.json')).length;
    expect(before).toBeGreaterThan(2);
    c.w.at(new Date('2026-08-05T00:00:00Z'));
    expect(await c.json('/requests.json')).toEqual([]);
    c.w.at(NOW);
  });

  it('that are not there, or not for anybody, are the same 404', async () => {
    const { id, number } = await c.file({
      categoryId: c.directory.categories.find(({ code }) => code === 'corruption')?.id ?? '',
    });
    const secret = number.replace('ร.', 'R').replace('/', '-');
    expect(id).toBeTruthy();
    for (const path of [
      `/requests/${secret}.json`,
      '/requests/R9999-2569.json',
      '/requests/nothing.json',
      '/tokens/nothing.json',
      `/tokens/${id}.json`,
      '/services/badger.json',
      '/nothing.json',
    ]) {
      const answer = await c.get(path);
      expect([answer.status, JSON.parse(answer.body)[0].code], path).toEqual([404, 404]);
    }
    expect(await c.json(`/requests.json?service_request_id=${secret}`)).toEqual([]);
    for (const path of ['/services/.json', '/requests/.json', '/tokens/.json'])
      expect((await c.get(path)).status, path).toBe(400);
    expect((await c.get('/services.json?jurisdiction_id=elsewhere.gov')).status).toBe(404);
    expect((await c.get('/services.json?jurisdiction_id=')).status).toBe(200);
    const nowhere = await c.w.app.inject({ url: '/open311/atlantis/v2/services.xml' });
    expect([nowhere.statusCode, nowhere.headers['content-type']]).toEqual([404, 'text/xml; charset=utf-8']);
    const put = await c.w.app.inject({ method: 'PUT', url: `${c.base}/requests.json` });
    expect([put.statusCode, put.json()[0].code]).toEqual([404, 404]);
  });

  it('answer a token with what it stands for', async () => {
    const id = await c.filed(c.road());
    expect(await c.json(`/tokens/${id}.json`)).toEqual([{ service_request_id: id, token: id }]);
    expect((await c.fromXml(`/tokens/${id}.xml`)).service_requests.request).toEqual([
      { service_request_id: id, token: id },
    ]);
  });
});

describe('nobody is betrayed', () => {
  it('shows nothing of who reported, whatever door they came by', async () => {
    const texts = 'ผมชื่อ สมหมาย ใจกล้า โทร 089-876-5432 อีเมล sommai@example.org บัตร 1-1002-00345-67-8 ถนนพัง';
    const contact = { name: 'สมหมาย ใจกล้า', phone: '0898765432', email: 'sommai@example.org' };
    const place = { latitude: 13.712345, longitude: 100.512345 };
    await c.file({ text: texts, placeText: 'บ้านสมหมาย ใจกล้า 99/1', contact, identity: 'concealed', ...place });
    await c.file({ text: texts, contact, ...place });
    const [first_name, last_name] = ['สมหมาย', 'ใจกล้า'];
    const id = await c.filed(
      c.road({
        description: texts,
        first_name,
        last_name,
        phone: contact.phone,
        email: contact.email,
        address_string: 'หน้าบ้านสมหมาย ใจกล้า',
      }),
    );
    for (const path of ['/requests.xml', '/requests.json', `/requests/${id}.xml`, `/requests/${id}.json`]) {
      const { body } = await c.get(path);
      for (const personal of ['สมหมาย', 'ใจกล้า', '089', '5432', 'sommai', '1-1002', '99/1', 'เรียนคุณสมชาย', c.key]) {
        expect(body, `${path} ${personal}`).not.toContain(personal);
      }
    }
    expect((await c.one(id)).description).toContain('ถนนพัง');
    // Who fills in no name and says it all the same.
    const told = 'ถนนพัง ผมนายวิชัย ดีงาม บ้านเลขที่ 12/3 ไลน์ wichai99 โทร 081/234/5678 หรือ wichai(at)example.org';
    const nameless = JSON.stringify(await c.one(await c.filed(c.road({ description: told }))));
    for (const personal of ['วิชัย', 'ดีงาม', '12/3', 'wichai', '5678'])
      expect(nameless, personal).not.toContain(personal);
    expect(nameless).toContain('ถนนพัง');
    const [hidden, open] = [c.road({ address_id: 'BLDG-7' }), c.road({ first_name, address_id: 'BLDG-7' })];
    expect((await c.one(await c.filed(hidden))).address_id).toBeNull();
    expect((await c.one(await c.filed(open))).address_id).toBe('BLDG-7');
  });

  it('blurs the place of whoever gave no name, and of what the office alone was told, the same each time', async () => {
    const nameless = await c.filed(c.road());
    expect(await c.one(nameless)).toMatchObject({ lat: 13.756, long: 100.502 });
    expect(await c.one(nameless)).toMatchObject({ lat: 13.756, long: 100.502 });
    const named = await c.filed(c.road({ first_name: 'สมชาย' }));
    expect(await c.one(named)).toMatchObject({ lat: 13.756331, long: 100.501762 });
    const home = { latitude: 13.756331, longitude: 100.501762 };
    const { number } = await c.file({ contact: { name: 'สมชาย', phone: '0812345678' }, ...home });
    expect(await c.one(number.replace('ร.', 'R').replace('/', '-'))).toMatchObject({ lat: 13.756, long: 100.502 });
  });

  it('writes what was typed so that every reader understands it as text', async () => {
    const typed = '<script>alert("1")</script> & ]]> ก้\u0001 😀 บรรทัด\nใหม่';
    const id = await c.filed(c.road({ description: typed }));
    const [inXml] = (await c.fromXml(`/requests/${id}.xml`)).service_requests.request;
    const inJson = await c.one(id);
    expect(inXml.description.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toBe(
      inJson.description,
    );
    expect(inJson.description).toContain('<script>alert("1")</script> & ]]> ก้');
    expect((await c.get(`/requests/${id}.xml`)).body).not.toContain('<script>');
  });
});
