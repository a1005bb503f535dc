import { z } from 'zod';

/** A picture or file of a message: what it is at the provider, and what became of fetching it. */
export const StoredMedia = z.object({
  kind: z.enum(['image', 'video', 'audio', 'file']),
  ref: z.string(),
  name: z.string().nullable(),
  fileId: z.uuid().optional(),
  /** Why it will never be here. */
  gone: z.string().optional(),
});
export type StoredMedia = z.infer<typeof StoredMedia>;
export const StoredPin = z.object({ latitude: z.number(), longitude: z.number(), text: z.string().nullable() });

/** One a person, the newest; `removed` stays, so that a late "liked" does not bring back what was taken away. */
export const StoredReaction = z.object({
  sender: z.string().nullable(),
  reaction: z.string(),
  at: z.iso.datetime(),
  removed: z.boolean(),
});
export type StoredReaction = z.infer<typeof StoredReaction>;

/** What a message said until it was edited. */
export const Former = z.object({ text: z.string(), until: z.iso.datetime() });

/** A reaction among those known. The newest of a person holds, in whatever order they arrive. */
export function withReaction(known: readonly StoredReaction[], added: StoredReaction): StoredReaction[] {
  const before = known.find((each) => each.sender === added.sender);
  if (before && before.at >= added.at) return [...known];
  return [...known.filter((each) => each !== before), added];
}
