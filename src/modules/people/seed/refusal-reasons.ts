/** Why a complaint may not be taken up. The citizen is told the reason, its source once that is confirmed, and where to turn instead. */
export type SeedReason = {
  readonly code: string;
  readonly nameTh: string;
  readonly nameEn: string;
  readonly legalSource: string;
};

/** The regulation's wording was not at hand when this was written: a legal officer confirms it before it is printed. */
const REGULATION = 'ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการจัดการเรื่องราวร้องทุกข์ พ.ศ. 2552 (รอยืนยันตัวบท)';
const POISON_LETTER = 'มติคณะรัฐมนตรี 22 ธันวาคม 2541 (บัตรสนเท่ห์)';

export const REFUSAL_REASONS: readonly SeedReason[] = [
  {
    code: 'court-matter',
    nameTh: 'เรื่องอยู่ระหว่างการพิจารณาของศาล หรือศาลมีคำพิพากษาหรือคำสั่งถึงที่สุดแล้ว',
    nameEn: 'The matter is before a court, or a court has finally decided it',
    legalSource: REGULATION,
  },
  {
    code: 'monarchy',
    nameTh: 'เรื่องที่เกี่ยวกับสถาบันพระมหากษัตริย์',
    nameEn: 'The matter concerns the monarchy',
    legalSource: REGULATION,
  },
  {
    code: 'anonymous-no-detail',
    nameTh: 'ไม่ระบุชื่อผู้ร้อง และไม่มีพยานหลักฐานหรือข้อเท็จจริงที่เจาะจงพอให้ตรวจสอบ',
    nameEn: 'Anonymous, without evidence or facts specific enough to examine',
    legalSource: `${POISON_LETTER}; ${REGULATION}`,
  },
  {
    code: 'final-decision',
    nameTh: 'เรื่องที่หน่วยงานผู้มีอำนาจมีคำวินิจฉัยเป็นที่สุดแล้ว และไม่มีข้อเท็จจริงใหม่',
    nameEn: 'The competent authority has finally decided it and there are no new facts',
    legalSource: REGULATION,
  },
  {
    code: 'other-remedy',
    nameTh: 'เรื่องที่มีกฎหมายกำหนดวิธีการอุทธรณ์หรือร้องเรียนไว้โดยเฉพาะ',
    nameEn: 'Another law provides its own way of appeal or complaint',
    legalSource: REGULATION,
  },
  {
    code: 'outside-authority',
    nameTh: 'อยู่นอกอำนาจหน้าที่ของเทศบาล',
    nameEn: 'Outside the authority of the municipality',
    legalSource: 'พระราชบัญญัติเทศบาล พ.ศ. 2496 มาตรา 50–57 (รอยืนยันตัวบท)',
  },
  {
    code: 'no-substance',
    nameTh: 'ข้อมูลไม่มีสาระเพียงพอ และขอข้อมูลเพิ่มเติมแล้วไม่ได้รับ',
    nameEn: 'Not enough substance, and more information was asked for in vain',
    legalSource: 'พระราชกฤษฎีกาว่าด้วยหลักเกณฑ์และวิธีการบริหารกิจการบ้านเมืองที่ดี พ.ศ. 2546 มาตรา 41 (รอยืนยันตัวบท)',
  },
  {
    code: 'private-dispute',
    nameTh: 'ข้อพิพาทระหว่างเอกชนที่เทศบาลไม่มีอำนาจชี้ขาด',
    nameEn: 'A dispute between private parties that the municipality may not decide',
    legalSource: REGULATION,
  },
  {
    code: 'duplicate',
    nameTh: 'เรื่องเดียวกันกับที่รับไว้แล้ว จะติดตามในเรื่องเดิม',
    nameEn: 'The same matter is already registered and is followed there',
    legalSource: 'แนวปฏิบัติภายในของเทศบาล',
  },
];
