import type { Tx } from '../../../platform/db/db.ts';
import { type Attached, attachedTo, type Voice } from '../../voices/index.ts';
import type { Hidden } from '../rules.ts';

/**
 * The files of a case that a reader from whom this much is hidden may open; null hides none. Nothing can be masked in a file. Who mends a
 * concealed citizen's case sees pictures all the same, for they show what is to be mended: those that the citizen sent of it, and those of the
 * work. What staff attached when they wrote the case down is what was handed over (a petition with its signature, an identity card), a recording
 * is a voice, and a document may hold anything: these are the desk's.
 */
export async function filesShown(
  tx: Tx,
  voice: Pick<Voice, 'id' | 'recorded_at'>,
  hides: Hidden | null,
): Promise<readonly Attached[]> {
  if (hides === 'persons') return [];
  const files = await attachedTo(tx, [voice.id]);
  return hides === null ? files : files.filter((file) => isPicture(file) && !wasHandedOver(file, voice));
}

const isPicture = ({ mediaType }: Attached): boolean => mediaType.startsWith('image/');
const wasHandedOver = ({ addedBy, addedAt }: Attached, { recorded_at }: Pick<Voice, 'recorded_at'>): boolean =>
  addedBy === 'staff' && addedAt.getTime() === recorded_at.getTime();
