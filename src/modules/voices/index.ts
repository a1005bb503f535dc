import './tables.ts';

export { type Attached, attachedTo, attachFiles, loadVoice, mustBeFree, voiceOfFile } from './attach-files.ts';
export { dropHeld, type HeldFile, heldFiles, holdFiles } from './held-files.ts';
export { keepVoices } from './keep-voices.ts';
export { sweepFilesJob } from './sweep-files.ts';
export type { Voice } from './tables.ts';
