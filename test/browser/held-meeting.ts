import { Meeting } from '../../src/modules/plans/meetings/contract.ts';
import type { SignedIn } from '../sign-in.ts';

type Hands = {
  readonly send: (who: SignedIn, method: 'POST' | 'PUT', url: string, payload: object) => Promise<unknown>;
  readonly planner: SignedIn;
  readonly approver: SignedIn;
};

/** A committee meets, and somebody else than who wrote the minutes approves them: evidence of the step. */
export async function holdMeeting({ send, planner, approver }: Hands, stepId: string): Promise<void> {
  const committee = await send(planner, 'POST', '/committees', {
    version: null,
    committee: {
      name: 'คณะกรรมการรับเรื่องร้องเรียน',
      termFrom: '2025-10-01',
      members: [{ name: 'นายหนึ่ง', role: 'chair' }],
    },
  });
  const meeting = await send(planner, 'POST', '/meetings', {
    committeeId: (committee as { id: string }).id,
    title: 'ประชุมคณะกรรมการ',
    startsAt: '2026-05-04T02:00:00Z',
    endsAt: '2026-05-04T02:30:00Z',
    agenda: [],
    stepIds: [stepId],
  });
  const { id, members } = Meeting.parse(meeting);
  const attendance = members.map((member) => ({ memberId: member.id, state: 'present' }));
  const minutes = [{ no: '1', text: 'รับทราบ' }];
  await send(planner, 'PUT', `/meetings/${id}/minutes`, { version: 1, attendance, minutes, resolutions: [] });
  await send(approver, 'POST', `/meetings/${id}/minutes/approve`, { version: 2 });
}
