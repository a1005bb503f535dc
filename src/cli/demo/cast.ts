import type { Actor, Role } from '../../modules/people/index.ts';

/** Who works in the demonstration's municipality. */
export type Part = {
  readonly key: string;
  readonly name: string;
  readonly position: string;
  readonly roles: readonly Role[];
  readonly department: string | null;
};

const part = (
  key: string,
  name: string,
  position: string,
  roles: readonly Role[],
  department: string | null = null,
): Part => ({ key, name, position, roles, department });

export const CAST: readonly Part[] = [
  part('admin', 'ผู้ดูแล สาธิตระบบ', 'นักวิชาการคอมพิวเตอร์', ['administrator', 'intake'], 'planning'),
  part('intake', 'รับฟัง ใจสาธิต', 'เจ้าหน้าที่ศูนย์รับเรื่อง', ['intake'], 'complaint-centre'),
  part('intake2', 'ยินดี ช่วยสาธิต', 'เจ้าหน้าที่ศูนย์รับเรื่อง', ['intake'], 'complaint-centre'),
  part('works', 'ช่างไม้ ตัวอย่างดี', 'นายช่างโยธา', ['department-officer'], 'public-works'),
  part('works-head', 'อำนวย ถนนจำลอง', 'ผู้อำนวยการกองช่าง', ['department-head'], 'public-works'),
  part('health', 'สะอาด ลมเย็นสาธิต', 'นักวิชาการสาธารณสุข', ['department-officer'], 'public-health'),
  part('health-head', 'อนามัย ดีจำลอง', 'ผู้อำนวยการกองสาธารณสุขและสิ่งแวดล้อม', ['department-head'], 'public-health'),
  part('clerk', 'ระเบียบ งานสาธิต', 'นักจัดการงานเทศกิจ', ['department-officer'], 'clerk-office'),
  part('water', 'ธารใส น้ำตัวอย่าง', 'นายช่างประปา', ['department-officer'], 'waterworks'),
  part('welfare', 'เอื้ออารี ลองดู', 'นักพัฒนาชุมชน', ['department-officer'], 'social-welfare'),
  part('planner', 'แผนงาน คิดสาธิต', 'นักวิเคราะห์นโยบายและแผน', ['planner'], 'planning'),
  part('mayor', 'นำชัย เมืองสมมติ', 'นายกเทศมนตรี', ['executive']),
  part('committee', 'เที่ยงธรรม จำลอง', 'กรรมการสอบข้อเท็จจริง', ['committee']),
  part('dpo', 'รักษา ข้อมูลดี', 'เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล', ['data-protection-officer']),
  part('assessor', 'ตรวจสอบ ผลลัพธ์', 'ผู้ประเมิน', ['assessor']),
  part('university', 'วิจัย ร่วมมือ', 'อาจารย์มหาวิทยาลัยคู่ความร่วมมือ', ['university']),
];

/** Of this demonstration only: anybody may read it. */
export const PASSWORD = 'demo-fangsiang-2569';
export const emailOf = ({ key }: Part): string => `${key}@example.org`;
export type Company = ReadonlyMap<string, Actor>;
