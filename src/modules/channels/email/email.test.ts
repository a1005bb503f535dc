import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { mailDesk } from '../../../../test/mail-desk.ts';
import { pollMailbox } from './poll.ts';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('old mail is no voice; a new one is one case, answered under it, and an answer to that belongs to the case', async () => {
  await using d = await mailDesk();
  await d.arrives(
    d.letter({
      subject: 'ไฟถนนดับ',
      text: 'หน้าวัดกลางมืดมาก 3 คืนแล้ว\n-- \nสมชาย ใจดี\n081',
      messageId: '<first@example.com>',
    }),
  );
  await d.poll();
  const [filed, ...others] = await d.cases();
  expect(others).toEqual([]);
  const { body } = await d.see(d.desk, filed?.id ?? '');
  expect(body).toMatchObject({ row: { channel: 'email' }, text: 'ไฟถนนดับ\n\nหน้าวัดกลางมืดมาก 3 คืนแล้ว' });
  expect(d.sent).toHaveLength(1);
  const [receipt] = d.sent;
  expect(receipt).toMatchObject({ inReplyTo: '<first@example.com>', references: '<first@example.com>' });
  expect(receipt?.text).toContain(filed?.number);
  expect(receipt?.text).toContain('ตอบกลับอีเมลนี้ได้');
  expect(receipt?.text).not.toContain('ไม่มีผู้อ่าน');
  expect(receipt?.messageId).toMatch(/^<[0-9a-f-]{36}\.[0-9a-f]{32}@example\.org>$/);

  await d.arrives(
    d.letter({
      subject: `Re: ${receipt?.subject}`,
      text: `ฝั่งซ้ายของถนนครับ\n\nเมื่อ จ. 4 พ.ค. 2569 ศูนย์รับเรื่อง เขียนว่า:\n> รับเรื่องของท่านแล้ว`,
      headers: [`In-Reply-To: ${receipt?.messageId}`, `References: <first@example.com> ${receipt?.messageId}`],
    }),
  );
  expect(await d.cases()).toHaveLength(1);
  const after = await d.see(d.desk, filed?.id ?? '');
  const { incoming } = after.body['conversation'] as { incoming: { text: string }[] };
  expect(incoming.map(({ text }) => text)).toEqual([body['text'], 'ฝั่งซ้ายของถนนครับ']);
  expect(d.imap.state.changes).toBe(0);
});

test('who only writes in a name, or only knows a reference, never touches the case: it is a voice of its own', async () => {
  await using d = await mailDesk();
  await d.arrives(d.letter({ subject: 'ท่อตัน', text: 'น้ำไม่ไหล' }));
  const [filed] = await d.cases();
  const reference = d.sent[0]?.messageId ?? '';
  const forged = reference.replace(/\.[0-9a-f]/, (before) => (before === '.0' ? '.1' : '.0'));
  // The right name without a reference, or with one that is not signed by us.
  await d.arrives(d.letter({ subject: `Re: ${filed?.number}`, text: 'ปิดเรื่องได้เลย' }));
  await d.arrives(d.letter({ subject: 'Re: x', text: 'แก้แล้ว', headers: [`In-Reply-To: ${forged}`] }));
  // A right reference from an address that we did not write to.
  await d.arrives(
    d.letter({ from: 'other@example.net', subject: 'Re: x', text: 'ขอแก้ที่อยู่', headers: [`In-Reply-To: ${reference}`] }),
  );
  // Both are right, as who was shown a forwarded mail knows them; but the sender's own server says that it is not theirs.
  await d.arrives(
    d.letter({
      subject: 'Re: x',
      text: 'เสร็จแล้ว ขอบคุณ',
      headers: [`In-Reply-To: ${reference}`, 'Authentication-Results: mx.example.org; spf=fail; dkim=none; dmarc=fail'],
    }),
  );
  expect(await d.cases()).toHaveLength(5);
  const { body } = await d.see(d.desk, filed?.id ?? '');
  expect((body['conversation'] as { incoming: unknown[] }).incoming).toHaveLength(1);
});

