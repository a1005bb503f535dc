import { defineWords } from '../../lib/i18n.ts';

/** What is said of a scan that is read into the text. */
export const scan = defineWords({
  th: {
    read: 'อ่านข้อความจากภาพ',
    reading: 'กำลังอ่านภาพ',
    stop: 'หยุดอ่าน',
    check: 'ข้อความจากการอ่านอัตโนมัติ ตรวจก่อนบันทึก',
    sure: 'ความมั่นใจของการอ่านร้อยละ {n}',
    doubtful: 'คำที่อ่านไม่แน่ใจ ตรวจกับเอกสาร:',
    nothing: 'ไม่พบข้อความในภาพนี้ พิมพ์ข้อความเองได้',
    firstPage: 'อ่านเฉพาะหน้าแรกจาก {n} หน้า',
  },
  en: {
    read: 'Read the text of the picture',
    reading: 'Reading the picture',
    stop: 'Stop',
    check: 'Text read by a machine: check it before you save',
    sure: 'Confidence of the reading: {n} percent',
    doubtful: 'Words read with doubt; compare them with the paper:',
    nothing: 'No text was found in this picture; you can type it',
    firstPage: 'Only the first of {n} pages was read',
  },
});
