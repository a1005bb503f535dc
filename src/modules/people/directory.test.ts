import { expect, test } from 'vitest';
import { type Office, office } from '../../../test/office.ts';
import { inMunicipality } from '../../platform/db/db.ts';
import { SYSTEM } from './actor.ts';
import { changeMunicipality } from './change-municipality.ts';
import { Directory } from './contract.ts';
import { entryHistory, loadDirectory, nameOn } from './load-directory.ts';
import { loadMunicipality, municipalityAt } from './municipality.ts';
import { municipalityNameOn } from './municipality-name.ts';
import { createMunicipality, seedMunicipality, UNNAMED } from './seed-municipality.ts';

type Listed = { id: string; code: string; nameTh: string; version: number };
const find = async (o: Office, cookie: string, list: string, code: string, on = ''): Promise<Listed | undefined> =>
  (await o.call('GET', `/api/v1/directory${on && `?on=${on}`}`, { cookie }))
    .json()
    [list].find((each: Listed) => each.code === code);
const version = (validFrom: string, nameTh: string, more: object = {}) => ({
  noun: 'department',
  nameTh,
  nameEn: 'Renamed',
  validFrom,
  data: {},
  ...more,
});

test('first start: every category has its department, corruption has a channel of its own, and starting again changes nothing', async () => {
  await using o = await office();
  const directory = await o.scoped((tx) => loadDirectory(tx, '2026-05-04'));
  const { categories, departments, groups, communities, refusalReasons } = directory;
  expect([departments.length, categories.length, groups.length, communities.length, refusalReasons.length]).toEqual([
    12, 26, 24, 2, 9,
  ]);
  const of = (code: string) =>
    departments.find(({ id }) => id === categories.find((each) => each.code === code)?.data.departmentId)?.code;
  expect([of('road'), of('trash'), of('tax'), of('corruption')]).toEqual([
    'public-works',
    'public-health',
    'finance',
    undefined,
  ]);
  expect(
    categories.filter(({ data }) => data.visibility !== 'normal').map(({ code, data }) => [code, data.visibility]),
  ).toEqual([
    ['service', 'restricted'],
    ['corruption', 'corruption'],
  ]);
  const again = await seedMunicipality(o.db, { slug: 'main', nameTh: 'x', nameEn: 'x', now: o.now() });
  expect(again).toBe(o.municipalityId);
  expect(await o.scoped((tx) => loadDirectory(tx, '2026-05-04'))).toEqual(directory);
});

test('who changes or retires an entry that somebody else changed since is told, and nothing of the first is lost unseen', async () => {
  await using o = await office();
  const { cookie } = await o.signIn('administrator');
  const planning = await find(o, cookie, 'departments', 'planning');
  expect(planning?.version).toBe(1);
  const url = `/api/v1/directory/${planning?.id}`;
  const put = (seen: string, name: string) =>
    o.call('PUT', `${url}${seen}`, { cookie, body: version('2026-10-01', name) });
  const both = await Promise.all([put('?version=1', 'กองหนึ่ง'), put('?version=1', 'กองสอง')]);
  expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const told = both.find(({ statusCode }) => statusCode === 409)?.json();
  expect(told).toMatchObject({ code: 'changed-meanwhile', detail: { version: 2 } });
  const retire = (seen: string) => o.call('DELETE', `${url}?from=2027-01-01${seen}`, { cookie });
  expect((await retire('&version=1')).json().code).toBe('changed-meanwhile');
  expect((await put('?version=2', 'กองสาม')).json()).toMatchObject({ version: 3, nameTh: 'กองสาม' });
  // Whoever names none, as a program may, has the last word.
  expect((await put('', 'กองสี่')).json()).toMatchObject({ version: 4, nameTh: 'กองสี่' });
});

