import { readdir } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type Office, office } from '../../../../test/desk.ts';
import { NOW } from '../../../../test/harness.ts';
import { hurryJobs } from '../../../../test/run-jobs.ts';
import { inMunicipality } from '../../../platform/db/db.ts';
import { createMunicipality, retentionOf } from '../../people/index.ts';
import { RetentionView } from '../../people/retention/contract.ts';
import { Calls, Ringing } from './contract.ts';

/** Half a second of silence as exchanges record it (RIFF, PCM). */
const WAV = Buffer.concat([
  Buffer.from('RIFF'),
  Buffer.from([0x24, 0x10, 0, 0]),
  Buffer.from('WAVEfmt '),
  Buffer.from([16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x80, 0x3e, 0, 0, 2, 0, 16, 0]),
  Buffer.from('data'),
  Buffer.from([0, 0x10, 0, 0]),
  Buffer.alloc(4096),
]);

async function keyOf(o: Office, over: object = {}): Promise<Record<string, string>> {
  const administrator = await o.staff('administrator');
  const { body } = await o.call(administrator, 'POST', '/api-keys', { name: 'ตู้สาขา', ...over });
  return { authorization: `Bearer ${String(body['secret'])}` };
}
const tell = (o: Office, headers: Record<string, string>, payload: object) =>
  o.w.app.inject({ method: 'POST', url: '/api/v1/calls', headers, payload });
