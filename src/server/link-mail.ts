import { queueMessage } from '../modules/channels/index.ts';
import type { SendLink } from '../modules/people/index.ts';
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
