import { emailToProve, type TrackedCase } from '../modules/complaints/index.ts';
import type { Tx } from '../platform/db/db.ts';
import type { Reply, Request } from '../platform/http.ts';
import type { AnswerForm, JudgeForm } from './case-data.ts';
import { CasePage } from './case-page.tsx';
import { formToken } from './form-guard.ts';
import { shownHeld } from './keep-photos.ts';
import { fileUrl, type ShownFile } from './photos.tsx';
import type { Portal } from './portal.ts';
import { caseToken } from './receipt-link.ts';
import { sendPage } from './send-page.ts';
import type { View } from './view.ts';

export type Asked = { portal: Portal; request: Request; reply: Reply };
/** What is answered once the transaction has committed, never before. */
export type Answer = () => Reply | Promise<Reply>;
/** What comes back into the page's forms; photos are those that the form's key holds. */
export type Typed = {
  notice?: string;
  answer?: Omit<AnswerForm, 'token' | 'held'> & { formKey: string };
  judge?: Omit<JudgeForm, 'token'>;
};
const NO_ANSWER = { text: '', errors: [] };
const NO_VERDICT = { verdict: '', stars: '', text: '', errors: [] };

/** A case's page, with what was typed into its forms. */
export async function showCase(
  { portal, request, reply }: Asked,
  tx: Tx,
  view: View,
  tracked: TrackedCase,
  typed: Typed,
  status = 200,
): Promise<Answer> {
  const { key, now } = portal.parts;
  const held = typed.answer ? await shownHeld(tx, portal, request, typed.answer.formKey) : [];
  const files = tracked.files.map(({ fileId, name, mediaType }): [string, ShownFile] => [
    fileId,
    { id: fileId, name, image: mediaType.startsWith('image/'), url: fileUrl(portal, request, fileId, 'page') },
  ]);
  const data = {
    tracked,
    files: new Map(files),
    caseToken: caseToken(portal, { number: tracked.number, code: tracked.trackingCode }),
    answer: { ...(typed.answer ?? NO_ANSWER), held, token: formToken(key, now(), typed.answer?.formKey) },
    judge: { ...(typed.judge ?? NO_VERDICT), token: formToken(key, now()) },
    mayProveEmail: tracked.identity === 'named' && (await emailToProve(tx, tracked.id))?.proven === false,
    notice: typed.notice,
    now: now(),
  };
  return () => sendPage(request, reply, <CasePage view={view} data={data} />, status);
}
