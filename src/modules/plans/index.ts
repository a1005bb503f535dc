import './tables.ts';

export type { Board, PlansDocument } from './contract.ts';
export { loadDocument } from './documents.ts';
/** Charts, action plans and their years: what was planned, and what the records say of it. */
export { type Catalogue, catalogueOf } from './evidence/catalogue.ts';
export { planFileRoutes } from './file-routes.ts';
export { readDocument } from './import/read-document.ts';
export type { ReadDocument } from './import/read-shape.ts';
export { unreadableWords } from './import/unreadable.ts';
export { planImportRoutes } from './import-routes.ts';
export { meetingMeasures } from './meetings/measures.ts';
export { meetingRoutes } from './meetings/routes.ts';
export { loadPaper } from './papers/papers.ts';
export { paperRoutes } from './papers/routes.ts';
export { meetingsAndTasksPointAt } from './points-at.ts';
export { loadPublicPlan, type PublicPlan } from './public-plan.ts';
export type { Report } from './reports/contract.ts';
export { reportMeasures } from './reports/measures.ts';
export { loadReport } from './reports/reports.ts';
export { reportRoutes } from './reports/routes.ts';
export { planRoutes } from './routes.ts';
export { seedPlansIfNone } from './seed-plans.ts';
export { remindTasksJob } from './tasks/remind.ts';
export { taskRoutes } from './tasks/routes.ts';
