import { type Day, dayOf } from '../../thai/index.ts';

/** Which day it is in Thailand, by this machine's clock. */
export const today = (): Day => dayOf(new Date());
