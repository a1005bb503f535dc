import { columnKey, FIELDS, type Field } from './mapping.ts';

/**
 * What offices and systems call their columns, the surest name first. A running number ("ลำดับ") is no reference: it starts at 1
 * in every file.
 */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  ref: [
    'case_enquiry_id',
    'service_request_id',
    'unique key',
    'case id',
    'ticket id',
    'เลขที่คำร้อง',
    'เลขคำร้อง',
    'เลขที่เรื่อง',
    'เลขที่รับเรื่อง',
    'เลขรับ',
    'เลขที่รับ',
    'รหัสเรื่อง',
    'หมายเลขเรื่อง',
    'เลขที่',
    'reference',
    'ref',
    'id',
  ],
  title: ['case_title', 'complaint type', 'service_name', 'หัวข้อ', 'หัวเรื่อง', 'ชื่อเรื่อง', 'title', 'subject line'],
  text: [
    'รายละเอียด',
    'รายละเอียดเรื่อง',
    'รายละเอียดปัญหา',
    'รายละเอียดเรื่องร้องเรียน',
    'รายละเอียดคำร้อง',
    'ข้อความ',
    'เรื่องร้องเรียน',
    'เรื่องร้องทุกข์',
    'ข้อร้องเรียน',
    'เรื่อง',
    'ปัญหา',
    'เนื้อหา',
    'ความคิดเห็น',
    'description',
    'comment',
    'details',
    'complaint',
    'descriptor',
    'message',
    'text',
  ],
  place: [
    'สถานที่',
    'สถานที่เกิดเหตุ',
    'จุดเกิดเหตุ',
    'บริเวณ',
    'ที่เกิดเหตุ',
    'ที่อยู่',
    'location',
    'incident address',
    'address_string',
    'address',
    'place',
  ],
  area: ['ตำบล', 'แขวง', 'ตำบล/แขวง', 'subdistrict'],
  latitude: ['ละติจูด', 'latitude', 'lat', 'y'],
  longitude: ['ลองจิจูด', 'ลองติจูด', 'longitude', 'long', 'lon', 'lng', 'x'],
  coordinates: ['พิกัด', 'coords', 'coordinates', 'latlong', 'latlng', 'gps'],
  category: [
    'ประเภท',
    'ประเภทเรื่อง',
    'ประเภทปัญหา',
    'ประเภทคำร้อง',
    'หมวด',
    'หมวดหมู่',
    'category',
    'type',
    'service_code',
    'reason',
  ],
  department: [
    'หน่วยงาน',
    'หน่วยงานที่รับผิดชอบ',
    'ผู้รับผิดชอบ',
    'กอง',
    'ส่วนราชการ',
    'department',
    'agency_responsible',
    'agency name',
    'agency',
    'organization',
  ],
  community: ['ชุมชน', 'หมู่บ้าน', 'community', 'village', 'neighborhood'],
  status: ['สถานะ', 'สถานะเรื่อง', 'ผลการดำเนินการ', 'ผลการดำเนินงาน', 'case_status', 'status', 'state'],
  received: [
    'วันที่รับเรื่อง',
    'วันที่แจ้ง',
    'วันที่รับ',
    'วันรับเรื่อง',
    'วันที่รับแจ้ง',
    'วันที่ร้องเรียน',
    'วันเดือนปี',
    'วัน เดือน ปี',
    'ว/ด/ป',
    'วดป',
    'วันเวลา',
    'วันที่',
    'open_dt',
    'requested_datetime',
    'created date',
    'created_at',
    'received',
    'date',
    'timestamp',
  ],
  receivedTime: ['เวลาที่แจ้ง', 'เวลารับเรื่อง', 'เวลาที่รับเรื่อง', 'เวลารับแจ้ง', 'เวลา', 'time'],
  closed: [
    'วันที่แล้วเสร็จ',
    'วันที่ดำเนินการแล้วเสร็จ',
    'วันที่เสร็จ',
    'วันที่ปิดเรื่อง',
    'วันแล้วเสร็จ',
    'closed_dt',
    'closed date',
    'closed_at',
    'closed',
    'timestamp_finished',
  ],
  closedTime: ['เวลาแล้วเสร็จ', 'เวลาปิดเรื่อง'],
  lastActivity: [
    'วันที่ปรับปรุงล่าสุด',
    'ปรับปรุงล่าสุด',
    'updated_datetime',
    'resolution action updated date',
    'last_activity',
    'updated_at',
  ],
  stars: ['คะแนน', 'คะแนนความพึงพอใจ', 'ดาว', 'ความพึงพอใจ', 'star', 'stars', 'rating'],
  reopened: ['จำนวนครั้งที่เปิดใหม่', 'count_reopen'],
  channel: ['ช่องทาง', 'ช่องทางการแจ้ง', 'ช่องทางที่รับเรื่อง', 'channel', 'open data channel type', 'source'],
  name: [
    'ชื่อผู้แจ้ง',
    'ผู้แจ้ง',
    'ชื่อผู้ร้อง',
    'ผู้ร้อง',
    'ผู้ร้องเรียน',
    'ชื่อผู้ร้องเรียน',
    'ชื่อ-สกุล',
    'ชื่อ สกุล',
    'ชื่อ-นามสกุล',
    'ชื่อ',
    'reporter',
    'name',
  ],
  phone: ['เบอร์โทร', 'เบอร์โทรศัพท์', 'โทรศัพท์', 'หมายเลขโทรศัพท์', 'เบอร์ติดต่อ', 'โทร', 'phone', 'tel', 'mobile'],
  email: ['อีเมล', 'อีเมล์', 'e-mail', 'email'],
};

/** Which column is probably which field; a column serves one field. */
export function guessColumns(headers: readonly string[]): Partial<Record<Field, string>> {
  const free = new Map(headers.map((header) => [columnKey(header), header]));
  const found: Partial<Record<Field, string>> = {};
  for (const field of FIELDS) {
    const key = NAMES[field].map(columnKey).find((name) => free.has(name));
    if (key === undefined) continue;
    found[field] = free.get(key) ?? key;
    free.delete(key);
  }
  return found;
}

const KNOWN = new Set([
  ...Object.values(NAMES).flat().map(columnKey),
  'ticketid',
  'photo',
  'organization',
  'countreopen',
]);
/** How many of a row's cells are words that head columns: a file may have a title above its table. */
export const knownHeaders = (cells: readonly string[]): number =>
  cells.filter((cell) => KNOWN.has(columnKey(cell))).length;
