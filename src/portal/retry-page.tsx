import type { Reply, Request } from '../platform/http.ts';
import type { Refusal } from '../platform/refusal.ts';
import { FaultPage, lastView } from './fault-page.tsx';
import type { Portal } from './portal.ts';
import { type SentForm, sentValue } from './read-form.ts';
import { sendPage } from './send-page.ts';

/** Nothing could be saved: everything typed comes back in a page that sends it again, under the same key. */
export function sendRetry(
  portal: Portal,
  request: Request,
  reply: Reply,
  refusal: Refusal,
  form: SentForm,
): Promise<Reply> {
  const view = lastView(portal, request);
  const { report } = view.words;
  const rest = [...form.fields]
    // What is sent again is the report, also when only its category's questions had been asked for.
    .filter(([name]) => name !== 'text' && name !== 'ask')
    .flatMap(([name, values]) => values.map((value) => ({ name, value })));
  const page = (
    <FaultPage view={view} refusal={refusal}>
      <form method="post" action={view.href('/report')} encType="multipart/form-data">
        {rest.map(({ name, value }) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <div className="field">
          <label htmlFor="text">{report.text}</label>
          <textarea id="text" name="text" rows={6} defaultValue={sentValue(form, 'text')} />
        </div>
        <button type="submit" className="button">
          {report.send}
        </button>
      </form>
    </FaultPage>
  );
  return sendPage(request, reply, page, refusal.status);
}
