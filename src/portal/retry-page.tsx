import type { Reply, Request } from '../platform/http.ts';
import type { Refusal } from '../platform/refusal.ts';
import { FaultPage, lastView } from './fault-page.tsx';
import type { Portal } from './portal.ts';
import { type SentForm, sentValue } from './read-form.ts';
import { PhotoInput } from './report-page.tsx';
import { sendPage } from './send-page.ts';
import type { Words } from './words/th.ts';

/** Which of the portal's forms it was: where it goes, the field that people write in, and its words. */
const FORMS = {
  report: { path: '/report', field: 'text', words: ({ report }: Words) => [report.text, report.send] },
  message: { path: '/case/message', field: 'text', words: (all: Words) => [all.case.addText, all.case.addSend] },
  verdict: { path: '/case/verdict', field: 'reason', words: (all: Words) => [all.case.judgeText, all.case.judgeSend] },
} as const;

/** Nothing could be saved: everything typed comes back in a page that sends it again, under the same key. Photos a browser does not send by itself. */
export function sendRetry(
  portal: Portal,
  request: Request,
  reply: Reply,
  refusal: Refusal,
  { form, kind }: { form: SentForm; kind: keyof typeof FORMS },
): Promise<Reply> {
  if (refusal.code === 'too-many-requests')
    void reply.header('retry-after', Number(refusal.detail['retryAfterSeconds'] ?? 3600));
  const view = lastView(portal, request);
  const { path, field, words } = FORMS[kind];
  const [label, send] = words(view.words);
  const rest = [...form.fields]
    // What is sent again is the report, also when only its category's questions had been asked for.
    .filter(([name]) => name !== field && name !== 'ask')
    .flatMap(([name, values]) => values.map((value) => ({ name, value })));
  const page = (
    <FaultPage view={view} refusal={refusal}>
      <form method="post" action={view.href(path)} encType="multipart/form-data">
        {rest.map(({ name, value }) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <div className="field">
          <label htmlFor={field}>{label}</label>
          <textarea id={field} name={field} rows={6} defaultValue={sentValue(form, field)} />
        </div>
        {form.photos.length + form.problems.length + form.unopened > 0 ? (
          <>
            <p className="notice">{view.words.faults.photosAgain}</p>
            <PhotoInput view={view} errors={[]} />
          </>
        ) : null}
        <button type="submit" className="button">
          {send}
        </button>
      </form>
    </FaultPage>
  );
  return sendPage(request, reply, page, refusal.status);
}
