import './tables.ts';

export { type Attached, attachedTo, attachFiles, mustBeFree, notYetAttached, voiceOfFile } from './attach-files.ts';
export { dropHeld, type HeldFile, heldFiles, holdFiles } from './held-files.ts';
export { voiceStatements } from './keep-voices.ts';
export { loadVoice } from './load-voice.ts';
export { placesOf } from './places.ts';
export { sweepFiles } from './sweep-files.ts';
export type { Voice } from './tables.ts';
export { type Volume, voicesFrom } from './voices-from.ts';
export { citizensOfVoices, nameVoice, voicesOfCitizens } from './voices-of-citizens.ts';
export { moveFiles, placeVoice, redactVoice, withdrawFiles, withdrawPlace } from './withdraw.ts';