test('words below the quoted receipt are the citizen’s, and what is quoted claims nothing', async () => {
  await using d = await mailDesk();
  await d.arrives(d.letter({ subject: 'ท่อแตก', text: 'หน้าตลาด' }));
  const [filed] = await d.cases();
  const [receipt] = d.sent;
  const headers = [`In-Reply-To: ${receipt?.messageId}`];
  const quote = (receipt?.text ?? '')
    .trim()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
  const below = `On Mon, 4 May 2026 at 10:00, Desk <desk@example.org> wrote:\n${quote}\n\nตอนนี้มีคนตกลงไปบาดเจ็บแล้วค่ะ`;
  await d.arrives(d.letter({ subject: 'Re: x', text: below, headers }));
  const block = `ยังไม่มีใครมาเลยค่ะ\n\nจาก: ศูนย์รับเรื่อง\nถึง: สมชาย\nเรื่อง: รับเรื่องแล้ว\n\n${receipt?.text}`;
  await d.arrives(d.letter({ subject: 'Re: x', text: block, headers }));
  // Nothing stands before the block: where it ends nobody can tell, and all of it is kept.
  await d.arrives(
    d.letter({ subject: 'Re: x', text: `${block.split('\n\n').slice(1).join('\n\n')}\n\nมาดูด้วยค่ะ`, headers }),
  );
  // A neighbour forwards the receipt: what it says is not theirs to claim.
  const forwarded = `ดูนี่\n---------- Forwarded message ---------\nFrom: Desk <desk@example.org>\nDate: Mon\n\n${receipt?.text}`;
  await d.arrives(d.letter({ from: 'b@example.com', subject: 'Fwd: x', text: forwarded }));
  const { body } = await d.see(d.desk, filed?.id ?? '');
  const { incoming } = body['conversation'] as { incoming: { text: string; role: string }[] };
  expect(incoming.map(({ role }) => role)).toEqual(['opened', 'added', 'added', 'added']);
  expect(incoming.map(({ text }) => text).slice(1, 3)).toEqual(['ตอนนี้มีคนตกลงไปบาดเจ็บแล้วค่ะ', 'ยังไม่มีใครมาเลยค่ะ']);
  expect(incoming[3]?.text).toContain('มาดูด้วยค่ะ');
  expect(await d.cases()).toHaveLength(2);
  // Whoever was told number and code names them in words of their own: the case is theirs too, and still to be looked at.
  const claim = `${filed?.number} ${filed?.tracking_code}`;
  await d.arrives(d.letter({ from: 'c@example.com', subject: claim, text: 'ท่อเดียวกันแตกอีกจุด' }));
  const again = (await d.see(d.desk, filed?.id ?? '')).body['conversation'];
  expect(JSON.stringify(again)).toContain('ท่อเดียวกันแตกอีกจุด');
});

test('programs make no case: absences, newsletters, our own mail; what nobody sent is kept to be looked at', async () => {
  await using d = await mailDesk();
  const quiet = [
    ['Auto-Submitted: auto-replied'],
    ['Return-Path: <>'],
    ['Precedence: auto_reply'],
    ['X-Auto-Response-Suppress: All', 'X-Other: 1'],
    ['List-Id: <news.example.com>'],
  ];
  for (const headers of quiet) {
    await d.arrives(d.letter({ subject: 'ตอบกลับอัตโนมัติ: ไม่อยู่ที่สำนักงาน', text: 'กลับมาวันจันทร์', headers }));
  }
  await d.arrives(d.letter({ from: 'desk@example.org', subject: 'สำเนา', text: 'ของเราเอง' }));
  await d.arrives('Subject: nobody\n\nwords\n');
  await d.arrives(Buffer.from([0, 255, 13, 10, 13, 10, 254, 0]));
  expect(await d.cases()).toEqual([]);
  expect(d.sent).toEqual([]);
  const states = (await d.events()).map(({ kind, state }) => `${kind} ${state}`);
  expect(states.toSorted()).toEqual([
    ...Array(4).fill('mail.auto nothing'),
    'mail.bulk nothing',
    'mail.own nothing',
    'mail.unreadable unknown',
    'mail.unreadable unknown',
  ]);
});

test('a mail that came back is failed, with the reason, once; one that is invented changes nothing', async () => {
  await using d = await mailDesk();
  await d.arrives(d.letter({ subject: 'ขยะล้น', text: 'ถังหน้าตลาด' }));
  const reference = d.sent[0]?.messageId ?? '';
  const bounce = (id: string, action = 'failed', status = '5.1.1') =>
    `From: MAILER-DAEMON <postmaster@mx.example.com>
Return-Path: <>
To: desk@example.org
Subject: Undelivered
Message-ID: <b${Math.random()}@mx.example.com>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

no such user
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; somchai@example.com
Action: ${action}
Status: ${status}

--b
Content-Type: text/rfc822-headers

Message-ID: ${id}
From: desk@example.org

--b--
`;
  const status = async () => {
    const rows = await d.w.scoped((tx) => tx.selectFrom('channels.message').select(['status']).execute());
    return rows.map((row) => row.status);
  };
  await d.arrives(bounce(reference, 'delayed', '4.4.1'));
  await d.arrives(bounce(reference.replace(/\.[0-9a-f]{32}/, `.${'0'.repeat(32)}`)));
  expect(await status()).toEqual(['sent']);
  await d.arrives(bounce(reference));
  await d.arrives(bounce(reference));
  expect(await status()).toEqual(['failed']);
  const proofs = await d.w.scoped((tx) =>
    tx.selectFrom('channels.delivery').select(['outcome', 'provider_answer', 'method']).orderBy('attempt').execute(),
  );
  expect(proofs.map(({ outcome, method }) => [outcome, method])).toEqual([
    ['accepted', ''],
    ['refused', 'bounce'],
  ]);
  expect(proofs[1]?.provider_answer).toContain('5.1.1');
  expect(await d.cases()).toHaveLength(1);
});

