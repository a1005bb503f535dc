import { fold, skeleton } from '../../thai/index.ts';
import type { Draft } from './draft.ts';

/** What a search may find a case by: words without tone marks to find near ones, with them to tell the exact; contact data apart. */
export function searchText(
  row: { id: string; number: string; received_at: Date; place: string },
  draft: Pick<Draft, 'text' | 'contact' | 'sourceRef'>,
) {
  const said = [row.number, draft.sourceRef ?? '', draft.text, row.place].join('\n');
  const phone = draft.contact.phone.replaceAll(/\D/g, '');
  return {
    complaint_id: row.id,
    received_at: row.received_at,
    body: skeleton(said),
    exact: fold(said),
    contact: skeleton([draft.contact.name, phone, draft.contact.email].filter((part) => part !== '').join('\n')),
  };
}
