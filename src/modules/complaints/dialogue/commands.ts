import { normalise } from '../../../thai/index.ts';

/** What a person may ask for at any moment, by a button or by typing it (some devices show no buttons). */
export type Command =
  | 'report'
  | 'cases'
  | 'contact'
  | 'menu'
  | 'greet'
  | 'thai'
  | 'english'
  | 'cancel'
  | 'back'
  | 'restart'
  | 'apart'
  | 'skip'
  | 'confirm'
  | 'conceal'
  | 'drop'
  | 'stop'
  | 'quiet'
  | 'loud';

const TYPED: Readonly<Record<Command, readonly string[]>> = {
  report: ['แจ้งเรื่อง', 'แจ้งเหตุ', 'แจ้งปัญหา', 'ร้องเรียน', 'ร้องทุกข์', 'report', 'new report'],
  cases: ['เรื่องของฉัน', 'เรื่องของผม', 'ติดตามเรื่อง', 'ติดตาม', 'สถานะ', 'my cases', 'my reports', 'status', 'track'],
  contact: ['ติดต่อ', 'ติดต่อเทศบาล', 'ติดต่อเจ้าหน้าที่', 'เบอร์โทร', 'contact'],
  menu: ['เมนู', 'ช่วยเหลือ', 'วิธีใช้', 'เริ่ม', 'menu', 'help', 'start'],
  greet: [
    'สวัสดี',
    'หวัดดี',
    'ดี',
    'ทดสอบ',
    'ขอบคุณ',
    'ขอบใจ',
    'โอเค',
    'hello',
    'hi',
    'hey',
    'ok',
    'okay',
    'thanks',
    'thank you',
  ],
  thai: ['ภาษาไทย', 'ไทย', 'thai'],
  english: ['english', 'ภาษาอังกฤษ'],
  cancel: ['ยกเลิก', 'ไม่แจ้งแล้ว', 'cancel'],
  stop: ['หยุด', 'stop'],
  quiet: [
    'ไม่รับแจ้งเตือน',
    'หยุดแจ้งเตือน',
    'ปิดแจ้งเตือน',
    'ไม่รับข้อความอัตโนมัติ',
    'unsubscribe',
    'opt out',
    'stop messages',
    'stop all',
  ],
  loud: ['รับแจ้งเตือน', 'เปิดแจ้งเตือน', 'รับข้อความอัตโนมัติ', 'subscribe', 'opt in', 'unstop'],
  back: ['ย้อนกลับ', 'กลับ', 'back'],
  restart: ['เริ่มใหม่', 'restart', 'start over'],
  apart: ['แจ้งเป็นเรื่องใหม่', 'คนละเรื่อง', 'make it a new case'],
  skip: ['ข้าม', 'ไม่มี', 'ไม่มีรูป', 'ไม่ทราบ', 'skip', 'none', 'no'],
  drop: ['ไม่ใช่หมวดนี้', 'คนละหมวด', 'not this category'],
  conceal: ['ส่งโดยปกปิดตัวตน', 'ปกปิดตัวตน', 'ปกปิดชื่อ', 'ไม่เปิดเผยชื่อ', 'conceal', 'hide my name'],
  confirm: ['ยืนยัน', 'ส่ง', 'ส่งเรื่อง', 'ถูกต้อง', 'ใช่', 'ตกลง', 'confirm', 'send', 'yes'],
};

/** Words of politeness that change nothing. */
const POLITE = /(?:นะ)?(?:ครับผม|ครับ|คับ|ค่ะ|คะ|จ้ะ|จ้า|จ๊ะ|please)?[\s.!?~ๆ]*$/u;

const LONGEST_COMMAND = 40;

const WORDS = new Map(
  Object.entries(TYPED).flatMap(([command, words]) => words.map((word) => [word, command] as const)),
);

/** The command that a text is, all of it; null when it is anything else. "สวัสดีครับ" is one, "สวัสดีครับ ไฟดับ" is not. */
export function typedCommand(text: string): Command | null {
  if (text.length > LONGEST_COMMAND) return null;
  const said = normalise(text).trim().toLowerCase();
  const bare = said.replace(POLITE, '').trim();
  const found = WORDS.get(said) ?? WORDS.get(bare);
  return isCommand(found) ? found : null;
}

/** "แจ้งเรื่อง ไฟดับหน้าบ้าน": what follows the word that starts a report, or null. */
export function toldAtOnce(text: string): string | null {
  const said = normalise(text).trim();
  for (const word of TYPED.report) {
    if (said.length > word.length && said.toLowerCase().startsWith(word)) {
      const rest = said.slice(word.length);
      if (/^[\s:,–-]/u.test(rest)) return rest.replace(/^[\s:,–-]+/u, '').trim() || null;
    }
  }
  return null;
}

const isCommand = (word: string | undefined): word is Command => word !== undefined && word in TYPED;