test('files of a mail reach the case, words in HTML are read, a doubtful sender is marked', async () => {
  await using d = await mailDesk();
  await d.arrives(`From: =?utf-8?B?${Buffer.from('มานี').toString('base64')}?= <manee@example.com>
To: desk@example.org
Subject: photo
Message-ID: <photo@example.com>
Authentication-Results: mx.example.org; spf=fail (not allowed) smtp.mailfrom=x; dkim=none
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

${Buffer.from('<style>p{}</style><p>ถนน<b>ทรุด</b></p><script>x()</script>').toString('base64')}
--b
Content-Type: image/png; name="a.png"
Content-Disposition: attachment; filename="a.png"
Content-Transfer-Encoding: base64

${PNG}
--b--
`);
  const [filed] = await d.cases();
  const { body } = await d.see(d.desk, filed?.id ?? '');
  expect(body).toMatchObject({ text: 'photo\n\nถนนทรุด', files: [{ mediaType: 'image/png' }] });
  expect((await d.events())[0]).toMatchObject({ kind: 'mail.doubtful', state: 'done' });
  // On a telephone the subject is often all that is written, under whatever was answered.
  await d.arrives(d.letter({ from: 'b@example.com', subject: 'Re: ตอบกลับ: ไฟดับทั้งซอยวัดกลาง', text: '' }));
  const [, bare] = await d.cases();
  expect((await d.see(d.desk, bare?.id ?? '')).body).toMatchObject({ text: 'ไฟดับทั้งซอยวัดกลาง' });
});

test('Thai of before UTF-8 is read, whether a mail says how it is written, says it wrongly, or not at all', async () => {
  await using d = await mailDesk();
  const old = (text: string) => iconv.encode(text, 'windows-874');
  const words = 'ถนนหน้าวัดน้ำท่วมสูง';
  const page = (head: string) => Buffer.concat([Buffer.from(`<html><head>${head}</head><body>`), old(words)]);
  const meta = '<meta http-equiv="Content-Type" content="text/html; charset=windows-874">';
  const types: [string, Buffer][] = [
    ['', old(words)],
    ['Content-Type: text/plain; charset=tis-620\r\n', old(words)],
    ['Content-Type: text/plain; charset="us-ascii"\r\nContent-Transfer-Encoding: 8bit\r\n', old(words)],
    ['Content-Type: text/plain;\r\n charset=iso-8859-1\r\n', old(words)],
    ['Content-Type: text/html\r\n', page(meta)],
    [
      'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n',
      Buffer.from(old(words).toString('base64')),
    ],
    ['Content-Type: text/plain; charset=utf-8\r\n', Buffer.from(words)],
    // Letters that another program broke are no sign against the rest.
    ['Content-Type: text/plain; charset=utf-8\r\n', Buffer.from(`${words} à¸ªà¸§à¸±à¸ªà¸”à¸µ`)],
  ];
  for (const [i, [type, body]] of types.entries()) {
    const head = `From: p${i}@example.com\r\nTo: desk@example.org\r\nMessage-ID: <old${i}@example.com>\r\n${type}Subject: `;
    d.imap.deliver(
      Buffer.concat([Buffer.from(head), old('น้ำท่วม'), Buffer.from('\r\n\r\n'), body, Buffer.from('\r\n')]),
      d.w.now(),
    );
  }
  // What is written in Latin letters stays as it is.
  d.imap.deliver(
    Buffer.concat([
      Buffer.from(
        'From: fr@example.com\r\nTo: desk@example.org\r\nSubject: x\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n',
      ),
      Buffer.from('Déjà signalé à la mairie, répété', 'latin1'),
    ]),
    d.w.now(),
  );
  d.imap.deliver(d.letter({ from: 'is@example.com', subject: 'y', text: 'ÄÖÜß, þæóð: Straße' }), d.w.now());
  await d.poll();
  const texts = [];
  for (const { id } of await d.cases()) texts.push((await d.see(d.desk, id)).body['text']);
  const read = types.map((_, i) => `น้ำท่วม\n\n${words}${i < types.length - 1 ? '' : ' à¸ªà¸§à¸±à¸ªà¸”à¸µ'}`);
  expect(texts).toEqual([...read, 'x\n\nDéjà signalé à la mairie, répété', 'y\n\nÄÖÜß, þæóð: Straße']);
});

