import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import { parseExact } from '../../../platform/exact-json.ts';
import { traffyTime } from './time.ts';

export const Id = z.union([z.string(), z.number()]).transform(String);
const Words = z.string().nullish().catch(null);

/**
 * Pictures: a list in one document, one address in another, and where there is none the bucket's own address
 * (github.com/traffy-nectec/exchange-api-doc: webhooks.md, query-apis.md, openapi.yaml).
 */
export const Photos = z
  .union([z.string(), z.array(z.string()), z.null()])
  .optional()
  .catch(null)
  .transform((photo) =>
    (typeof photo === 'string' ? photo.split(',') : (photo ?? []))
      .map((url) => url.trim())
      .filter((url) => URL.canParse(url) && !new URL(url).pathname.endsWith('/')),
  );

/** What Traffy's webhooks carry, all kinds in one shape (docs/webhooks.md). */
export const Said = z.object({
  ticket_id: z.string().regex(/^[A-Za-z0-9-]{4,40}$/),
  timestamp: Words,
  description: Words,
  type: Words,
  photo: Photos,
  latitude: z.number().nullish().catch(null),
  longitude: z.number().nullish().catch(null),
  address: Words,
  org: Words,
  status: Words,
  note: Words,
  event: Words,
  message_comment_id: Id.nullish().catch(null),
  comment: Words,
  sender_org_id: Id.nullish().catch(null),
  sender_org: Words,
});

/** What a webhook of Traffy's said about a ticket. */
export type TicketSaid = {
  readonly kind: 'new' | 'status' | 'chat' | 'rating';
  readonly ticket: string;
  readonly at: Date | null;
  readonly description: string;
  readonly type: string;
  readonly photos: readonly string[];
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly address: string;
  readonly status: string;
  readonly note: string;
  readonly org: string;
  readonly comment: string;
  readonly commentId: string | null;
  /** The organisation of whoever wrote the comment; null: the person who reported. */
  readonly senderOrgId: string | null;
  readonly staffOnly: boolean;
};

/** Reads one event. Null when it is none of theirs. */
export function readSaid(body: unknown): TicketSaid | null {
  const read = Said.safeParse(body);
  if (!read.success) return null;
  const said = read.data;
  const kind = kindOf(said);
  if (kind === null) return null;
  return {
    kind,
    ticket: said.ticket_id,
    at: traffyTime(said.timestamp),
    description: said.description ?? '',
    type: said.type ?? '',
    photos: said.photo,
    latitude: said.latitude ?? null,
    longitude: said.longitude ?? null,
    address: said.address ?? '',
    status: said.status ?? '',
    note: said.note ?? '',
    org: said.org ?? said.sender_org ?? '',
    comment: said.comment ?? '',
    commentId: said.message_comment_id ?? null,
    senderOrgId: said.sender_org_id ?? null,
    staffOnly: said.event === 'chat_staff_only',
  };
}

function kindOf({ event, status, description, type, latitude }: z.output<typeof Said>): TicketSaid['kind'] | null {
  if (event === 'rating') return 'rating';
  if (event) return event === 'chat' || event === 'comment' || event === 'chat_staff_only' ? 'chat' : null;
  if (status) return 'status';
  return description || type || latitude !== null ? 'new' : null;
}

/** The words of a ticket's event in the inbox. They are Traffy's only as far as whoever knew the secret address is Traffy. */
export async function ticketSaid(tx: Tx, eventId: string): Promise<TicketSaid | null> {
  const row = await tx
    .selectFrom('channels.event')
    .select(['channel', 'raw'])
    .where('id', '=', eventId)
    .executeTakeFirst();
  return row?.channel === 'traffy' ? readSaidRaw(row.raw) : null;
}

export function readSaidRaw(raw: string): TicketSaid | null {
  try {
    return readSaid(parseExact(raw));
  } catch {
    return null;
  }
}
