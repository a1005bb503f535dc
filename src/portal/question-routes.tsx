import { z } from 'zod';
import { loadDirectory } from '../modules/people/index.ts';
import type { App } from '../platform/http.ts';
import { Refusal } from '../platform/refusal.ts';
import { dayOf } from '../thai/index.ts';
import { inPortal, type Portal } from './portal.ts';
import { QuestionStep } from './question-fields.tsx';
import { chosenCategory, EMPTY_REPORT } from './report-form.ts';
import { sendPage } from './send-page.ts';

/** What one category asks, as the report page's script fetches it when the category is chosen: nobody else loads it. */
export function questionRoutes(app: App, portal: Portal): void {
  const schema = { querystring: z.object({ category: z.uuid() }), hide: true };
  app.get('/report/questions', { config: { permission: 'public' }, schema }, (request, reply) =>
    inPortal(portal, request, async (tx, view) => {
      const directory = await loadDirectory(tx, dayOf(portal.parts.now()));
      const category = chosenCategory({ ...EMPTY_REPORT, category: request.query.category }, directory);
      if (!category || category.data.questions.length === 0) throw new Refusal('not-found');
      return sendPage(request, reply, <QuestionStep view={view} category={category} answers={{}} errors={[]} />);
    }),
  );
}
