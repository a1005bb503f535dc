import { language } from '../../../lib/i18n.ts';

type Words = Readonly<Record<string, readonly [th: string, en: string]>>;

/**
 * What was done, by the action of its audit entry; a module that writes a new action gives its words here (a test looks for it).
 * Thai reads on from the actor: "สมชาย มอบหมายเรื่อง ร.0001/2569".
 */
export const ACTIONS: Words = {
  'sign-in': ['เข้าสู่ระบบ', 'Signed in'],
  'sign-in.refused': ['พยายามเข้าสู่ระบบไม่สำเร็จ', 'A sign-in was refused'],
  'session.revoke': ['ให้เครื่องอื่นออกจากระบบ', 'Ended other sessions'],
  'password.change': ['เปลี่ยนรหัสผ่าน', 'Changed the password'],
  'two-factor.verify': ['ยืนยันตัวตนสองขั้น', 'Gave the second factor'],
  'two-factor.disable': ['ปิดการยืนยันสองขั้น', 'Turned the second factor off'],
  'two-factor.backup-codes': ['ออกรหัสสำรองชุดใหม่', 'Made new backup codes'],
  'two-factor.clear': ['ยกเลิกการยืนยันสองขั้นที่หาย', 'Cleared a lost second factor'],
  'staff.first-administrator': ['ตั้งผู้ดูแลระบบคนแรก', 'Made the first administrator'],
  'staff.invite': ['เชิญพนักงาน', 'Invited to the staff'],
  'staff.join': ['รับคำเชิญและเปิดบัญชี', 'Joined the staff'],
  'staff.change': ['แก้ข้อมูลพนักงาน', 'Changed a member of staff'],
  'staff.rename': ['เปลี่ยนชื่อพนักงาน', 'Changed a person’s name'],
  'staff.reset-link': ['ออกลิงก์ตั้งรหัสผ่านใหม่', 'Made a password link'],
  'staff.reset-password': ['ตั้งรหัสผ่านใหม่จากลิงก์', 'Set a password by link'],
  'staff.void-link': ['ยกเลิกลิงก์', 'Voided a link'],
  'api-key.create': ['สร้างกุญแจ API', 'Made an API key'],
  'api-key.revoke': ['ยกเลิกกุญแจ API', 'Revoked an API key'],
  'municipality.create': ['ตั้งเทศบาลในระบบ', 'Set the municipality up'],
  'municipality.change': ['แก้ข้อมูลเทศบาล', 'Changed the municipality'],
  'privacy-notice.publish': ['ออกประกาศความเป็นส่วนตัวฉบับใหม่', 'Published a privacy notice'],
  'directory.add': ['เพิ่มรายการชื่อ', 'Added an entry'],
  'directory.change': ['แก้รายการชื่อ', 'Changed an entry'],
  'directory.retire': ['เลิกใช้รายการชื่อ', 'Retired an entry'],
  'clock-rule.add': ['เพิ่มกำหนดเวลา', 'Added a deadline rule'],
  'working-hours.set': ['เปลี่ยนเวลาทำการ', 'Changed the office hours'],
  'holiday.import': ['นำเข้าวันหยุด', 'Imported holidays'],
  'holiday.remove': ['ลบวันหยุด', 'Removed a holiday'],
  'contact.reveal': ['เปิดดูข้อมูลติดต่อของผู้แจ้ง', 'Revealed a citizen’s contact'],
  'receipt.print': ['พิมพ์ใบรับเรื่อง', 'Printed a receipt'],
  'complaint.file': ['รับเรื่อง', 'Registered a case'],
  'complaint.answer-on-the-spot': ['ตอบทันทีขณะรับเรื่อง', 'Answered on the spot'],
  'complaint.assign': ['มอบหมายเรื่อง', 'Assigned a case'],
  'complaint.start': ['เริ่มดำเนินการ', 'Started a case'],
  'complaint.classify': ['แก้หมวดเรื่องหรือรายละเอียด', 'Classified a case'],
  'complaint.note': ['เขียนบันทึกภายใน', 'Wrote an internal note'],
  'complaint.progress': ['แจ้งความคืบหน้า', 'Told the progress'],
  'complaint.reply': ['ตอบประชาชน', 'Replied to the citizen'],
  'complaint.ask-citizen': ['ขอข้อมูลเพิ่ม', 'Asked the citizen'],
  'complaint.wait-agency': ['รอหน่วยงานอื่น', 'Waited for an agency'],
  'complaint.resume': ['กลับมาดำเนินการต่อ', 'Resumed a case'],
  'complaint.transfer': ['ส่งต่อหน่วยงานอื่น', 'Transferred a case'],
  'complaint.refuse': ['ไม่รับดำเนินการ', 'Refused a case'],
  'complaint.close': ['ปิดเรื่อง', 'Closed a case'],
  'complaint.reopen': ['เปิดเรื่องใหม่', 'Reopened a case'],
  'complaint.citizen-message': ['เขียนเพิ่มในเรื่อง', 'Wrote on a case'],
  'complaint.citizen-verdict': ['ประเมินผล', 'Judged the outcome'],
  'complaint.import': ['นำเข้าเรื่องจากไฟล์', 'Imported cases from a file'],
  'plan.plan.save': ['แก้แผนปฏิบัติการ', 'Changed an action plan'],
  'plan.plan.approve': ['อนุมัติแผนปฏิบัติการ', 'Approved an action plan'],
  'plan.sign': ['ลงชื่อรับรองผลตามแผน', 'Signed for a result of the plan'],
  'plan.take-back': ['ถอนการรับรองผลตามแผน', 'Took a signature back'],
  'plan.open-year': ['เปิดแผนปีงบประมาณใหม่', 'Opened a fiscal year’s plans'],
  'plan.freeze-year': ['ปิดแผนของปีงบประมาณ', 'Froze a fiscal year’s plans'],
  'plan.publish-year': ['เผยแพร่แผนของปีงบประมาณ', 'Published a fiscal year’s plans'],
  'plan.unpublish-year': ['เลิกเผยแพร่แผนของปีงบประมาณ', 'Took a fiscal year’s plans back'],
  'plan.chart.save': ['แก้แผนผัง SIPOC', 'Changed a SIPOC chart'],
  'plan.chart.approve': ['อนุมัติแผนผัง SIPOC', 'Approved a SIPOC chart'],
};

export const SUBJECTS: Words = {
  staff: ['พนักงาน', 'Member of staff'],
  invitation: ['คำเชิญหรือลิงก์', 'Invitation or link'],
  'api-key': ['กุญแจ API', 'API key'],
  municipality: ['เทศบาล', 'Municipality'],
  'privacy-notice': ['ประกาศความเป็นส่วนตัว', 'Privacy notice'],
  'directory-entry': ['รายการชื่อ', 'Directory entry'],
  setting: ['การตั้งค่า', 'Setting'],
  complaint: ['เรื่อง', 'Case'],
  import: ['การนำเข้า', 'Import'],
  plan: ['แผน', 'Plan'],
  'plan-year': ['แผนประจำปี', 'Plans of a year'],
};

const said = (words: Words, code: string): string => words[code]?.[language() === 'en' ? 1 : 0] ?? code;

/** "มอบหมายเรื่อง"; a code that has no words yet stands as it is. */
export const actionWords = (action: string): string => said(ACTIONS, action);
export const subjectWords = (kind: string): string => said(SUBJECTS, kind);
