/** The five systems of a listening municipality (PMQA category 3), in the order of the document. */
export const SYSTEMS = [
  {
    code: 'needs-information',
    no: 1,
    titleTh: 'การรวบรวมข้อมูลและสารสนเทศที่เกี่ยวข้องกับผู้รับบริการและผู้มีส่วนได้ส่วนเสีย',
    titleEn: 'Needs and information by group',
  },
  {
    code: 'satisfaction',
    no: 2,
    titleTh: 'การประเมินความพึงพอใจของผู้รับบริการและผู้มีส่วนได้ส่วนเสีย',
    titleEn: 'Assessing satisfaction',
  },
  {
    code: 'dissatisfaction-factors',
    no: 3,
    titleTh: 'การรวบรวมและค้นหาปัจจัยที่มีผลต่อความไม่พึงพอใจของผู้รับบริการและผู้มีส่วนได้ส่วนเสีย',
    titleEn: 'Finding what causes dissatisfaction',
  },
  {
    code: 'relationship',
    no: 4,
    titleTh: 'การสื่อสาร สร้าง และจัดการความสัมพันธ์กับผู้รับบริการและผู้มีส่วนได้ส่วนเสีย',
    titleEn: 'Communication and relationships',
  },
  {
    code: 'complaints',
    no: 5,
    titleTh: 'การจัดการข้อร้องเรียนของผู้รับบริการและผู้มีส่วนได้ส่วนเสีย',
    titleEn: 'Managing complaints',
  },
] as const;

type Code = (typeof SYSTEMS)[number]['code'];
type Proposal = {
  readonly chart?: Readonly<Record<'suppliers' | 'inputs' | 'process' | 'outputs' | 'customers', readonly string[]>>;
  readonly plan?: { readonly output: string; readonly steps: readonly { text: string; from: number; to: number }[] };
};

const BOTH = ['ผู้รับบริการ', 'ผู้มีส่วนได้ส่วนเสีย'];

/** What the document leaves blank, as we would fill it: drafts of ours, shown as such until a person accepts them. */
export const PROPOSALS: Readonly<Partial<Record<Code, Proposal>>> = {
  'needs-information': {
    plan: {
      output: 'ช่องทางเสนอความต้องการของผู้รับบริการและผู้มีส่วนได้ส่วนเสีย',
      steps: [
        { text: 'ประชุม/วางแผน/แต่งตั้งคณะกรรมการ', from: 1, to: 1 },
        { text: 'รวบรวมข้อมูลความต้องการของผู้รับบริการและผู้มีส่วนได้ส่วนเสีย', from: 2, to: 12 },
        { text: 'กำหนดช่องทางเสนอความต้องการ', from: 1, to: 2 },
        { text: 'รวบรวม วิเคราะห์ ความต้องการ', from: 3, to: 12 },
        { text: 'นำเสนอข้อมูลความต้องการไปปรับปรุงการให้บริการ', from: 6, to: 6 },
        { text: 'ติดตาม/ประเมินผลการปรับปรุงให้บริการ', from: 12, to: 12 },
      ],
    },
  },
  satisfaction: {
    chart: {
      suppliers: ['กองวิชาการและแผนงาน', 'หน่วยงานในสังกัดเทศบาล'],
      inputs: ['แบบสอบถามความพึงพอใจ', 'บันทึกการให้บริการ', 'เสียงจากทุกช่องทาง'],
      process: [
        'การประชุม/วางแผน',
        'วิเคราะห์ทำรูปแบบการใช้วิธีการประเมินความพึงพอใจที่เหมาะสมกับผู้รับบริการ',
        'ประเมินความพึงพอใจที่ทันต่อการตอบสนองความต้องการของผู้รับบริการ',
        'นำเทคโนโลยี/สารสนเทศมาเปรียบเทียบความพึงพอใจ',
        'ปรับปรุง/แก้ไข การให้บริการ กระบวนการทำงาน',
        'การติดตามผลการให้บริการ',
      ],
      outputs: ['ผลการประเมินความพึงพอใจ แยกตามกลุ่ม และข้อเสนอปรับปรุงบริการ'],
      customers: BOTH,
    },
  },
  relationship: {
    chart: {
      suppliers: ['กองวิชาการและแผนงาน (งานประชาสัมพันธ์)', 'ทุกกอง'],
      inputs: ['ผลของระบบที่ 1–3 และ 5', 'ทะเบียนกลุ่มและเครือข่าย', 'ปฏิทินกิจกรรม'],
      process: [
        'ประชุม/วางแผน',
        'จำแนกกลุ่มและระดับความสัมพันธ์',
        'กำหนดสาร ช่องทาง และผู้รับผิดชอบ',
        'สื่อสารและจัดกิจกรรมสร้างความสัมพันธ์',
        'เปิดการมีส่วนร่วม',
        'ติดตาม ประเมินการรับรู้และความผูกพัน ปรับปรุง',
      ],
      outputs: ['แผนและทะเบียนการสื่อสารและความสัมพันธ์'],
      customers: BOTH,
    },
    plan: {
      output: 'แผนและทะเบียนการสื่อสารและความสัมพันธ์',
      steps: [
        { text: 'ประชุม/วางแผน', from: 1, to: 1 },
        { text: 'จำแนกกลุ่มและระดับความสัมพันธ์', from: 2, to: 3 },
        { text: 'กำหนดสาร ช่องทาง และผู้รับผิดชอบ', from: 3, to: 3 },
        { text: 'สื่อสารและจัดกิจกรรมสร้างความสัมพันธ์', from: 4, to: 11 },
        { text: 'เปิดการมีส่วนร่วม', from: 4, to: 11 },
        { text: 'ติดตาม ประเมินการรับรู้และความผูกพัน ปรับปรุง', from: 12, to: 12 },
      ],
    },
  },
};
