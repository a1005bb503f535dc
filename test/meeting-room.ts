import { z } from 'zod';
import { planners } from './planner.ts';

export const Named = z.array(z.object({ id: z.uuid(), name: z.string() }));
export const TERM = { termFrom: '2026-05-01', termTo: '2026-09-30' };
export const member = (name: string, role: string, email = '') => ({
  name,
  role,
  position: 'นักวิเคราะห์นโยบายและแผน',
  email,
});

/** An office with a planner, who makes committees and calls their meetings. */
export async function room() {
  const o = await planners();
  const { planner } = o;
  const send = async (...asked: Parameters<typeof o.send>) => {
    const { status, body } = await o.send(...asked);
    return { status, body: body as Record<string, never> & Record<string, unknown> };
  };
  const committee = async (over: object = {}) => {
    const made = await send(planner, 'POST', '/committees', {
      version: null,
      committee: {
        name: 'คณะกรรมการรับฟังความต้องการของประชาชน',
        duties: '1. กำหนดช่องทาง\n2. รวบรวมและวิเคราะห์',
        ...TERM,
        members: [member('นายสมชาย ใจดี', 'chair', 'chair@example.org'), member('นางสาวสมหญิง รักไทย', 'secretary')],
        ...over,
      },
    });
    return made;
  };
  const meeting = (committeeId: string, over: object = {}) =>
    send(planner, 'POST', '/meetings', {
      committeeId,
      title: 'ประชุมวางแผนครั้งที่ 1',
      startsAt: '2026-05-04T02:00:00Z',
      endsAt: '2026-05-04T04:00:00Z',
      place: 'ห้องประชุมชั้น 2',
      agenda: [{ no: '1', text: 'เรื่องที่ประธานแจ้งให้ทราบ' }],
      ...over,
    });
  return { ...o, send, committee, meeting };
}