function record(o: Office, headers: Record<string, string>, callId: string, bytes: Buffer) {
  const boundary = 'part';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="call.wav"\r\ncontent-type: audio/wav\r\n\r\n`;
  return o.w.app.inject({
    method: 'POST',
    url: `/api/v1/calls/${callId}/recording`,
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
}

test('the desk sees who calls with what they said before, and files the call with its recording', async () => {
  await using o = await office();
  const earlier = await o.file({ contact: { name: 'สมศรี', phone: '081-234-5678' }, text: 'ท่อแตก' });
  const key = await keyOf(o);
  const payload = { callId: 'pbx-1', from: '+66812345678', to: '053000000', extension: '101' };
  const [first, again] = [await tell(o, key, payload), await tell(o, key, payload)];
  expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
  expect(again.json()).toEqual(first.json());
  const seen = await o.call(o.desk, 'GET', '/calls');
  expect(seen.body).toMatchObject([
    { callId: 'pbx-1', from: '+66812345678', name: 'สมศรี', complaint: null, history: [{ number: earlier.number }] },
  ]);
  expect(seen.body).toHaveLength(1);

  // It rings until somebody takes it; of two who press at once one learns of the other.
  const other = await o.staff('intake');
  const ringing = async (who = other) => (await o.call(who, 'GET', '/calls/ringing')).body;
  const take = (who: typeof other, from: string | null) =>
    o.call(who, 'POST', `/calls/${first.json<{ id: string }>().id}/take`, { from });
  expect(await ringing()).toMatchObject({ calls: [{ callId: 'pbx-1', takenBy: null, name: 'สมศรี' }], again: 5 });
  expect((await take(o.desk, null)).status).toBe(204);
  expect((await take(o.desk, null)).status).toBe(204);
  expect(await ringing()).toEqual({ calls: [], again: 5 });
  expect(await take(other, null)).toMatchObject({ status: 409, body: { code: 'changed-meanwhile' } });
  const takenBy = Calls.parse((await o.call(other, 'GET', '/calls')).body)[0]?.takenBy;
  expect(takenBy?.name).toMatch(/./);
  expect((await take(other, takenBy?.id ?? null)).status).toBe(204);

  expect((await record(o, key, 'pbx-1', Buffer.from('<html>no sound</html>'))).json()).toMatchObject({
    code: 'file-type-refused',
  });
  expect((await record(o, key, 'unknown', WAV)).statusCode).toBe(404);
  const handed = await record(o, key, 'pbx-1', WAV);
  expect(handed.statusCode).toBe(201);
  expect((await record(o, key, 'pbx-1', Buffer.concat([WAV, WAV]))).json()).toEqual(handed.json());
  const { fileId } = handed.json<{ fileId: string }>();
  const hear = async () =>
    (await o.w.app.inject({ url: `/api/v1/files/${fileId}`, headers: o.desk.headers })).statusCode;
  expect(await hear()).toBe(404);

  const filed = await o.file({ callId: first.json<{ id: string }>().id, text: 'ท่อแตกอีกแล้ว' });
  const view = await o.see(o.desk, filed.id);
  expect(view.body).toMatchObject({ files: [{ id: fileId, mediaType: 'audio/wav', internal: true }] });
  expect(await hear()).toBe(200);
  expect((await o.call(o.desk, 'GET', '/calls')).body).toMatchObject([
    { complaint: { id: filed.id, number: filed.number }, hasRecording: true },
  ]);
  // A call is one case's: another that names it is registered all the same.
  const later = await o.file({ callId: first.json<{ id: string }>().id, text: 'คนละเรื่อง' });
  expect((await o.see(o.desk, later.id)).body).toMatchObject({ files: [] });

  // Who tells it without a name leaves neither number nor voice, whenever the exchange hands it in.
  for (const [callId, before] of [['pbx-2', true] as const, ['pbx-3', false] as const]) {
    const call = {
      callId,
      from: '0898887777',
      to: '053000000',
      extension: '101',
      recordingUrl: 'https://pbx.example/2',
    };
    const { id } = (await tell(o, key, call)).json<{ id: string }>();
    if (before) expect((await record(o, key, callId, Buffer.concat([WAV, WAV]))).statusCode).toBe(201);
    const nameless = await o.file({ callId: id, identity: 'anonymous', text: 'มีคนขายยา' });
    if (!before) expect((await record(o, key, callId, WAV)).json()).toMatchObject({ code: 'content-removed' });
    await tell(o, key, call);
    expect((await o.see(o.desk, nameless.id)).body).toMatchObject({ files: [], recordingsRemoved: [] });
  }
  expect((await o.call(o.desk, 'GET', '/calls')).body).toHaveLength(1);
  expect(await ringing()).toEqual({ calls: [], again: 5 });
  const kept = await o.w.scoped((tx) =>
    tx.selectFrom('complaints.call').selectAll().where('call_id', '!=', 'pbx-1').execute(),
  );
  expect(JSON.stringify(kept)).not.toMatch(/8887777|pbx\.example/);
  expect(kept).toMatchObject([{ complaint_id: null }, { complaint_id: null }]);
  await o.w.runJobs();
  const stored = (await readdir(o.w.dataDir, { recursive: true })).filter((name) => name.endsWith('.wav'));
  expect(stored).toHaveLength(1);
});

test('a caller is known however the exchange writes the number, and who withholds it has none', async () => {
  await using o = await office();
  const earlier = await o.file({ contact: { name: 'สมศรี', phone: '081-234-5678' }, text: 'ท่อแตก' });
  const key = await keyOf(o);
  const known = [
    'sip:+66812345678@10.0.0.5:5060;transport=udp',
    '"สมศรี" <sip:0812345678@pbx.example.org>',
    'tel:+66-81-234-5678;phone-context=example.org',
    'sips:%2B66812345678@sip.provider.example.co.th;user=phone',
    '66812345678',
  ];
  const hidden = ['anonymous', 'sip:anonymous@anonymous.invalid', 'Restricted', ''];
  for (const [i, from] of [...known, ...hidden].entries()) {
    o.w.at(new Date(o.w.now().getTime() + 1000));
    const told = await tell(o, key, { callId: `c${i}`, from, to: 'sip:053000000@pbx.example.org' });
    expect([from, told.statusCode]).toEqual([from, 201]);
  }
  const calls = Calls.parse((await o.call(o.desk, 'GET', '/calls')).body).toReversed();
  expect(calls.map(({ name, history }) => [name, history[0]?.number])).toEqual([
    ...known.map(() => ['สมศรี', earlier.number]),
    ...hidden.map(() => ['', undefined]),
  ]);
  expect(calls.map(({ from, to }) => [from, to])).toEqual([
    ['+66812345678', '053000000'],
    ['0812345678', '053000000'],
    ['+66-81-234-5678', '053000000'],
    ['+66812345678', '053000000'],
    ['66812345678', '053000000'],
    ...hidden.map(() => ['', '053000000']),
  ]);
  // However many are called meanwhile, who calls is among those that came in.
  for (let i = 0; i < 60; i++)
    await tell(o, key, { callId: `out${i}`, from: '053000000', to: '0999999999', direction: 'out' });
  const incoming = Calls.parse((await o.call(o.desk, 'GET', '/calls?direction=in')).body);
  expect(incoming.map(({ callId }) => callId)).toEqual(calls.map(({ callId }) => callId).toReversed());
  // Each hidden caller is one of their own.
  const ringing = Ringing.parse((await o.call(o.desk, 'GET', '/calls/ringing')).body);
  expect(ringing.calls.filter(({ from }) => from === '')).toHaveLength(hidden.length);
});

test('fake calls hide no real one: each number rings once; a key has its limits, unless it takes over registers', async () => {
  await using o = await office();
  const key = await keyOf(o);
  await tell(o, key, { callId: 'real', from: '0812345678' });
  for (let i = 0; i < 119; i++) {
    o.w.at(new Date(o.w.now().getTime() + 100));
    await tell(o, key, { callId: `fake-${i}`, from: i % 2 ? '0999999999' : `02${String(i).padStart(7, '0')}` });
  }
  const { calls } = Ringing.parse((await o.call(o.desk, 'GET', '/calls/ringing')).body);
  expect(calls).toHaveLength(62);
  expect(calls.map(({ callId }) => callId).slice(0, 2)).toEqual(['fake-118', 'fake-117']);
  expect(calls.at(-1)).toMatchObject({ callId: 'real', times: 1 });
  expect(calls.find(({ from }) => from === '0999999999')).toMatchObject({ times: 59 });
  const over = await tell(o, key, { callId: 'one more', from: '1' });
  expect([over.statusCode, over.json().code]).toEqual([429, 'too-many-requests']);

  const file = (headers: Record<string, string>) =>
    o.w.app.inject({ method: 'POST', url: '/api/v1/complaints', headers, payload: { text: 'ไฟดับ' } });
  const filed = async (headers: Record<string, string>) =>
    Map.groupBy(await Promise.all(Array.from({ length: 301 }, () => file(headers))), ({ statusCode }) => statusCode);
  const limited = await filed(key);
  expect([limited.get(201)?.length, limited.get(429)?.length]).toEqual([300, 1]);
  // Answers of a questionnaire that become a voice are filings too; one that says nothing is none.
  const answer = async (given: object) => {
    const payload = { questionnaire: 'q', answerId: JSON.stringify(given), at: '2026-05-04T02:00:00Z', ...given };
    return (await o.w.app.inject({ method: 'POST', url: '/api/v1/questionnaire-answers', headers: key, payload }))
      .statusCode;
  };
  expect([await answer({ score: 1, openAnswer: 'แย่' }), await answer({ score: 4 })]).toEqual([429, 201]);
  o.w.at(new Date(o.w.now().getTime() + 61_000));
  expect((await file(key)).statusCode).toBe(201);
  const old = await keyOf(o, { withoutLimit: true });
  const register = await filed(old);
  expect(register.get(201)?.length).toBe(301);
  // Files are counted before they are read, of whatever key and at either door; colleagues' are not.
  const empty = new FormData();
  const hand = async (headers: Record<string, string>, url = '/api/v1/files') =>
    (await o.w.app.inject({ method: 'POST', url, headers, payload: empty })).statusCode;
  for (let i = 0; i < 60; i++) expect(await hand(old)).toBe(400);
  expect([await hand(old), await hand(old, '/api/v1/calls/real/recording')]).toEqual([429, 429]);
  expect([await hand(key), await hand(o.desk.headers)]).toEqual([400, 400]);
});

test('numbers are for who may read contacts; a history holds only what its reader may see; an old call is not shown', async () => {
  await using o = await office();
  const corruption = o.directory.categories.find(({ data }) => data.visibility === 'corruption');
  const contact = { name: 'ผู้แจ้งเบาะแส', phone: '0899999999' };
  await o.file({ contact, categoryId: corruption?.id ?? null, text: 'เรียกรับเงิน' });
  await o.file({ contact, identity: 'concealed', text: 'ขอให้ปกปิดชื่อ' });
  const key = await keyOf(o);
  await tell(o, key, { callId: 'a', from: '0899999999' });
  expect((await o.call(o.desk, 'GET', '/calls')).body).toMatchObject([{ callId: 'a', name: '', history: [] }]);
  expect((await o.w.app.inject({ url: '/api/v1/calls', headers: key })).statusCode).toBe(403);
  const officer = await o.staff('department-officer', o.engineers);
  expect((await o.call(officer, 'GET', '/calls')).status).toBe(403);
  expect((await o.call(officer, 'GET', '/calls/ringing')).status).toBe(403);
  expect((await tell(o, {}, { callId: 'b', from: '0' })).statusCode).toBe(401);
  expect((await tell(o, key, { from: '0811111111' })).statusCode).toBe(400);
  o.w.at(new Date(o.w.now().getTime() + 11 * 60_000));
  expect((await o.call(o.desk, 'GET', '/calls/ringing')).body).toEqual({ calls: [], again: 5 });
  o.w.at(new Date(o.w.now().getTime() + 2 * 3_600_000));
  expect((await o.call(o.desk, 'GET', '/calls')).body).toEqual([]);
});

test('a call that became no case is emptied when its period is over, a case’s sound a while after it closed; the office decides how long', async () => {
  await using o = await office();
  const key = await keyOf(o);
  const administrator = await o.staff('administrator');
  const sounds = [WAV, Buffer.concat([WAV, WAV]), Buffer.concat([WAV, WAV, WAV])] as const;
  const told = [];
  for (const [i, bytes] of sounds.entries()) {
    const made = await tell(o, key, { callId: `pbx-${i}`, from: '0812345678', recordingUrl: 'https://pbx.example/1' });
    expect((await record(o, key, `pbx-${i}`, bytes)).statusCode).toBe(201);
    told.push(made.json<{ id: string }>().id);
  }
  const [, ended = '', open = ''] = told;
  const closed = await o.file({ callId: ended, answeredOnTheSpot: 'ตอบแล้ว' });
  const running = await o.file({ callId: open });
  const job = o.w.schedules.find((each) => each.job.id === 'complaints.remove-calls')?.job;
  const night = async (days: number) => {
    o.w.at(new Date(NOW.getTime() + days * 86_400_000));
    await job?.handle({ ...o.w.parts, scoped: o.w.scoped, municipalityId: o.w.municipalityId }, {});
    const rows = await o.w.scoped((tx) => tx.selectFrom('complaints.call').selectAll().orderBy('call_id').execute());
    return rows.map((row) => [row.from_number !== '', row.recording_url !== null, row.recording_removed_at !== null]);
  };
  const kept = [true, true, false];
  expect(await night(300)).toEqual([kept, kept, kept]);

  const shorter = { what: 'call', days: 60, effectiveFrom: '2027-03-01', legalSource: 'คำสั่งเทศบาลที่ 12/2570' };
  const set = (body: object, who = administrator) => o.call(who, 'POST', '/retention', body);
  expect((await set(shorter, o.desk)).status).toBe(403);
  expect(await set({ ...shorter, days: 29 })).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  expect(await set({ ...shorter, effectiveFrom: '2027-02-27' })).toMatchObject({ status: 400 });
  expect((await set(shorter)).status).toBe(201);
  expect(await set(shorter)).toMatchObject({ status: 409, body: { code: 'already-there' } });
  // What has not begun is taken back, and another may begin on its day; what has begun stays.
  const ofCall = async () =>
    z
      .array(RetentionView)
      .parse((await o.call(o.desk, 'GET', '/retention')).body)
      .find(({ what }) => what === 'call');
  const withdraw = async (id: string | null | undefined, who = administrator) =>
    (await o.call(who, 'DELETE', `/retention/${id}`)).status;
  const mistyped = (await ofCall())?.others.find(({ days }) => days === 60)?.id;
  expect(await withdraw(mistyped, o.desk)).toBe(403);
  expect([await withdraw(mistyped), await withdraw(mistyped)]).toEqual([204, 404]);
  expect((await ofCall())?.others).toEqual([]);
  expect(await night(301)).toEqual([kept, kept, kept]);
  o.w.at(new Date(NOW.getTime() + 300 * 86_400_000));
  expect((await set(shorter)).status).toBe(201);
  expect(await night(300)).toEqual([kept, kept, kept]);
  expect(await night(301)).toEqual([[false, false, true], kept, kept]);
  expect((await o.call(o.desk, 'GET', '/retention')).body).toMatchObject([
    { what: 'raw-event', current: { days: 90, effectiveFrom: null } },
    { what: 'call', current: { days: 60, legalSource: shorter.legalSource }, others: [{ days: 365 }] },
    { what: 'recording', current: { days: 365 } },
  ]);
  expect(await withdraw((await ofCall())?.current.id)).toBe(400);

  // The same call told again is known, and brings nothing back.
  expect(
    (await tell(o, key, { callId: 'pbx-0', from: '0812345678', recordingUrl: 'https://pbx.example/1' })).json(),
  ).toEqual({
    id: told[0],
    callId: 'pbx-0',
  });
  expect((await record(o, key, 'pbx-0', WAV)).json()).toMatchObject({ code: 'content-removed' });
  expect(await night(367)).toEqual([[false, false, true], [true, false, true], kept]);
  const files = async (id: string) => (await o.see(o.desk, id)).body['files'];
  expect(await files(closed.id)).toEqual([]);
  const gone = async (id: string) => (await o.see(o.desk, id)).body['recordingsRemoved'];
  const removedAt = o.w.now().toISOString();
  expect(await gone(closed.id)).toMatchObject([{ calledAt: NOW.toISOString(), removedAt, days: 365 }]);
  expect(await gone(closed.id)).toMatchObject([{ legalSource: expect.stringContaining('37 (3)') }]);
  expect(await gone(running.id)).toEqual([]);
  expect(await files(running.id)).toHaveLength(1);
  // The night only lets go of the sounds: what removes them waits for a store that is away.
  const stored = async () =>
    (await readdir(o.w.dataDir, { recursive: true })).filter((name) => name.endsWith('.wav')).length;
  expect(await stored()).toBe(3);
  const away = vi.spyOn(o.w.parts.files, 'remove').mockRejectedValue(new Error('the store is away'));
  await o.w.runJobs();
  expect([away.mock.calls.length > 0, await stored()]).toEqual([true, 3]);
  away.mockRestore();
  await hurryJobs(o.w.ownerUrl);
  await o.w.runJobs();
  expect(await stored()).toBe(1);
  const removed = await o.w.scoped((tx) =>
    tx
      .selectFrom('platform.audit_entry')
      .select(['subject_id', 'detail'])
      .where('action', '=', 'retention.remove')
      .orderBy('seq')
      .execute(),
  );
  expect(removed).toMatchObject([
    { subject_id: 'call', detail: { count: 1, days: 60 } },
    { subject_id: 'recording', detail: { count: 1, days: 365 } },
  ]);
  const decided = await o.w.scoped((tx) =>
    tx
      .selectFrom('platform.audit_entry')
      .select(['action', 'detail'])
      .where('action', 'in', ['retention.set', 'retention.withdraw'])
      .orderBy('seq')
      .execute(),
  );
  const { what: _what, ...detail } = shorter;
  const [put, back] = ['retention.set', 'retention.withdraw'].map((action) => ({ action, detail }));
  expect(decided).toEqual([put, back, put]);
  // Another municipality's periods are its own.
  const other = await createMunicipality(o.w.db, { slug: 'other', nameTh: 'อีกแห่ง', nameEn: 'Other', now: NOW });
  const theirs = await inMunicipality(o.w.db, other, (tx) => retentionOf(tx, 'call', o.w.now()));
  expect(theirs.days).toBe(365);
});

test('what was copied from the web keeps its link, which only https may be', async () => {
  await using o = await office();
  const link = 'https://www.facebook.com/groups/1/posts/2';
  const filed = await o.file({ channel: 'facebook', link, text: 'น้ำเน่าเสีย' });
  expect((await o.see(o.desk, filed.id)).body).toMatchObject({ row: { channel: 'facebook' }, openAt: link });
  for (const wrong of ['javascript:alert(1)', 'http://example.com/', 'no link']) {
    const { status } = await o.call(o.desk, 'POST', '/intake', {
      key: crypto.randomUUID(),
      channel: 'twitter',
      text: 'x',
      link: wrong,
    });
    expect([wrong, status]).toEqual([wrong, 400]);
  }
});
