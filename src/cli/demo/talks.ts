import type { TalkerKey } from './talkers.ts';

/** What somebody does on their telephone. */
export type Said =
  | { readonly text: string; readonly edits?: string }
  | { readonly sends: 'picture' | 'sticker' | 'place' | 'follow' | 'video-watched' }
  | { readonly comments: string }
  /** Takes back what they said last. */
  | { readonly takesBack: true };
/** What staff do, about the case whose words begin so. */
export type Done =
  | { readonly step: 'assign'; readonly department: string }
  | { readonly step: 'start' }
  | { readonly step: 'progress' | 'reply' | 'note'; readonly note: string };
export type Scene = { readonly minutesAgo: number } & (
  | { readonly who: TalkerKey; readonly said: Said }
  | { readonly staff: string; readonly about: string; readonly done: Done }
  /** Somebody telephones, the desk registers it; later they name its number and code in their own chat. */
  | { readonly calls: TalkerKey; readonly text: string }
  | { readonly claims: TalkerKey }
  /** Seen by staff where no account is connected, and copied by hand. */
  | { readonly captured: 'twitter'; readonly text: string; readonly link: string }
);

const HOUR = 60;
const WATER = 'น้ำประปาไหลอ่อน';
const FALLEN = 'กิ่งไม้ใหญ่หัก';

/** Two days of the demonstration's channels, oldest first. */
export const TALKS: readonly Scene[] = [
  { minutesAgo: 46 * HOUR, who: 'pon', said: { sends: 'follow' } },
  {
    minutesAgo: 46 * HOUR - 4,
    who: 'pon',
    said: { text: `${WATER}มาสามวันแล้วค่ะ ซอย 7 หลังตลาดสด เปิดร้านไม่ได้เลย` },
  },
  { minutesAgo: 46 * HOUR - 6, who: 'pon', said: { sends: 'picture' } },
  { minutesAgo: 45 * HOUR, staff: 'intake', about: WATER, done: { step: 'assign', department: 'waterworks' } },
  { minutesAgo: 44 * HOUR, staff: 'water', about: WATER, done: { step: 'start' } },
  {
    minutesAgo: 43 * HOUR,
    staff: 'water',
    about: WATER,
    done: { step: 'progress', note: 'ช่างพบวาล์วปากซอยชำรุด จะเปลี่ยนให้แล้วเสร็จภายในวันนี้ ขออภัยในความไม่สะดวก' },
  },
  { minutesAgo: 42 * HOUR, who: 'pon', said: { text: 'ขอบคุณค่ะ รอช่างอยู่นะคะ' } },
  { minutesAgo: 40 * HOUR, calls: 'pon', text: 'ขอให้ลอกท่อระบายน้ำหน้าร้าน ส่งกลิ่นเหม็นช่วงบ่าย' },
  { minutesAgo: 39 * HOUR, claims: 'pon' },
  { minutesAgo: 30 * HOUR, who: 'nok', said: { text: 'แจ้งเรื่อง' } },
  { minutesAgo: 30 * HOUR - 1, who: 'nok', said: { text: 'ไฟทางดับสองต้นติดกัน ตรงทางเข้าสวนสาธารณะ' } },
  { minutesAgo: 30 * HOUR - 2, who: 'nok', said: { sends: 'place' } },
  { minutesAgo: 30 * HOUR - 3, who: 'nok', said: { text: 'ข้าม' } },
  { minutesAgo: 30 * HOUR - 4, who: 'nok', said: { text: 'ยืนยัน' } },
  {
    minutesAgo: 26 * HOUR,
    captured: 'twitter',
    text: 'มีคนโพสต์ว่าป้ายบอกทางหน้าโรงพยาบาลหันผิดด้าน รถหลงทางทุกวัน',
    link: 'https://x.com/thara_sathit_demo/status/1000000000000000000',
  },
  {
    minutesAgo: 22 * HOUR + 20,
    who: 'fah',
    said: { text: 'สอบถามค่ะ ขึ้นทะเบียนผู้สูงอายุต้องใช้เอกสารอะไรบ้างคะ' },
  },
  { minutesAgo: 9 * HOUR, who: 'ton', said: { comments: 'ถนนหน้าโรงเรียนเทศบาลเป็นหลุมลึกมาก รถล้มทุกวันครับ' } },
  { minutesAgo: 6 * HOUR, who: 'mew', said: { text: 'ถังขยะริมคลองล้นมาสองวันแล้ว ส่งกลิ่นมากค่ะ' } },
  { minutesAgo: 3 * HOUR, who: 'kla', said: { text: `${FALLEN}พาดสายไฟหน้าบ้านเลขที่ 14 อันตรายมากครับ` } },
  { minutesAgo: 3 * HOUR - 2, who: 'kla', said: { sends: 'picture' } },
  { minutesAgo: 3 * HOUR - 3, who: 'kla', said: { sends: 'place' } },
  { minutesAgo: 170, staff: 'intake', about: FALLEN, done: { step: 'assign', department: 'public-works' } },
  { minutesAgo: 165, staff: 'works', about: FALLEN, done: { step: 'start' } },
  {
    minutesAgo: 160,
    staff: 'works',
    about: FALLEN,
    done: { step: 'progress', note: 'รับเรื่องแล้ว รถกระเช้ากำลังออกเดินทาง ขอให้อยู่ห่างจากสายไฟอย่างน้อย 5 เมตร' },
  },
  {
    minutesAgo: 140,
    who: 'kla',
    said: { text: 'ช่างมาถึงแล้วครับ ขอบคุณคับ', edits: 'ช่างมาถึงแล้วครับ ขอบคุณครับ' },
  },
  { minutesAgo: 130, staff: 'works', about: FALLEN, done: { step: 'note', note: 'ประสานการไฟฟ้าให้ตัดไฟระหว่างยกกิ่งไม้' } },
  {
    minutesAgo: 100,
    staff: 'works-head',
    about: FALLEN,
    done: { step: 'reply', note: 'ยกกิ่งไม้และตัดแต่งส่วนที่เสี่ยงเรียบร้อยแล้ว ไฟฟ้ากลับมาใช้ได้เมื่อครู่นี้' },
  },
  { minutesAgo: 90, who: 'noi', said: { sends: 'follow' } },
  { minutesAgo: 88, who: 'noi', said: { sends: 'sticker' } },
  { minutesAgo: 60, who: 'kla', said: { text: 'ส่งผิดห้องครับ' } },
  { minutesAgo: 59, who: 'kla', said: { takesBack: true } },
  { minutesAgo: 40, who: 'pon', said: { sends: 'video-watched' } },
];

