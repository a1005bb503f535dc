/** A department as it stands at first start; the municipality edits it from then on. */
export type SeedDepartment = { readonly code: string; readonly nameTh: string; readonly nameEn: string };

/** The usual bureaus of a municipality; waterworks and personnel exist only in some, and can be retired or renamed. */
export const DEPARTMENTS: readonly SeedDepartment[] = [
  { code: 'complaint-centre', nameTh: 'ศูนย์รับเรื่องร้องเรียนร้องทุกข์', nameEn: 'Complaint Centre' },
  { code: 'municipal-clerk', nameTh: 'ปลัดเทศบาล', nameEn: 'Municipal Clerk' },
  { code: 'clerk-office', nameTh: 'สำนักปลัดเทศบาล', nameEn: 'Office of the Municipal Clerk' },
  { code: 'finance', nameTh: 'กองคลัง', nameEn: 'Finance Division' },
  { code: 'public-works', nameTh: 'กองช่าง', nameEn: 'Public Works Division' },
  {
    code: 'public-health',
    nameTh: 'กองสาธารณสุขและสิ่งแวดล้อม',
    nameEn: 'Public Health and Environment Division',
  },
  { code: 'education', nameTh: 'กองการศึกษา', nameEn: 'Education Division' },
  { code: 'social-welfare', nameTh: 'กองสวัสดิการสังคม', nameEn: 'Social Welfare Division' },
  { code: 'planning', nameTh: 'กองวิชาการและแผนงาน', nameEn: 'Technical Services and Planning Division' },
  { code: 'waterworks', nameTh: 'กองการประปา', nameEn: 'Waterworks Division' },
  { code: 'personnel', nameTh: 'กองการเจ้าหน้าที่', nameEn: 'Personnel Division' },
  { code: 'internal-audit', nameTh: 'หน่วยตรวจสอบภายใน', nameEn: 'Internal Audit Unit' },
];
