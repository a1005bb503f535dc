export { checkExternal } from './external.ts';
export { hasCluster } from './record.ts';
export { type RunningPostgres, type StartOptions, startPostgres } from './start-postgres.ts';
export { PostgresTrouble } from './trouble.ts';