const DAYTIME = 'จันทร์–ศุกร์ 8.30–16.30 น.';
const ALWAYS = 'ส่งได้ตลอดเวลา ตอบในเวลาราชการ';
/** How these people were told that they may write. */
export const WAYS = [
  {
    channel: 'line',
    nameTh: 'ไลน์ของเทศบาล',
    nameEn: 'LINE',
    address: '@thara-sathit',
    url: 'https://line.example.org/thara-sathit',
    hours: ALWAYS,
    method: 'เพิ่มเพื่อน แล้วพิมพ์เรื่อง ส่งรูปหรือตำแหน่ง หรือกดเมนู “แจ้งเรื่อง”',
  },
  {
    channel: 'facebook',
    nameTh: 'เพจเฟซบุ๊ก',
    nameEn: 'Facebook',
    address: 'เทศบาลเมืองธาราสาธิต',
    url: 'https://facebook.example.org/thara-sathit',
    hours: ALWAYS,
    method: 'ส่งข้อความหาเพจ หรือแสดงความคิดเห็นใต้โพสต์',
  },
  {
    channel: 'instagram',
    nameTh: 'อินสตาแกรม',
    nameEn: 'Instagram',
    address: '@thara.sathit',
    url: 'https://instagram.example.org/thara.sathit',
    hours: ALWAYS,
    method: '',
  },
  {
    channel: 'questionnaire',
    nameTh: 'แบบสอบถาม',
    nameEn: 'Questionnaire',
    address: 'จุดบริการทุกกอง',
    url: '',
    hours: DAYTIME,
    method: '',
  },
  {
    channel: 'walk-in',
    nameTh: 'มาด้วยตนเอง',
    nameEn: 'In person',
    address: 'ศูนย์รับเรื่อง ชั้น 1',
    url: '',
    hours: DAYTIME,
    method: '',
  },
] as const;
