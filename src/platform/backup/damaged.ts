import { Refusal } from '../refusal.ts';

/** An archive that is not as it was written. `truncated`: it ends too early · `altered`: something in it is not what was put there. */
export const damaged = (reason: 'truncated' | 'altered'): Refusal => new Refusal('backup-damaged', { reason });
