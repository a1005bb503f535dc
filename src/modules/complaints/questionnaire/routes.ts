import { inMunicipality } from '../../../platform/db/db.ts';
import type { App, Parts } from '../../../platform/http.ts';
import { actorOf } from '../../people/index.ts';
import * as contract from './contract.ts';
import { voiceOfAnswer } from './voice-of-answer.ts';

/** Where a survey program hands in its answers. */
export async function questionnaireRoutes(app: App, { db, now }: Parts): Promise<void> {
  app.post(
    '/questionnaire-answers',
    {
      config: { permission: 'complaint.register' },
      schema: {
        tags: ['questionnaires'],
        summary: 'Hand in an answer: a low mark or written words become a voice, once for each answerId',
        body: contract.QuestionnaireAnswer,
        response: { 201: contract.AnswerTaken },
      },
    },
    async (request, reply) => {
      const taken = await inMunicipality(db, request.municipalityId, (tx) =>
        voiceOfAnswer(tx, actorOf(request), request.body, now()),
      );
      return reply.code(201).send(taken);
    },
  );
}
