import type { ChartContent, PlanContent, PlanStep } from '../../modules/plans/contract.ts';

type Departments = readonly { readonly id: string; readonly code: string }[];
/** Who does a step, and what is aimed at: in the order of the steps as they are printed. */
type Facts = readonly (readonly [department: string, target: string])[];

const FACTS: Readonly<Record<string, Facts>> = {
  'needs-information': [
    ['planning', 'ประชุมอย่างน้อยไตรมาสละ 1 ครั้ง'],
    ['complaint-centre', 'มีข้อมูลทุกเดือน'],
    ['complaint-centre', 'เผยแพร่ทำเนียบช่องทางภายในไตรมาสแรก'],
    ['planning', 'สรุปทุกเดือน'],
    ['planning', 'เสนอผู้บริหารปีละ 1 ครั้ง'],
    ['planning', 'ติดตามครบทุกเรื่องที่ปรับปรุง'],
  ],
  satisfaction: [
    ['planning', 'ประชุม 1 ครั้ง'],
    ['planning', 'แบบประเมิน 1 ชุด'],
    ['planning', 'ผู้ตอบไม่น้อยกว่า 400 คน'],
    ['planning', 'เทียบผลกับปีก่อน'],
    ['clerk-office', 'ปรับปรุงอย่างน้อย 2 บริการ'],
    ['planning', 'รายงาน 1 ฉบับ'],
  ],
  'dissatisfaction-factors': [
    ['planning', 'ประชุม 1 ครั้ง'],
    ['complaint-centre', 'ค้นหาจากทุกช่องทาง'],
    ['planning', 'รู้สาเหตุอย่างน้อย 3 อันดับแรก'],
    ['public-works', 'แก้ที่สาเหตุอย่างน้อย 1 เรื่อง'],
    ['planning', 'รายงาน 1 ฉบับ'],
  ],
  complaints: [
    ['planning', 'ประชุมอย่างน้อยไตรมาสละ 1 ครั้ง'],
    ['complaint-centre', 'เผยแพร่ทำเนียบช่องทาง'],
    ['complaint-centre', 'ลงทะเบียนทุกเรื่อง'],
    ['planning', 'ผู้บริหารรับทราบทุกไตรมาส'],
    ['clerk-office', 'ตอบทันเวลาไม่ต่ำกว่าร้อยละ 95'],
    ['planning', 'ทุกไตรมาส'],
  ],
};
/** What proves the steps that the document leaves blank, where it is not a person. */
const RULES: Readonly<Record<string, readonly string[]>> = {
  'needs-information': ['plans.meeting-held', 'complaints.recorded', 'channels.directory-published'],
};
/** Its printed arrows are left for a person to settle, and so is everything of the fourth system. */
const UNSETTLED = 'dissatisfaction-factors';
/** The systems whose plans the office has made its own. */
export const OWNED: ReadonlySet<string> = new Set(Object.keys(FACTS));

/** A plan as the office took it over: proposals accepted, doubts settled, each step with who does it, its aim and its evidence. */
export function ownedPlan(
  code: string,
  content: PlanContent,
  { departments, by, at }: { departments: Departments; by: string; at: Date },
): PlanContent {
  const facts = FACTS[code] ?? [];
  const own = (step: PlanStep, index: number): PlanStep => {
    const [department, target] = facts[index] ?? ['planning', ''];
    const rule = RULES[code]?.[index];
    return {
      ...step,
      origin: step.origin === 'proposal' ? 'own' : step.origin,
      departmentId: departments.find((each) => each.code === department)?.id ?? null,
      target,
      evidence:
        rule === undefined
          ? (step.evidence ?? { kind: 'manual', needs: 'บันทึกสรุปผลที่หัวหน้างานลงนาม' })
          : { kind: 'rule', rule, settings: {} },
      arrows: step.arrows.map((arrow) => ({
        ...arrow,
        origin: arrow.origin === 'proposal' ? 'own' : arrow.origin,
        doubt:
          arrow.doubt === null || code === UNSETTLED
            ? arrow.doubt
            : { ...arrow.doubt, settled: { at: at.toISOString(), by } },
      })),
    };
  };
  return {
    ...content,
    outputs: content.outputs.map((output) => ({ ...output, steps: output.steps.map(own) })),
  };
}

/** A chart whose items lead to what they name: a department, a channel, the steps of its plan, the public page, groups of people. */
export function linkedChart(chart: ChartContent, plan: PlanContent | null, departments: Departments): ChartContent {
  const steps = plan?.outputs.flatMap((output) => output.steps) ?? [];
  const planning = departments.find(({ code }) => code === 'planning');
  const { suppliers, inputs, process, outputs, customers } = chart.columns;
  type Item = (typeof inputs)['items'][number];
  const each = (column: typeof inputs, link: (item: Item, index: number) => Item['link']) => ({
    blank: false,
    items: column.items.map((item, index) => ({
      ...item,
      origin: item.origin === 'proposal' ? ('own' as const) : item.origin,
      link: link(item, index),
    })),
  });
  return {
    ...chart,
    columns: {
      suppliers: each(suppliers, ({ text }) =>
        text.includes('กองวิชาการ') && planning ? { kind: 'department', departmentId: planning.id } : null,
      ),
      inputs: each(inputs, ({ text }) =>
        /ข้อร้องเรียน|ช่องทาง/u.test(text) ? { kind: 'channel', channel: 'website' } : null,
      ),
      process: each(process, (_item, index) => {
        const step = steps.length === process.items.length ? steps[index] : undefined;
        return step ? { kind: 'step', stepId: step.id } : null;
      }),
      outputs: each(outputs, () => ({ kind: 'page', url: '/plans' })),
      customers: each(customers, ({ text }) => ({
        kind: 'groups',
        groupKind: text.includes('ส่วนได้ส่วนเสีย') ? 'stakeholder' : 'recipient',
      })),
    },
  };
}
