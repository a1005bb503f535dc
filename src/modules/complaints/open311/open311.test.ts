import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Open311Client, open311Client, xml } from '../../../../test/open311-client.ts';
import { addEntry, SYSTEM } from '../../people/index.ts';

const NOW = new Date('2026-05-04T03:00:00Z');

let c: Open311Client;
beforeAll(async () => {
  c = await open311Client({ now: NOW });
}, 120_000);
afterAll(() => c[Symbol.asyncDispose]());

describe('discovery', () => {
  it('says in both forms who answers, how to get a key, and where the endpoint is', async () => {
    const document = await c.json('/discovery.json');
    expect(document).toMatchObject({
      changeset: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
      contact: expect.stringContaining('เทศบาลตำบลทดสอบ'),
      key_service: expect.stringContaining('กุญแจ API'),
      endpoints: [
        {
          specification: 'http://wiki.open311.org/GeoReport_v2',
          url: expect.stringMatching(/\/open311\/main\/v2$/),
          type: 'production',
          formats: ['text/xml', 'application/json'],
        },
      ],
    });
    expect(await c.json('/discovery.json?locale=en')).toMatchObject({ contact: 'Test Municipality' });
    for (const path of ['', '/']) {
      const atTheEndpoint = await c.get(path, { accept: 'application/json' });
      expect([atTheEndpoint.status, JSON.parse(atTheEndpoint.body)], path).toEqual([200, document]);
    }
    const { discovery } = await c.fromXml('/discovery.xml');
    expect({ ...discovery, endpoints: undefined }).toEqual({ ...document, endpoints: undefined });
    expect(discovery.endpoints.endpoint[0].formats.format).toEqual(['text/xml', 'application/json']);
  });

  it('sends the headers of the specification, and its declaration before the root', async () => {
    for (const path of ['/discovery', '/services', '/services/road', '/requests']) {
      const asXml = await c.get(`${path}.xml`);
      expect(asXml.type, path).toBe('text/xml; charset=utf-8');
      expect(asXml.body, path).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?>\n</);
      expect((await c.get(`${path}.json`)).type, path).toBe('application/json; charset=utf-8');
    }
    expect((await c.get('/services')).type).toContain('text/xml');
    expect((await c.get('/services', { accept: 'application/json' })).type).toContain('application/json');
    expect((await c.get('/services.xml', { accept: 'application/json' })).type).toContain('text/xml');
    expect((await c.get('/services.json')).headers['access-control-allow-origin']).toBe('*');
  });
});

