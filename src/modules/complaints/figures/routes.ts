import { z } from 'zod';
import { inMunicipality } from '../../../platform/db/db.ts';
import type { Routes } from '../../../platform/http.ts';
import { addDays, dayOf } from '../../../thai/index.ts';
import { channelFigures } from './channel-figures.ts';
import { ChannelFigures, HeldCases } from './contract.ts';
import { heldCases } from './held-cases.ts';

const YEAR = 365;

/** Figures of the channels, for the directory that the plan asks for; and what hangs on an officer's account. */
export const figureRoutes: Routes = async (app, { db, now }) => {
  app.get(
    '/channel-figures',
    {
      config: { permission: 'home.read' },
      schema: {
        tags: ['channels'],
        summary:
          'How each channel serves: volume by group, last received, time to answer, cost; the last year unless asked',
        querystring: z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() }),
        response: { 200: ChannelFigures },
      },
    },
    (request) => {
      const to = request.query.to ?? dayOf(now());
      const from = request.query.from ?? addDays(to, -YEAR);
      return inMunicipality(db, request.municipalityId, (tx) => channelFigures(tx, { from, to }));
    },
  );
  app.get(
    '/staff/:id/held-cases',
    {
      config: { permission: 'staff.manage' },
      schema: {
        tags: ['staff'],
        summary: 'How many open cases an officer holds',
        params: z.object({ id: z.uuid() }),
        response: { 200: HeldCases },
      },
    },
    (request) => inMunicipality(db, request.municipalityId, (tx) => heldCases(tx, request.params.id)),
  );
};
