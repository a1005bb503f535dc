import type { Runner } from 'graphile-worker';
import type pg from 'pg';
import { openReader } from '../documents/ocr.ts';
import {
  ADAPTERS,
  channelRoutes,
  deliverJob,
  inboxJobs,
  openAccounts,
  openInbox,
  openLineLogin,
  openWaitingRoom,
  shortSecrets,
  watchQuotaJob,
  webhookRoutes,
} from '../modules/channels/index.ts';
import {
  casesByNumber,
  complaintRoutes,
  conversationJobs,
  deliverWebhooks,
  fetchMedia,
  fetchPhotosJob,
  mayReadRaw,
  mergeSearch,
  open311Routes,
  openFilingDesk,
  outgoingWebhookRoutes,
  promiseOpenedAgain,
  remindJob,
  removeCalls,
  seedClockIfNone,
  sendUpdateJob,
  sweepWebhooks,
  takeTicketJob,
  tellCitizenSpoke,
  tellOutside,
  tellReceived,
  tellStepped,
} from '../modules/complaints/index.ts';
import {
  municipalityIds,
  openAuth,
  peopleRoutes,
  seedMunicipality,
  signInRoutes,
  sweepSessions,
  UNNAMED,
} from '../modules/people/index.ts';
import {
  meetingRoutes,
  meetingsAndTasksPointAt,
  paperRoutes,
  planFileRoutes,
  planImportRoutes,
  planRoutes,
  remindTasksJob,
  reportRoutes,
  seedPlansIfNone,
  taskRoutes,
} from '../modules/plans/index.ts';
import { sweepFiles } from '../modules/voices/index.ts';
import type { Db } from '../platform/db/db.ts';
import { removeBytesJob } from '../platform/files/remove-bytes.ts';
import type { Parts } from '../platform/http.ts';
import { type Job, runJobs, type Schedule } from '../platform/jobs.ts';
import { type Mailer, openMailer } from '../platform/mail/mailer.ts';
import { openOutbound } from '../platform/outbound/outbound.ts';
import { sweepRates } from '../platform/rate-limit.ts';
import { portalRoutes } from '../portal/routes.tsx';
import { buildApp } from './app.ts';
import type { ChannelSettings } from './channel-settings.ts';
import { consoleRoutes } from './console.ts';
import { asRefusal } from './errors.ts';
import { installationRoutes } from './installation/routes.ts';
import { accountMail, linkMail } from './link-mail.ts';
import { MEASURES } from './measures.ts';
import { petitionDraftRoutes } from './petition-drafts.ts';
import { planPaperRoutes } from './plan-papers.ts';
import { receiptRoutes } from './receipts.ts';
import { registerRoutes } from './registers.ts';
import { reportPaperRoutes } from './report-papers.ts';

export type Ingredients = Omit<Parts, 'db'> & {
  db: Db;
  ownerUrl: string;
  smtpUrl: string | null;
  mailFrom: string;
  trustProxy: number;
  channels: ChannelSettings;
  /** Internal hosts that webhooks and pictures by link may reach; see `openOutbound`. */
  internalHosts?: readonly string[];
};

export type Assembled = Awaited<ReturnType<typeof assemble>>;