describe('services', () => {
  it('lists what may be reported: a bare array, the same in both forms, nothing confidential', async () => {
    const services = await c.json('/services.json');
    expect(services.length).toBeGreaterThan(15);
    for (const service of services) {
      expect(Object.keys(service)).toEqual([
        'service_code',
        'service_name',
        'description',
        'metadata',
        'type',
        'keywords',
        'group',
      ]);
      expect(service.metadata).toBe(true);
      expect(service.type).toBe('realtime');
    }
    const codes = services.map((each: { service_code: string }) => each.service_code);
    expect(codes).toEqual(expect.arrayContaining(['road', 'light', 'unclassified']));
    expect(codes).not.toContain('corruption');
    const inXml = (await c.fromXml('/services.xml')).services.service;
    // What is empty is an empty element, and null.
    expect(services.at(-1)).toMatchObject({ service_code: 'unclassified', keywords: null });
    expect(inXml).toEqual(
      services.map((each: { keywords: string | null }) => ({
        ...each,
        metadata: 'true',
        keywords: each.keywords ?? '',
      })),
    );
    expect((await c.json('/services.json?locale=en'))[0].service_name).toBe('Roads and pavements');
  });

  it('defines what a service asks', async () => {
    const definition = await c.json('/services/road.json');
    expect(definition.service_code).toBe('road');
    const [community] = definition.attributes;
    expect(community).toMatchObject({
      variable: true,
      code: 'community',
      datatype: 'singlevaluelist',
      required: false,
      order: 1,
    });
    expect(community.values).toContainEqual({ key: 'outside', name: 'นอกเขตเทศบาล' });
    const { service_definition: read } = await c.fromXml('/services/road.xml');
    expect(read.attributes.attribute[0]).toMatchObject({ variable: 'true', required: 'false', order: '1' });
    expect(read.attributes.attribute[0].values.value).toEqual(community.values);
  });

  it('asks what a category of the directory asks, requires it, and tells the officer the answer', async () => {
    await c.w.scoped((tx) =>
      addEntry(tx, { actor: SYSTEM, now: NOW }, 'lamp_post', {
        noun: 'category',
        nameTh: 'เสาไฟ',
        nameEn: 'Lamp post',
        sort: 5,
        validFrom: '2026-01-01',
        data: {
          departmentId: c.engineers,
          visibility: 'normal',
          keywords: [],
          offered: true,
          questions: [
            { code: 'post_no', datatype: 'number', required: true, nameTh: 'เลขเสา', nameEn: 'Post', values: [] },
            {
              code: 'fault',
              datatype: 'multivaluelist',
              required: false,
              nameTh: 'อาการ',
              nameEn: 'Fault',
              values: [
                { key: 'dark', nameTh: 'ดับ', nameEn: 'Dark' },
                { key: 'leaning', nameTh: 'เอียง', nameEn: 'Leaning' },
              ],
            },
            { code: 'since', datatype: 'datetime', required: false, nameTh: 'ตั้งแต่', nameEn: 'Since', values: [] },
          ],
        },
      }),
    );
    const { attributes } = await c.json('/services/lamp_post.json');
    expect(attributes.map((each: { code: string; order: number }) => [each.order, each.code])).toEqual([
      [1, 'community'],
      [2, 'post_no'],
      [3, 'fault'],
      [4, 'since'],
    ]);
    const lamp = c.road({ service_code: 'lamp_post' });
    expect((await c.post(lamp)).json()).toEqual([{ code: 400, description: 'attribute[post_no] is required' }]);
    const wrong = await c.post([
      ...Object.entries(lamp),
      ['attribute[post_no]', 'สิบสอง'],
      ['attribute[fault][]', 'purple'],
      ['attribute[since]', 'yesterday'],
      ['attribute[community]', 'nowhere'],
    ]);
    expect(wrong.status).toBe(400);
    expect(wrong.json()).toHaveLength(4);
    const sent = await c.post([
      ...Object.entries(lamp),
      ['attribute[post_no]', '12'],
      ['attribute[fault][]', 'dark'],
      ['attribute[fault][]', 'leaning'],
      ['attribute[community]', 'outside'],
      ['attribute[OF_ANOTHER_CITY]', 'x'],
    ]);
    expect(sent.status, sent.body).toBe(200);
    const id = String(sent.json()[0].service_request_id);
    const row = await c.w.scoped((tx) =>
      tx
        .selectFrom('complaints.complaint')
        .selectAll()
        .orderBy('received_at', 'desc')
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow(),
    );
    expect(row.community_id).toBe(c.directory.communities.find(({ code }) => code === 'outside')?.id);
    const seen = await c.see(c.desk, row.id);
    expect(seen.body['text']).toBe('ถนนเป็นหลุมลึก\nเลขเสา: 12\nอาการ: ดับ, เอียง');
    expect((await c.one(id)).description).toBe('ถนนเป็นหลุมลึก');
  });
});

