import { defineWords } from '../../lib/i18n.ts';

/** What is said to whoever reads a case de-identified, or a case whose citizen is concealed from them. */
export const hiding = defineWords({
  th: {
    title: 'ชื่อ เบอร์โทร ที่อยู่ และเลขประจำตัวในเรื่องนี้ปิดไว้สำหรับบทบาทของท่าน',
    why: 'นักวิเคราะห์นโยบายและแผนอ่านเรื่องเพื่อวางแผน ไม่ใช่เพื่อติดต่อผู้แจ้ง',
    how: 'ส่วนที่ปิดแสดงเป็น',
    rest: 'ตำแหน่งแสดงโดยประมาณ ระบบปิดตามรูปแบบที่รู้จัก ชื่อที่ไม่มีคำนำหน้าอาจยังอยู่ จึงไม่ควรเผยแพร่ต่อ',
    files: 'รูป เสียง และไฟล์ {n} รายการไม่แสดง เพราะปิดข้อมูลของคนในรูปและเสียงไม่ได้',
    noContact: 'ไม่เปิดเผยว่าใครแจ้ง',
    concealedTitle: 'ผู้แจ้งขอปกปิดตัวตน ชื่อ เบอร์โทร และเลขประจำตัวในเรื่องนี้ปิดไว้',
    concealedWhy: 'ศูนย์รับเรื่องรู้ว่าใครแจ้ง กองไม่รู้ ผู้บริหารขอดูได้เมื่อบอกเหตุผล สถานที่ รูป และทะเบียนรถแสดงตามจริงเพื่อให้แก้ไขได้',
    concealedRest: 'ระบบปิดตามรูปแบบที่รู้จัก ชื่อที่ไม่มีคำนำหน้าอาจยังอยู่ ห้ามบอกต่อ ถ้าต้องการรู้เพิ่ม ถามผู้แจ้งในเรื่อง หรือถามศูนย์รับเรื่อง',
    concealedMayAsk:
      'ระบบปิดตามรูปแบบที่รู้จัก ชื่อที่ไม่มีคำนำหน้าอาจยังอยู่ ห้ามบอกต่อ ถ้าจำเป็นต้องรู้ทั้งหมด กดขอดูที่หัวข้อผู้แจ้ง เหตุผลและชื่อของท่านจะถูกบันทึก',
    askSaid: 'ขอดูผู้แจ้งและข้อความทั้งหมด',
    askSaidHelp: 'เช่น ตรวจข้อเท็จจริงก่อนสั่งการ (อย่างน้อย 5 ตัวอักษร)',
    concealedFiles: 'เอกสาร เสียง และสิ่งที่ผู้แจ้งยื่นไว้ {n} รายการดูได้ที่ศูนย์รับเรื่อง เพราะปิดข้อมูลในนั้นไม่ได้',
    said: 'ข้อความของผู้แจ้งทั้งหมด',
    saidPlace: 'สถานที่ตามที่ผู้แจ้งเขียน',
    near: 'ตำแหน่งโดยประมาณ ในระยะราว 100 เมตร',
  },
  en: {
    title: 'Names, telephones, addresses and identity numbers are hidden in this case for your role',
    why: 'Planners read cases to plan, not to reach whoever reported.',
    how: 'What is hidden is shown as',
    rest: 'The place is approximate. Hiding follows known patterns: a name without a title may be left, so do not pass the words on.',
    files:
      '{n|picture, recording or file is|pictures, recordings or files are} not shown: people cannot be hidden in them',
    noContact: 'Who reported is not shown',
    concealedTitle: 'The citizen asked to be concealed: names, telephones and identity numbers in this case are hidden',
    concealedWhy:
      'The desk knows who reported, the department does not; an executive may ask with a reason. The place, pictures and plates are shown as they are, so that it can be mended.',
    concealedRest:
      'Hiding follows known patterns: a name without a title may be left; pass it on to nobody. To learn more, ask the citizen in the case, or the desk.',
    concealedMayAsk:
      'Hiding follows known patterns: a name without a title may be left; pass it on to nobody. If you must know it all, ask to see it beside the case; your reason and your name are kept.',
    askSaid: 'Ask to see who it is, and all words',
    askSaidHelp: 'For example to look into the facts before an order (at least 5 letters)',
    concealedFiles:
      '{n|document, recording or thing|documents, recordings or things} handed over can be seen at the desk: nothing can be hidden in them',
    said: 'All of the citizen’s words',
    saidPlace: 'The place as the citizen wrote it',
    near: 'Approximate place, within about 100 metres',
  },
});