test('a department renamed from a day on has both names, each in its time', async () => {
  await using o = await office();
  const { cookie } = await o.signIn('administrator');
  const planning = await find(o, cookie, 'departments', 'planning');
  const url = `/api/v1/directory/${planning?.id}`;
  const put = (body: object) => o.call('PUT', url, { cookie, body });
  expect((await put(version('2026-10-01', 'กองยุทธศาสตร์และงบประมาณ'))).statusCode).toBe(200);
  expect((await find(o, cookie, 'departments', 'planning'))?.nameTh).toBe('กองวิชาการและแผนงาน');
  expect((await find(o, cookie, 'departments', 'planning', '2026-09-30'))?.nameTh).toBe('กองวิชาการและแผนงาน');
  expect((await find(o, cookie, 'departments', 'planning', '2026-10-01'))?.nameTh).toBe('กองยุทธศาสตร์และงบประมาณ');
  expect((await put(version('2026-10-01', 'กองยุทธศาสตร์'))).statusCode).toBe(200);
  expect((await put(version('2026-09-01', 'ก่อนหน้า'))).json().code).toBe('already-there');
  o.at(new Date('2026-10-02T03:00:00Z'));
  expect((await put(version('2026-10-01', 'แก้อดีต'))).json().code).toBe('already-there');
  const history = (await o.call('GET', `${url}/history`, { cookie })).json();
  expect(
    history.map((each: { validFrom: string; validTo: string | null; nameTh: string }) => [each.nameTh, each.validTo]),
  ).toEqual([
    ['กองวิชาการและแผนงาน', '2026-10-01'],
    ['กองยุทธศาสตร์', null],
  ]);
  const versions = await o.scoped((tx) => entryHistory(tx, planning?.id ?? ''));
  expect(['2020-01-01', '2026-09-30', '2030-01-01'].map((day) => nameOn(versions, day).nameTh)).toEqual([
    'กองวิชาการและแผนงาน',
    'กองวิชาการและแผนงาน',
    'กองยุทธศาสตร์',
  ]);
  expect(
    (await o.call('PUT', url, { cookie, body: version('2027-01-01', 'x', { noun: 'community' }) })).statusCode,
  ).toBe(400);
});

test('an entry is added once, points at a department there is, and is retired; what is in use stays', async () => {
  await using o = await office();
  const { cookie } = await o.signIn('administrator');
  const entry = {
    noun: 'community',
    nameTh: 'ชุมชนริมคลอง',
    nameEn: 'Canal side',
    validFrom: '2026-05-04',
    data: { leader: 'ประธาน' },
  };
  const added = await o.call('POST', '/api/v1/directory', { cookie, body: { code: 'c01', entry } });
  expect(added.statusCode).toBe(201);
  expect((await o.call('POST', '/api/v1/directory', { cookie, body: { code: 'c01', entry } })).statusCode).toBe(409);
  // A name is one that can be read.
  const nameless = { ...entry, nameTh: '\u200B\u2060' };
  expect(
    (await o.call('POST', '/api/v1/directory', { cookie, body: { code: 'c00', entry: nameless } })).json(),
  ).toMatchObject({
    code: 'invalid-input',
    detail: { fields: [{ field: '/entry/nameTh', problem: 'missing' }] },
  });
  const stray = {
    noun: 'category',
    nameTh: 'x',
    nameEn: 'x',
    validFrom: '2026-05-04',
    data: { departmentId: added.json().id },
  };
  expect((await o.call('POST', '/api/v1/directory', { cookie, body: { code: 'x1', entry: stray } })).json().code).toBe(
    'invalid-input',
  );
  const retire = (id: string | undefined, from: string) =>
    o.call('DELETE', `/api/v1/directory/${id}?from=${from}`, { cookie });
  expect((await retire(added.json().id, '2026-05-04')).statusCode).toBe(400);
  expect((await retire(added.json().id, '2026-06-01')).json().validTo).toBe('2026-06-01');
  expect(await find(o, cookie, 'communities', 'c01', '2026-06-01')).toBeUndefined();
  expect(await find(o, cookie, 'communities', 'c01', '2026-05-31')).toBeDefined();
  expect((await retire((await find(o, cookie, 'departments', 'finance'))?.id, '2026-06-01')).json()).toMatchObject({
    code: 'in-use',
    detail: { by: 'category' },
  });
  const officer = await o.signIn('intake');
  expect(
    (await o.call('POST', '/api/v1/directory', { cookie: officer.cookie, body: { code: 'c02', entry } })).statusCode,
  ).toBe(403);
});