describe('a new request', () => {
  it('goes through the filing desk with its number, its clock and its receipt, and is read back', async () => {
    const answer = await c.post(
      c.road({
        address_string: 'หน้าตลาดสด ถนนกลาง',
        email: 'smith@example.org',
        first_name: 'จอห์น',
        last_name: 'สมิธ',
        phone: '0812345678',
        account_id: 'acc-7',
        device_id: 'tt222111',
        media_url: 'https://media.example.org/1.jpg',
        jurisdiction_id: 'main',
      }),
      { ext: 'xml' },
    );
    expect(answer.status).toBe(200);
    expect(answer.type).toBe('text/xml; charset=utf-8');
    const [request] = xml.parse(answer.body).service_requests.request;
    expect(request).toMatchObject({
      service_request_id: expect.stringMatching(/^R\d{4}-2569$/),
      service_notice: expect.stringContaining('2569'),
      account_id: 'acc-7',
    });
    expect(request.token).toBeUndefined();
    const read = await c.one(request.service_request_id);
    expect(read).toEqual({
      service_request_id: request.service_request_id,
      status: 'open',
      status_notes: 'รับเรื่องแล้ว',
      service_name: 'ถนน ทางเท้า ไหล่ทาง',
      service_code: 'road',
      description: 'ถนนเป็นหลุมลึก',
      agency_responsible: null,
      service_notice: request.service_notice,
      requested_datetime: '2026-05-04T10:00:00+07:00',
      updated_datetime: '2026-05-04T10:00:00+07:00',
      expected_datetime: '2026-05-19T23:59:59+07:00',
      address: 'หน้าตลาดสด ถนนกลาง',
      address_id: null,
      zipcode: null,
      lat: 13.756331,
      long: 100.501762,
      media_url: 'https://media.example.org/1.jpg',
    });
    const [inXml] = (await c.fromXml(`/requests/${request.service_request_id}.xml`)).service_requests.request;
    expect(inXml).toMatchObject({
      ...read,
      lat: '13.756331',
      long: '100.501762',
      agency_responsible: '',
      address_id: '',
      zipcode: '',
    });
    const row = await c.w.scoped((tx) =>
      tx
        .selectFrom('complaints.complaint')
        .selectAll()
        .where('number', '=', `ร.${request.service_request_id.slice(1, 5)}/2569`)
        .executeTakeFirstOrThrow(),
    );
    expect(row).toMatchObject({ channel: 'api', status: 'new', identity: 'named', kind: 'complaint' });
    expect(row.citizen_due_on).toBe('2026-05-19');
  });

  it('is refused without a good key before anything else is said', async () => {
    const missing = await c.post({ service_code: 'nope' });
    expect([missing.status, missing.json()]).toEqual([403, [{ code: 403, description: 'api_key was not provided' }]]);
    const wrong = await c.post(c.road({ api_key: 'fsk_wrong' }), { ext: 'xml' });
    expect(wrong.status).toBe(403);
    expect(xml.parse(wrong.body)).toEqual({
      errors: { error: [{ code: '403', description: 'api_key is not valid' }] },
    });
    const bearer = await c.post(
      { service_code: 'road', address_string: 'หน้าวัด' },
      { headers: { authorization: `Bearer ${c.key}` } },
    );
    expect(bearer.status).toBe(200);
  });

  it.each([
    ['no service_code', { service_code: '' }, 400, /service_code was not provided/],
    ['an unknown service_code', { service_code: 'badger' }, 404, /service_code was not found/],
    ['a confidential service', { service_code: 'corruption' }, 404, /service_code was not found/],
    ['no location', { lat: '', long: '' }, 400, /location is required/],
    ['half a position', { long: '' }, 400, /must be sent together/],
    ['a position that is none', { lat: '91' }, 400, /not a latitude/],
    ['a position in words', { long: 'east' }, 400, /not a longitude/],
    ['a description that is too long', { description: 'ก'.repeat(4001) }, 400, /at most 4000/],
    ['a wrong address of mail', { email: 'nobody' }, 400, /email/],
    ['a picture of another kind of address', { media_url: 'javascript:alert(1)' }, 400, /media_url/],
    ['another jurisdiction', { jurisdiction_id: 'elsewhere.gov' }, 404, /jurisdiction_id was not found/],
  ])('is refused with %s', async (_what, change, status, words) => {
    for (const ext of ['json', 'xml']) {
      const answer = await c.post({ ...c.road(), ...change }, { ext });
      expect(answer.status).toBe(status);
      const errors = ext === 'json' ? answer.json() : xml.parse(answer.body).errors.error;
      expect(errors[0].description).toMatch(words);
      expect(String(errors[0].code)).toBe(String(status));
    }
  });

  it('takes 4,000 letters, emoji, no description at all, and an address_id alone', async () => {
    const long = `${'ก้'.repeat(1999)}😀\n`.trim();
    expect((await c.one(await c.filed(c.road({ description: long })))).description).toBe(long);
    expect((await c.one(await c.filed(c.road({ description: '' })))).description).toBeNull();
    const named = { first_name: 'สมชาย', last_name: 'ใจดี' };
    const byId = await c.filed({ api_key: c.key, service_code: 'unclassified', address_id: '545483', ...named });
    expect(await c.one(byId)).toMatchObject({
      service_code: 'unclassified',
      address_id: '545483',
      lat: null,
      long: null,
    });
  });

  it('with the same Idempotency-Key is one request', async () => {
    const headers = { 'idempotency-key': 'from-the-app-1' };
    const [first, again] = [await c.post(c.road(), { headers }), await c.post(c.road(), { headers })];
    expect(again.json()).toEqual(first.json());
    const other = await c.post(c.road({ description: 'อย่างอื่น' }), { headers });
    expect(other.status).toBe(400);
    const orphans = await c.w.scoped((tx) =>
      tx
        .selectFrom('complaints.open311_request as r')
        .leftJoin('complaints.complaint as c', 'c.id', 'r.complaint_id')
        .select('r.complaint_id')
        .where('c.id', 'is', null)
        .execute(),
    );
    expect(orphans).toEqual([]);
  });

  it('in another content type is a 400 in the form that was asked for', async () => {
    const answer = await c.w.app.inject({
      method: 'POST',
      url: `${c.base}/requests.xml`,
      headers: { 'content-type': 'text/csv' },
      payload: 'a,b',
    });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([400, 'text/xml; charset=utf-8']);
    expect(xml.parse(answer.body).errors.error[0].description).toContain('urlencoded');
    for (const [type, payload] of [
      ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'],
      ['application/json', '{"api_key":'],
    ] as const) {
      const headers = { 'content-type': type };
      const other = await c.w.app.inject({ method: 'POST', url: `${c.base}/requests.json`, headers, payload });
      expect([other.statusCode, other.json()[0].description], type).toEqual([
        400,
        expect.stringContaining('urlencoded'),
      ]);
    }
  });
});