/** The whole program on a database that is ready, short of listening: routes, jobs, and how to stop. */
export async function assemble(given: Ingredients) {
  const { db, now, key, publicUrl, log } = given;
  const parts: Parts = { db, now, files: given.files, dataDir: given.dataDir, key, log, publicUrl };
  const municipalityId = await seedMunicipality(db, { ...UNNAMED, now: now() });
  await seedClockIfNone(db, municipalityId, now());
  await seedPlansIfNone(db, municipalityId, now());
  for (const id of await municipalityIds(db)) await promiseOpenedAgain(db, id);
  const auth = openAuth({ db, key, publicUrl, now });
  const desk = openFilingDesk(db, now);
  const outbound = openOutbound({ internalHosts: given.internalHosts ?? [] });
  const accounts = openAccounts({ db, key, now, adapters: ADAPTERS, ...given.channels });
  for (const short of shortSecrets(ADAPTERS, given.channels.environment))
    log.warn({ event: 'channel-secret-short', ...short });
  const inbox = openInbox(db, now);
  const waiting = openWaitingRoom({ db, accounts, now, log });
  const mailer: Mailer | null = given.smtpUrl ? openMailer(given.smtpUrl, given.mailFrom) : null;
  const { app, routes } = await buildApp({
    ...parts,
    whoIs: auth.whoIs,
    trustProxy: given.trustProxy,
    mounted: [
      { prefix: '/api/v1', routes: complaintRoutes(desk) },
      { prefix: '/api/v1', routes: receiptRoutes },
      { prefix: '/api/v1', routes: registerRoutes },
      { prefix: '/api/v1', routes: installationRoutes },
      { prefix: '/api/v1', routes: petitionDraftRoutes(openReader()) },
      { prefix: '/api/v1', routes: outgoingWebhookRoutes(outbound) },
      { prefix: '/api/v1', routes: channelRoutes(accounts, mayReadRaw) },
      { prefix: '', routes: webhookRoutes(accounts, inbox, waiting) },
      { prefix: '/api/v1', routes: planRoutes({ catalogue: MEASURES, pointsAt: meetingsAndTasksPointAt }) },
      { prefix: '/api/v1', routes: planImportRoutes({ catalogue: MEASURES, pointsAt: meetingsAndTasksPointAt }) },
      { prefix: '/api/v1', routes: reportRoutes(MEASURES) },
      { prefix: '/api/v1', routes: planFileRoutes },
      { prefix: '/api/v1', routes: planPaperRoutes },
      { prefix: '/api/v1', routes: reportPaperRoutes },
      { prefix: '/api/v1', routes: meetingRoutes },
      { prefix: '/api/v1', routes: paperRoutes },
      { prefix: '/api/v1', routes: taskRoutes },
      {
        prefix: '/api/v1',
        routes: (scope, own) =>
          peopleRoutes(scope, own, { sendLink: linkMail(now), tellStaff: accountMail, cases: casesByNumber }),
      },
      { prefix: '', routes: (scope, own) => signInRoutes(scope, own, auth) },
      { prefix: '', routes: open311Routes({ desk, asRefusal }) },
      { prefix: '', routes: consoleRoutes },
      {
        prefix: '',
        routes: portalRoutes({ desk, asRefusal, catalogue: MEASURES, lineLogin: openLineLogin(accounts) }),
      },
    ],
  });
  const talk = conversationJobs(accounts, given.files, publicUrl);
  const arriving = inboxJobs(accounts, talk.receive);
  const jobs: readonly Job[] = [
    ...arriving.jobs,
    ...talk.jobs,
    deliverJob(mailer, key),
    tellReceived(publicUrl, accounts),
    tellStepped(publicUrl, key, accounts),
    tellCitizenSpoke(publicUrl),
    fetchMedia(outbound, given.files),
    takeTicketJob(accounts),
    fetchPhotosJob(outbound, given.files),
    sendUpdateJob(accounts),
    deliverWebhooks(outbound, key),
    removeBytesJob(given.files),
  ];
  const schedules: readonly Schedule[] = [
    ...arriving.schedules,
    ...talk.schedules,
    { cron: '*/15 * * * *', job: remindJob(publicUrl) },
    { cron: '5,20,35,50 * * * *', job: remindTasksJob(publicUrl) },
    { cron: '20 19 * * *', job: sweepFiles },
    { cron: '25 20 * * *', job: removeCalls },
    { cron: '12 * * * *', job: watchQuotaJob(accounts) },
    { cron: '* * * * *', job: tellOutside(publicUrl) },
    { cron: '* * * * *', job: mergeSearch },
    { cron: '40 19 * * *', job: sweepWebhooks },
    { cron: '50 19 * * *', job: sweepRates },
    { cron: '55 19 * * *', job: sweepSessions },
  ];
  const work = (queuePool: pg.Pool): Promise<Runner> =>
    runJobs({ db, queuePool, jobs, schedules, municipalities: () => municipalityIds(db), now, log });
  return {
    app,
    routes,
    parts,
    auth,
    desk,
    accounts,
    waiting,
    municipalityId,
    jobs,
    schedules,
    work,
    async close() {
      await app.close();
      mailer?.close();
      await db.destroy();
    },
  };
}
