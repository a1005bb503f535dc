import type { Random } from './random.ts';

/** Given names that are everybody's; surnames are put together from parts, so that they are nobody's. */
const WOMEN = [
  'สมใจ',
  'มาลี',
  'วันดี',
  'สุดา',
  'บุญมี',
  'จันทร์',
  'อรุณี',
  'พรทิพย์',
  'นงลักษณ์',
  'กานดา',
  'ดวงใจ',
  'ปราณี',
  'รัตนา',
  'ศิริพร',
  'อำไพ',
];
const MEN = [
  'สมชาย',
  'มานะ',
  'วิชัย',
  'ประเสริฐ',
  'บุญมา',
  'สมศักดิ์',
  'อนันต์',
  'ชูชาติ',
  'ธงชัย',
  'ณรงค์',
  'สุรพล',
  'ไพศาล',
  'วีระ',
  'คำปัน',
  'ทองดี',
];
const SURNAME_STARTS = ['ธารา', 'พฤกษ์', 'จันทร์', 'สุข', 'ทอง', 'แก้ว', 'ศรี', 'บุญ', 'รุ่ง', 'มั่น', 'เมฆ', 'ดารา'];
const SURNAME_MIDDLES = ['ลำนำ', 'พนา', 'นที', 'ภูผา', 'อรุณ', 'วารี', 'ดินดี', 'ลมเย็น', 'ไพรใส', 'ฟ้าคราม'];
const SURNAME_ENDS = ['สมมติ', 'ตัวอย่าง', 'จำลอง', 'ลองดู', 'สาธิต'];

export const MUNICIPALITY = {
  slug: 'main',
  nameTh: 'เทศบาลเมืองธาราสาธิต',
  nameEn: 'Thara Sathit Town Municipality (demo)',
} as const;
/** In the Gulf of Thailand, where nobody lives. */
export const CENTRE = { latitude: 11.2, longitude: 100.9 } as const;

const PLACE_STARTS = ['โนน', 'หนอง', 'ท่า', 'ดอน', 'ทุ่ง', 'โคก', 'ห้วย', 'วัง'];
const PLACE_ENDS = ['ธาราใส', 'มะลิซ้อน', 'ไผ่เงิน', 'นกยางทอง', 'ปลาบู่', 'จามจุรี', 'ศิลาขาว', 'แสงจันทร์'];

/** Sixteen communities, each once. */
export const COMMUNITIES: readonly string[] = PLACE_STARTS.flatMap((start, i) =>
  [0, 3].map((shift) => `ชุมชนบ้าน${start}${PLACE_ENDS[(i + shift) % PLACE_ENDS.length]}`),
);

export type Person = { readonly name: string; readonly phone: string; readonly email: string };

/** A person who does not exist: no Thai number begins with 0-0, and example.org is kept for examples (RFC 2606). */
export function person(random: Random): Person {
  const woman = random.chance(0.55);
  const name = `${woman ? random.pick(['นาง', 'นางสาว']) : 'นาย'}${random.pick(woman ? WOMEN : MEN)} ${random.pick(SURNAME_STARTS)}${random.pick(SURNAME_MIDDLES)}${random.pick(SURNAME_ENDS)}`;
  const number = String(random.whole(0, 9_999_999)).padStart(7, '0');
  return {
    name,
    phone: random.chance(0.85) ? `00-0${number.slice(0, 2)}-${number.slice(2, 6)}` : '',
    email: random.chance(0.2) ? `citizen${number}@example.org` : '',
  };
}

export function place(random: Random, community: string): string {
  const near = random.pick([
    'หน้าวัด',
    'ข้างศาลาประชาคม',
    'ปากซอย',
    'ท้ายซอย',
    'หน้าร้านค้าชุมชน',
    'ตรงข้ามสนามเด็กเล่น',
    'เชิงสะพาน',
    'หลังตลาดสด',
    'หน้าโรงเรียน',
  ]);
  return `${near} ซอย ${random.whole(1, 28)} ${community}`;
}
