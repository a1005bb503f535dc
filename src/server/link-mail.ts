import { queueMessage } from '../modules/channels/index.ts';
import type { SendLink, TellStaff } from '../modules/people/index.ts';
import { formatInstant } from '../thai/index.ts';

/** Sends an invitation or a reset by the outbox, in the transaction that makes it. */
export function linkMail(now: () => Date): SendLink {
  return async (tx, { kind, email, name, link, municipalityName, expiresAt, invitationId }) => {
    const reset = kind === 'reset';
    const title = reset ? `ตั้งรหัสผ่านใหม่ · ${municipalityName}` : `คำเชิญใช้ระบบรับเรื่อง · ${municipalityName}`;
    const lines = [
      name ? `เรียน ${name}` : 'เรียน เจ้าหน้าที่',
      reset ? 'เปิดลิงก์นี้เพื่อตั้งรหัสผ่านใหม่' : `${municipalityName}เชิญท่านใช้ระบบรับเรื่อง เปิดลิงก์นี้เพื่อตั้งรหัสผ่าน`,
      link,
      `ลิงก์ใช้ได้ครั้งเดียว ภายใน ${formatInstant(expiresAt)}`,
      'หากท่านไม่ได้ขอ ไม่ต้องทำอะไร',
    ];
    await queueMessage(tx, {
      channel: 'email',
      recipient: email,
      subjectKind: 'account',
      subjectId: invitationId,
      template: kind,
      title,
      body: lines.join('\n\n'),
      dedupeKey: `link:${invitationId}`,
      now: now(),
    });
  };
}

/** Tells a person by mail what an administrator did to their account. */
export const accountMail: TellStaff = async (tx, { kind, userId, email, name, municipalityName, at }) => {
  const lines = [
    `เรียน ${name}`,
    `ผู้ดูแลระบบของ${municipalityName}ยกเลิกการยืนยันตัวตนสองขั้นของบัญชีท่านเมื่อ${formatInstant(at, { style: 'weekday' })} และให้ออกจากระบบทุกเครื่องแล้ว`,
    'เข้าใช้ครั้งต่อไปด้วยรหัสผ่าน แล้วตั้งการยืนยันสองขั้นใหม่ที่หน้าบัญชีของฉัน',
    'หากท่านไม่ได้ขอ โปรดแจ้งผู้ดูแลระบบทันที เพราะอาจมีผู้อื่นพยายามเข้าบัญชีของท่าน',
  ];
  await queueMessage(tx, {
    channel: 'email',
    recipient: email,
    subjectKind: 'account',
    subjectId: userId,
    template: kind,
    title: `ยกเลิกการยืนยันตัวตนสองขั้นแล้ว · ${municipalityName}`,
    body: lines.join('\n\n'),
    dedupeKey: `${kind}:${userId}:${at.toISOString()}`,
    now: at,
  });
};