test('the municipality is renamed, no host is taken from another, the notice has versions, and all of it is in an unbroken trail', async () => {
  await using o = await office();
  const { cookie } = await o.signIn('administrator');
  await seedMunicipality(o.db, { slug: 'other', nameTh: 'อื่น', nameEn: 'Other', now: o.now() });
  const { id: _id, slug: _slug, version, ...facts } = (await o.call('GET', '/api/v1/municipality', { cookie })).json();
  const put = (more: object) => o.call('PUT', '/api/v1/municipality', { cookie, body: { ...facts, ...more } });
  const changed = await put({ nameTh: 'เทศบาลตำบลใหม่', hosts: ['Voice.Example.org'] });
  expect(changed.json()).toMatchObject({
    nameTh: 'เทศบาลตำบลใหม่',
    hosts: ['voice.example.org'],
    settings: { named: true },
    version: version + 1,
  });
  // Who read it before that is told, and takes nothing back unseen.
  expect((await put({ phone: '053', version })).json().code).toBe('changed-meanwhile');
  expect((await put({ nameTh: 'เทศบาลตำบลใหม่', hosts: ['voice.example.org'], version: version + 1 })).statusCode).toBe(
    200,
  );
  const third = await createMunicipality(o.db, { slug: 'third', nameTh: 'สาม', nameEn: 'Third', now: o.now() });
  await inMunicipality(o.db, third, (tx) =>
    tx
      .updateTable('people.municipality')
      .set({ hosts: ['third.example'] })
      .execute(),
  );
  expect((await put({ hosts: ['third.example'] })).json().code).toBe('already-there');
  // Wherever no host is named the first answers: the staff of another would take its citizens and its passwords.
  const theirs = (hosts: string[]) =>
    inMunicipality(o.db, third, async (tx) => {
      const { id: _, slug: __, ...before } = await loadMunicipality(tx);
      const actor = { ...SYSTEM, kind: 'staff' as const };
      return changeMunicipality(tx, { actor, now: o.now() }, { ...before, hosts, phone: '02' });
    });
  await expect(theirs(['third.example', 'desk.first.example'])).rejects.toMatchObject({ code: 'host-by-operator' });
  expect(await theirs(['third.example'])).toMatchObject({ phone: '02' });
  for (const host of [
    'voice.example.org:8080',
    'voice.example.org/x',
    'https://voice.example.org',
    'เสียง.ไทย',
    '-a.th',
  ])
    expect((await put({ hosts: [host] })).statusCode, host).toBe(400);
  expect(await municipalityAt(o.db, 'THIRD.example:8080')).toBe(third);
  expect(await municipalityAt(o.db, 'elsewhere.example')).toBe(o.municipalityId);

  const notice = (query = '') => o.call('GET', `/api/v1/privacy-notice${query}`);
  expect((await notice()).json()).toMatchObject({ version: 1 });
  const publish = (effectiveFrom: string) =>
    o.call('PUT', '/api/v1/privacy-notice', { cookie, body: { bodyTh: 'ใหม่', bodyEn: 'New', effectiveFrom } });
  // Nobody was shown it before it was written.
  expect((await publish('2026-05-03')).json()).toMatchObject({ detail: { fields: [{ problem: 'in-the-past' }] } });
  await publish('2026-06-01');
  expect((await o.call('GET', '/api/v1/privacy-notices', { cookie })).json()).toMatchObject([
    { version: 2 },
    { version: 1 },
  ]);
  expect((await notice()).json().version).toBe(1);
  expect((await notice('?version=2')).json()).toMatchObject({ version: 2, bodyTh: 'ใหม่' });
  // A mend of today's that is written after it does not keep it from beginning.
  await publish('2026-05-04');
  expect((await notice()).json().version).toBe(3);
  o.at(new Date('2026-06-01T00:00:00Z'));
  expect((await notice()).json().version).toBe(2);

  const trail = (await o.call('GET', '/api/v1/audit?limit=2', { cookie })).json();
  expect(trail.items.map(({ action }: { action: string }) => action)).toEqual([
    'privacy-notice.publish',
    'privacy-notice.publish',
  ]);
  expect(trail.items[0].actorName).toBe('พนักงานทดสอบ');
  const rest = (await o.call('GET', `/api/v1/audit?after=${trail.next}`, { cookie })).json();
  expect(rest.items.at(-1)).toMatchObject({ seq: 1, action: 'municipality.create' });
  expect((await o.call('GET', '/api/v1/audit/check', { cookie })).json()).toEqual({ whole: true, firstBroken: null });
});

