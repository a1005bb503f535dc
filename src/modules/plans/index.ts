import './tables.ts';

/** Charts, action plans and their years: what was planned, and what the records say of it. */
export { type Catalogue, catalogueOf } from './evidence/catalogue.ts';
export { planRoutes } from './routes.ts';
export type { PointsAt } from './save-document.ts';
