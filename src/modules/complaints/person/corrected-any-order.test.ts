import { expect, test } from 'vitest';
import { dice } from '../../../../test/dice.ts';
import { type LineDesk, lineDesk } from '../../../../test/line-desk.ts';
import { postbox } from '../../../../test/postbox.ts';
import { hurryJobs } from '../../../../test/run-jobs.ts';
import { inFours } from '../../../platform/token.ts';
import { trackCase } from '../track-case.ts';

const ADDRESSES = ['', 'one@example.org', 'two@example.org', 'three@example.org'] as const;
const TURNS = 40;

/** A case in the hands of chance: what it is now, and what it was. */
type Played = {
  id: string;
  number: string;
  email: string;
  code: string;
  formerCodes: string[];
  /** Whose chats were joined by the code of now. */
  joined: Set<string>;
};

const codeOf = (d: LineDesk, id: string) =>
  d.w.scoped(async (tx) => {
    const cases = tx.selectFrom('complaints.complaint').select('tracking_code').where('id', '=', id);
    return (await cases.executeTakeFirstOrThrow()).tracking_code;
  });

async function check(d: LineDesk, played: Played, people: readonly string[], turn: string): Promise<void> {
  const { id, number, email, code, formerCodes, joined } = played;
  const waiting = await d.w.scoped((tx) =>
    tx
      .selectFrom('channels.message')
      .select(['recipient', 'channel', 'template', 'title', 'body', 'parts'])
      .where('subject_id', '=', id)
      .where('status', '=', 'queued')
      .where('template', 'not like', 'staff-%')
      .execute(),
  );
  for (const { recipient, channel } of waiting) if (channel === 'email') expect(recipient, turn).toBe(email);
  const said = JSON.stringify(waiting);
  // Whoever came by a code that was replaced since has not read the one that opens.
  for (const person of people)
    if (!joined.has(person)) expect(d.reads(person).join(), turn).not.toContain(inFours(code));
  for (const former of formerCodes) {
    expect(said, turn).not.toContain(inFours(former));
    const opened = d.w.scoped((tx) => trackCase(tx, { number, code: former }, d.w.now()));
    await expect(opened, turn).rejects.toMatchObject({ code: 'wrong-tracking-code' });
  }
}

test.each([1, 2, 3])(
  'whatever is corrected in whatever order, what waits goes to the address of now, and no former code opens or is said (%i)',
  async (seed) => {
    const { below, one } = dice(seed);
    await using box = await postbox();
    await using d = await lineDesk({ smtpUrl: box.url });
    const later = (minutes: number) => d.w.at(new Date(d.w.now().getTime() + minutes * 60_000));
    const played: Played[] = [];
    for (const email of ADDRESSES) {
      const { id, number, trackingCode } = await d.file({ contact: { name: 'สมศรี', ...(email !== '' && { email }) } });
      played.push({ id, number, email, code: trackingCode, formerCodes: [], joined: new Set() });
    }
    const people = [d.person('แอน'), d.person('บ๊อบ')];
    for (const person of people) await d.hear(d.text(person, 'สวัสดี'));
    const correct = async (each: Played, turn: string) => {
      const email = one(ADDRESSES) ?? '';
      const newCode = email === each.email || below(2) === 0;
      const { version } = (await d.see(d.desk, each.id)).body;
      const contact = { name: 'สมศรี', phone: '', email };
      const body = { version, contact, newCode, reason: 'ผู้แจ้งโทรมาบอก' };
      expect((await d.call(d.desk, 'POST', `/complaints/${each.id}/contact`, body)).status, turn).toBe(200);
      if (newCode) {
        each.formerCodes.push(each.code);
        each.joined.clear();
      }
      each.code = await codeOf(d, each.id);
      each.email = email;
    };
    for (let i = 0; i < TURNS; i += 1) {
      const each = one(played);
      if (!each) continue;
      const what = one(['correct', 'correct', 'tell', 'claim', 'away', 'back', 'paper'] as const);
      const turn = `turn ${i}: ${what}`;
      if (what === 'correct') await correct(each, turn);
      if (what === 'tell') await d.step(d.desk, each.id, { step: 'progress', note: `ครั้งที่ ${i}` });
      const [person = '', code = ''] =
        what === 'claim' ? [one(people), one([...each.formerCodes, each.code, each.code])] : [];
      if (what === 'claim') await d.deliver(d.text(person, `${each.number} ${code}`));
      if (what === 'paper')
        await d.step(d.desk, each.id, { step: 'assign', departmentId: one([d.engineers, d.health]) });
      if (what === 'away' || what === 'back') {
        box.closed = what === 'away';
        await hurryJobs(d.w.ownerUrl);
      }
      // Somebody corrects while a mail is under way.
      if (below(4) === 0) box.meanwhile = () => correct(each, `${turn}, under way`);
      later(1 + below(30));
      await d.w.runJobs();
      delete box.meanwhile;
      if (what === 'claim' && code === each.code) each.joined.add(person);
      for (const one of played) await check(d, one, people, turn);
    }
    box.closed = false;
    later(300);
    await hurryJobs(d.w.ownerUrl);
    await d.w.runJobs();
    for (const one of played) await check(d, one, people, 'the end');
  },
);
