import { v7 } from 'uuid';
import type { Tx } from '../../../platform/db/db.ts';
import { dayOf, formatDay, timeOfDay } from '../../../thai/index.ts';
import { type Actor, loadMunicipality } from '../../people/index.ts';
import { loadCommittee } from '../meetings/committees.ts';
import { loadMeeting } from '../meetings/meetings.ts';
import { note } from '../note.ts';
import type { DraftPaper, Paper, PaperContent } from './contract.ts';
import { loadPaper } from './papers.ts';

/** What a member is called in an order (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ practice). */
const ROLE = {
  chair: 'ประธานกรรมการ',
  'vice-chair': 'รองประธานกรรมการ',
  member: 'กรรมการ',
  secretary: 'กรรมการและเลขานุการ',
  'assistant-secretary': 'ผู้ช่วยเลขานุการ',
} as const;

/** Drafts an order from a committee, or a memo from a meeting, for a person to complete. @throws Refusal('not-found') */
export async function draftPaper(tx: Tx, actor: Actor, body: DraftPaper, now: Date): Promise<Paper> {
  const municipality = (await loadMunicipality(tx)).nameTh;
  const content =
    body.kind === 'order'
      ? await orderOf(tx, body.committeeId, municipality, now)
      : await memoOf(tx, body.meetingId, municipality);
  const id = v7();
  await tx
    .insertInto('plans.paper')
    .values({
      id,
      kind: body.kind,
      committee_id: body.kind === 'order' ? body.committeeId : null,
      meeting_id: body.kind === 'memo' ? body.meetingId : null,
      title: content.subject,
      content: JSON.stringify(content),
      number: null,
      dated_on: null,
      file_id: null,
      created_at: now,
      created_by: actor.name,
      updated_at: now,
    })
    .execute();
  await note(tx, actor, 'paper.draft', { kind: 'paper', id }, now, { paper: body.kind });
  return loadPaper(tx, id);
}

async function orderOf(tx: Tx, committeeId: string, municipality: string, now: Date): Promise<PaperContent> {
  const committee = await loadCommittee(tx, committeeId, dayOf(now));
  const from = formatDay(committee.termFrom, { style: 'long' });
  const until = committee.termTo ? ` ถึงวันที่ ${formatDay(committee.termTo, { style: 'long' })}` : ' เป็นต้นไป';
  return {
    kind: 'order',
    office: `คำสั่ง${municipality}`,
    subject: `แต่งตั้ง${committee.name}`,
    preamble: `เพื่อให้การดำเนินงานของ${committee.name}เป็นไปด้วยความเรียบร้อยและมีประสิทธิภาพ จึงแต่งตั้งคณะกรรมการ ประกอบด้วย`,
    members: committee.members.map(({ name, position, role }) => ({ name, position, role: ROLE[role] })),
    duties: committee.duties
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line, i) => (/^[\d๐-๙]/u.test(line) ? line : `${i + 1}. ${line}`)),
    effective: `ทั้งนี้ ตั้งแต่วันที่ ${from}${until}`,
    signer: { name: '', position: mayorOf(municipality) },
  };
}

/** "เทศบาลเมือง…" is headed by the "นายกเทศมนตรีเมือง…" (พ.ร.บ. เทศบาล พ.ศ. 2496). */
const mayorOf = (municipality: string): string =>
  /^เทศบาล(?:นคร|เมือง|ตำบล)/u.test(municipality) ? municipality.replace('เทศบาล', 'นายกเทศมนตรี') : 'นายกเทศมนตรี';

async function memoOf(tx: Tx, meetingId: string, municipality: string): Promise<PaperContent> {
  const meeting = await loadMeeting(tx, meetingId);
  const startsAt = new Date(meeting.startsAt);
  // A full stop between hours and minutes, as official papers are typed (ราชบัณฑิตยสภา, มหัพภาค).
  const when = `${formatDay(dayOf(startsAt), { style: 'long' })} เวลา ${timeOfDay(startsAt).replace(':', '.')} น.`;
  const secretary = meeting.members.find((member) => member.role === 'secretary');
  const place = meeting.place ? ` ณ ${meeting.place}` : '';
  return {
    kind: 'memo',
    office: municipality,
    subject: `ขอเชิญประชุม${meeting.committeeName}`,
    to: meeting.committeeName,
    paragraphs: [
      `ด้วย${municipality}กำหนดจัดประชุม${meeting.committeeName} เรื่อง ${meeting.title} ในวันที่ ${when}${place}`,
      'จึงเรียนมาเพื่อโปรดเข้าร่วมประชุมตามวัน เวลา และสถานที่ดังกล่าว',
    ],
    agenda: meeting.agenda.map(({ no, text }) =>
      /^[\d๐-๙]+$/u.test(no) ? `ระเบียบวาระที่ ${no} ${text}` : `${no} ${text}`.trim(),
    ),
    signer: { name: secretary?.name ?? '', position: secretary?.position ?? '' },
  };
}
