import type { Reach } from '../adapter.ts';
import { setting } from '../provider/setting.ts';
import { type Asked, askTraffy } from './api.ts';

export type TicketUpdate = {
  readonly ticket: string;
  /** A state's name, ours or the common one: Traffy finds it by either. */
  readonly state: string;
  readonly text: string;
  /** Our number of the case. */
  readonly number: string;
};

/** Moves a ticket at Traffy and tells whoever reported it (docs/action-apis.md, `update-issue`: PATCH, never POST). Never throws. */
export function updateTicket(reach: Reach, { ticket, state, text, number }: TicketUpdate): Promise<Asked> {
  const org = setting(reach.settings, 'orgId');
  const json = {
    ticket_id: ticket,
    ...(org === '' ? {} : { org_id: org }),
    state_name: state,
    note: text,
    extra_detail: { client_ticket_id: number },
    noti_reporter: true,
    noti_staff: false,
  };
  return askTraffy(reach, { method: 'PATCH', path: 'update-issue/v1', json });
}
