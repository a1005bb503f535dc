import { z } from 'zod';

/** What follows a filing: the acknowledgement to a citizen who left an address. One job a transaction, however many were filed in it. */
export const receivedJob = { id: 'complaints.received', schema: z.object({ complaintIds: z.array(z.uuid()) }) };
/** What follows a public step: the citizen is told. */
export const steppedJob = { id: 'complaints.stepped', schema: z.object({ complaintId: z.uuid(), seq: z.int() }) };
/** What follows a citizen's word: whoever holds the case is told. */
export const citizenSpokeJob = {
  id: 'complaints.citizen-spoke',
  schema: z.object({ complaintId: z.uuid(), seq: z.int() }),
};