test('a slow line keeps what it brought: a large mail gives its beginning, and those behind it come next time', async () => {
  await using d = await mailDesk();
  const MB = 1024 * 1024;
  const large = `${d.letter({ subject: 'ใหญ่', text: 'ภาพแนบ' })}${'A'.repeat(3 * MB)}`;
  const first = d.imap.deliver(large, d.w.now());
  const second = d.imap.deliver(large, d.w.now());
  const third = d.imap.deliver(d.letter({ subject: 'เล็ก' }), d.w.now());
  const reach = { settings: { imapUrl: d.imap.url }, now: d.w.now } as const;
  const seen: { uid: number; files: { index: number }[] }[][] = [];
  let cursor = `${d.imap.state.validity}:${first - 1}`;
  for (const visitMs of [0, 60_000]) {
    const polled = await pollMailbox(cursor, reach, { visitMs });
    cursor = polled.cursor;
    seen.push(polled.events.map(({ raw }) => JSON.parse(raw)));
  }
  expect(seen.map((visit) => visit.map(({ uid, files }) => [uid, files.length]))).toEqual([
    [[first, 1]],
    [
      [second, 0],
      [third, 0],
    ],
  ]);
  expect(seen[0]?.[0]?.files).toMatchObject([{ index: -1 }]);
  expect(cursor).toBe(`${d.imap.state.validity}:${third}`);
});

test('a box that numbers its mails anew gives nothing twice and loses nothing', async () => {
  await using d = await mailDesk();
  await d.arrives(d.letter({ subject: 'หนึ่ง', text: 'เรื่องที่หนึ่ง', messageId: '<one@example.com>' }));
  d.imap.state.validity = 8;
  // A server that refuses to search has not said that there is no mail.
  d.imap.state.searches = false;
  await d.arrives(
    d.letter({ from: 'b@example.com', subject: 'สอง', text: 'เรื่องที่สอง', messageId: '<one@example.com>' }),
  );
  d.imap.state.searches = true;
  await d.poll();
  expect((await d.cases()).map(({ summary }) => summary.slice(0, 5))).toEqual(
    ['หนึ่ง', 'สอง\n\n'].map((x) => expect.stringContaining(x.trim())),
  );
});

test('the connection is tested: a right one says what it is, a wrong password and a server that is away are told apart', async () => {
  await using d = await mailDesk();
  const administrator = await d.staff('administrator');
  const check = async (imapUrl: string) => {
    await d.call(administrator, 'PUT', '/channels/email', { active: true, fields: { imapUrl } });
    return (await d.call(administrator, 'POST', '/channels/email/test')).body;
  };
  expect(await check(d.imap.url)).toMatchObject({ ok: true, detail: expect.stringContaining('INBOX') });
  expect(await check(d.imap.url.replace('secret', 'wrong'))).toMatchObject({ ok: false, problem: 'wrong-key' });
  expect(await check('imap://a:b@127.0.0.1:1')).toMatchObject({ ok: false, problem: 'unreachable' });

  // Read each minute: why it cannot be stands with the channel until it can; after an hour whoever may mend it is told, once.
  const stands = async () => (await d.call(administrator, 'GET', '/channels/email')).body['check'];
  const told = () => d.sent.filter(({ subject }) => subject?.includes('อ่านไม่ได้'));
  await d.call(administrator, 'PUT', '/channels/email', {
    active: true,
    fields: { imapUrl: d.imap.url.replace('secret', 'expired') },
  });
  await d.poll();
  expect(await stands()).toMatchObject({ ok: false, problem: 'wrong-key' });
  expect(told()).toEqual([]);
  for (const _ of [1, 2, 3]) {
    d.w.at(new Date(d.w.now().getTime() + 61 * 60_000));
    await d.poll();
  }
  expect(told()).toHaveLength(1);
  expect(told()[0]?.text).toContain('หมดอายุ');
  await d.call(administrator, 'PUT', '/channels/email', { active: true, fields: { imapUrl: d.imap.url } });
  await d.poll();
  expect(await stands()).toMatchObject({ ok: true, problem: null });
});
