export { checkExternal } from './external.ts';
export { type RunningPostgres, type StartOptions, startPostgres } from './start-postgres.ts';
export { PostgresTrouble, type PostgresTroubleCode } from './trouble.ts';
