import { defineWords } from '../../lib/i18n.ts';

/** What is said to whoever reads a case de-identified. */
export const hiding = defineWords({
  th: {
    title: 'ชื่อ เบอร์โทร ที่อยู่ และเลขประจำตัวในเรื่องนี้ปิดไว้สำหรับบทบาทของคุณ',
    why: 'นักวิเคราะห์นโยบายและแผนอ่านเรื่องเพื่อวางแผน ไม่ใช่เพื่อติดต่อผู้แจ้ง',
    how: 'ส่วนที่ปิดแสดงเป็น',
    rest: 'ตำแหน่งแสดงโดยประมาณ ระบบปิดตามรูปแบบที่รู้จัก ชื่อที่ไม่มีคำนำหน้าอาจยังอยู่ จึงไม่ควรเผยแพร่ต่อ',
    files: 'รูป เสียง และไฟล์ {n} รายการไม่แสดง เพราะปิดข้อมูลของคนในรูปและเสียงไม่ได้',
    noContact: 'ไม่เปิดเผยว่าใครแจ้ง',
    near: 'ตำแหน่งโดยประมาณ ในระยะราว 100 เมตร',
  },
  en: {
    title: 'Names, telephones, addresses and identity numbers are hidden in this case for your role',
    why: 'Planners read cases to plan, not to reach whoever reported.',
    how: 'What is hidden is shown as',
    rest: 'The place is approximate. Hiding follows known patterns: a name without a title may be left, so do not pass the words on.',
    files: '{n} pictures, recordings or files are not shown: people cannot be hidden in them',
    noContact: 'Who reported is not shown',
    near: 'Approximate place, within about 100 metres',
  },
});
