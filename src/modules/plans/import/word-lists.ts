/** Words of offices' plans, written by hand: what a line of a table may begin and end with. ICU cuts words; these say what they are. */
const set = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** A phrase cannot end with these: what follows belongs to it, whoever wrote a space there. */
export const HANGING = set(
  'และ หรือ ของ ใน ที่ อัน การ ความ ผู้ ต่อ โดย เพื่อ ภายใน กับ แก่ ตาม จาก สู่ แห่ง ไม่ สำหรับ เกี่ยวกับ ระหว่าง โครง นัก จะ ถูก',
);
/** Nor, at the end of a line, with these: alone they are whole words too. */
export const HANGING_AT_LINE_END = set(
  'ส่วน ข้อ กอง เรื่อง ด้าน คณะ หน่วย ได้ มี พึง ทุก ทั้ง ซึ่ง เป็น ให้ ว่า อย่าง เจ้า เกี่ยว งาน แผน ระบบ วิธี',
);
/** Behind these "การ" ends a word and hangs on nothing. */
export const BEFORE_KARN = set('ดำเนิน ปฏิบัติ บริ ราช จัด กรรม วิชา สวัสดิ นิติ ธุร พาณิช บริหารจัด');
/** A phrase goes on with these. */
export const LEANING = set('ของ กับ แก่ ต่อ ใน ที่ ตาม จาก สู่ แห่ง ให้ ภายใน แล้ว ด้วย ได้ ไป มา ลง ขึ้น ไว้ แบบ อย่าง');
/** A new clause begins with these, and is written after a space. */
export const CLAUSE = set('เพื่อ โดย ได้แก่ เช่น พร้อม พร้อมทั้ง รวมถึง รวมทั้ง ตลอดจน ดังนี้ ซึ่ง กรณี อาทิ');
/** Behind "และ" these begin a clause, not another noun of the same one. */
export const CLAUSE_VERB = set('เป็น มี เพื่อ สามารถ ไม่ ให้ ทำให้');
/** The head of a noun made of a verb: it cannot be cut from what follows. */
export const PREFIX = set('การ ความ ผู้ นัก ข้อ คณะ กอง');

/** What one does in a plan. Two of them with a space between are a list. */
export const VERBS = set(
  [
    'ประชุม วางแผน แต่งตั้ง รวบรวม วิเคราะห์ กำหนด นำเสนอ เสนอ ติดตาม ประเมิน ประเมินผล ปรับปรุง แก้ไข พัฒนา จัดทำ จัด ดำเนิน ดำเนินการ ดำเนินงาน',
    'สรุป สรุปผล รายงาน รายงานผล ตรวจสอบ ตรวจ ทบทวน ศึกษา สำรวจ เผยแพร่ ประชาสัมพันธ์ อบรม จัดตั้ง จัดซื้อ จัดจ้าง บันทึก คัดเลือก คัดแยก คัดกรอง',
    'อนุมัติ ขออนุมัติ แจ้ง ตอบ ตอบกลับ ส่ง ส่งต่อ รับ สร้าง จัดการ สื่อสาร ส่งเสริม สนับสนุน แลกเปลี่ยน เรียนรู้ ถอดบทเรียน มอบหมาย ควบคุม กำกับ ดูแล',
    'เร่งรัด ค้นหา จำแนก จัดกลุ่ม จัดลำดับ เปรียบเทียบ ทดสอบ ทดลอง ใช้ เปิด ลงพื้นที่ ประกาศ ออกแบบ เตรียม เตรียมการ ชี้แจง ประสาน ประสานงาน รับฟัง',
    'เก็บ เก็บรวบรวม เฝ้าระวัง ป้องกัน ซ่อม ซ่อมแซม บำรุง รักษา บำรุงรักษา ก่อสร้าง ให้ ให้บริการ บริการ ช่วยเหลือ เยียวยา นำ ทำ วิจัย สังเคราะห์ ยกร่าง ร่าง รับเรื่อง',
    'ลงทะเบียน คัดลอก จัดเก็บ จัดส่ง จัดหา เชิญ เยี่ยม เยี่ยมชม ปลูก ขยาย ขยายผล สรรหา คำนวณ ประมวล ประมวลผล ถ่ายทอด กลั่นกรอง พิจารณา อนุญาต ทำความสะอาด',
  ].join(' '),
);
/** Pairs that are one word as often as a list of two: only the line's width can tell. */
export const COMPOUNDS = set(
  'ปรับปรุงแก้ไข ติดตามประเมินผล ติดตามประเมิน กำกับติดตาม กำกับดูแล ส่งเสริมสนับสนุน จัดซื้อจัดจ้าง ตรวจสอบติดตาม ควบคุมกำกับ แลกเปลี่ยนเรียนรู้ บำรุงรักษา ปรับปรุงพัฒนา พัฒนาปรับปรุง ประสานงาน ติดตามตรวจสอบ แก้ไขปรับปรุง เก็บรวบรวม',
);
