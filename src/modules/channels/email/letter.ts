import { z } from 'zod';

const Result = z.enum(['pass', 'fail', 'softfail', 'none', 'other']).nullable();

/** A mail as the inbox keeps it: what was read out of it, and its source. */
export const Letter = z.object({
  uid: z.number().int(),
  /** UIDVALIDITY: numbers of another time mean other mails (RFC 3501 §2.3.1.1). */
  validity: z.string(),
  bytes: z.number().int(),
  /** mail: a person wrote it · bounce: a mail of ours came back · auto: a program answered · bulk: a newsletter or list · own: ours. */
  sort: z.enum(['mail', 'bounce', 'auto', 'bulk', 'own']),
  messageId: z.string().nullable(),
  from: z.object({ address: z.string(), name: z.string() }),
  subject: z.string(),
  /** The person's own words. */
  text: z.string(),
  at: z.iso.datetime().nullable(),
  isReply: z.boolean(),
  /** What looks like references of ours, in what it says it answers. */
  references: z.array(z.string()),
  /** Of a bounce: which mail of ours, the status code (RFC 3463), and whether it is for good. */
  returned: z.object({ references: z.array(z.string()), status: z.string(), forGood: z.boolean() }).nullable(),
  /** What our own server found of its sender (RFC 8601). */
  proof: z.object({ spf: Result, dkim: Result, dmarc: Result }),
  files: z.array(z.object({ index: z.number().int(), name: z.string().nullable(), type: z.string() })),
  /** The mail itself; of one over 2 MB its header only. */
  source: z.string(),
});
export type Letter = z.infer<typeof Letter>;

/** Its sender's own server says that it is not theirs. */
export const isDoubtful = ({ proof }: Letter): boolean =>
  proof.dmarc === 'fail' || (proof.dmarc !== 'pass' && proof.spf === 'fail' && proof.dkim !== 'pass');
