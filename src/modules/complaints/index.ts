import './tables.ts';

export { caseForReceipt } from './case-for-receipt.ts';
export { caseNumbers } from './case-numbers.ts';
export { citizenMessage, citizenVerdict } from './citizen-steps.ts';
export type { Draft, FiledCase } from './draft.ts';
export { fileComplaints } from './file-complaints.ts';
export { type FilingDesk, openFilingDesk } from './filing-desk.ts';
export { type ImportOptions, type ImportResult, importComplaints } from './import/import-complaints.ts';
export { Mapping as ImportMapping } from './import/mapping.ts';
export { type ProblemAt, problemWords, refuses } from './import/problem.ts';
export { complaintMeasures } from './measures.ts';
export { tellCitizenSpoke, tellReceived, tellStepped } from './notices.ts';
export { remindJob } from './reminders.ts';
export { complaintRoutes } from './routes.ts';
export { seedClockIfNone } from './seed-clock.ts';
export { takeStep } from './take-step.ts';
export { recentlyDone, type TrackedCase, trackCase } from './track-case.ts';
