/** Groups of people the municipality serves (recipients) or answers to (stakeholders): พ.ร.ฎ. และ PMQA หมวด 3 practice, editable. */
export type SeedGroup = {
  readonly code: string;
  readonly kind: 'recipient' | 'stakeholder';
  readonly nameTh: string;
  readonly nameEn: string;
};

const recipient = (code: string, nameTh: string, nameEn: string): SeedGroup => ({
  code,
  kind: 'recipient',
  nameTh,
  nameEn,
});
const stakeholder = (code: string, nameTh: string, nameEn: string): SeedGroup => ({
  code,
  kind: 'stakeholder',
  nameTh,
  nameEn,
});

export const GROUPS: readonly SeedGroup[] = [
  recipient('resident', 'ประชาชนในเขต', 'Residents'),
  recipient('taxpayer', 'ผู้มีรายได้/ผู้เสียภาษี', 'Income earners and taxpayers'),
  recipient('permit-applicant', 'ผู้ขออนุญาต (อาคาร/กิจการ)', 'Permit applicants (buildings, businesses)'),
  recipient('elderly', 'ผู้สูงอายุ', 'Older people'),
  recipient('disabled', 'ผู้พิการ', 'People with disabilities'),
  recipient('youth-family', 'เด็ก เยาวชน ผู้ปกครอง และนักเรียนในสังกัด', 'Children, young people, parents and our pupils'),
  recipient('patient', 'ผู้ป่วย/ผู้ใช้ศูนย์บริการสาธารณสุข', 'Patients and health centre users'),
  recipient('trader', 'ผู้ประกอบการ ตลาด หาบเร่', 'Businesses, market and street traders'),
  recipient('unregistered', 'ประชากรแฝง/แรงงานข้ามชาติ', 'Unregistered residents and migrant workers'),
  recipient('visitor', 'นักท่องเที่ยว', 'Visitors'),
  recipient('agency', 'หน่วยงานรัฐที่มาขอบริการ', 'Public agencies that use our services'),
  stakeholder('community-board', 'คณะกรรมการชุมชน/ประธานชุมชน', 'Community boards and chairs'),
  stakeholder('village-head', 'กำนัน ผู้ใหญ่บ้าน', 'Subdistrict and village heads'),
  stakeholder('council-member', 'สมาชิกสภาเทศบาล', 'Municipal council members'),
  stakeholder('health-volunteer', 'อาสาสมัครสาธารณสุข (อสม.)', 'Village health volunteers'),
  stakeholder('civil-defence', 'อาสาสมัครป้องกันภัยฝ่ายพลเรือน (อปพร.)', 'Civil defence volunteers'),
  stakeholder('youth-council', 'สภาเด็กและเยาวชน', 'Children and youth council'),
  stakeholder('women-elder-club', 'กลุ่มสตรี/กลุ่มผู้สูงอายุ', "Women's and older people's groups"),
  stakeholder('temple-school', 'วัด โรงเรียน ศาสนสถาน', 'Temples, schools and places of worship'),
  stakeholder('contractor', 'ผู้รับจ้าง/คู่ค้า', 'Contractors and suppliers'),
  stakeholder('media', 'สื่อมวลชน', 'Media'),
  stakeholder('supervising-agency', 'ส่วนราชการกำกับ (อำเภอ จังหวัด ท้องถิ่นจังหวัด)', 'Supervising authorities'),
  stakeholder('affected', 'ประชาชนที่ได้รับผลกระทบจากโครงการ', 'People affected by projects'),
  stakeholder('employee', 'พนักงานเทศบาล', 'Municipal employees'),
];