test('the directory gives the names that are not in force apart, so that old cases keep theirs', async () => {
  await using o = await office();
  const { cookie } = await o.signIn('administrator');
  const get = async () => Directory.parse((await o.call('GET', '/api/v1/directory', { cookie })).json());
  const before = await get();
  expect(before.others).toEqual([]);
  const renamed = before.departments.find(({ code }) => code === 'planning');
  const retired = before.communities[0];
  await o.call('PUT', `/api/v1/directory/${renamed?.id}`, { cookie, body: version('2026-05-04', 'กองยุทธศาสตร์') });
  await o.call('DELETE', `/api/v1/directory/${retired?.id}?from=2026-05-04`, { cookie });
  const { others, communities } = await get();
  expect(communities.map(({ id }) => id)).not.toContain(retired?.id);
  expect(others.map(({ id, nameTh }) => ({ id, nameTh }))).toEqual(
    expect.arrayContaining([
      { id: renamed?.id, nameTh: renamed?.nameTh },
      { id: retired?.id, nameTh: retired?.nameTh },
    ]),
  );
  expect(others).toHaveLength(2);
});

test('the municipality keeps its former names by day; the stand-in of the first start leaves none', async () => {
  await using o = await office();
  const { cookie } = await o.signIn('administrator');
  const rename = async (nameTh: string) => {
    const { id: _, slug: __, ...facts } = (await o.call('GET', '/api/v1/municipality', { cookie })).json();
    await o.call('PUT', '/api/v1/municipality', { cookie, body: { ...facts, nameTh } });
  };
  const on = (day: string) => o.scoped((tx) => municipalityNameOn(tx, day));
  o.at(new Date('2026-06-01T03:00:00Z'));
  await rename('เทศบาลเมือง ก');
  await rename('เทศบาลเมือง ข');
  expect([await on('2001-01-01'), await on('2026-05-31'), await on('2026-06-01')].map((name) => name?.nameTh)).toEqual([
    'เทศบาลตำบลทดสอบ',
    'เทศบาลตำบลทดสอบ',
    'เทศบาลเมือง ข',
  ]);
  const fresh = await createMunicipality(o.db, { ...UNNAMED, slug: 'fresh', now: o.now() });
  await inMunicipality(o.db, fresh, async (tx) => {
    const { id: _, slug: __, ...facts } = await loadMunicipality(tx);
    o.at(new Date('2026-07-01T03:00:00Z'));
    await changeMunicipality(tx, { actor: SYSTEM, now: o.now() }, { ...facts, nameTh: 'เทศบาลนครใหม่' });
    expect((await municipalityNameOn(tx, '2026-06-02'))?.nameTh).toBe('เทศบาลนครใหม่');
  });
});
