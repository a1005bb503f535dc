import { type CasePageData, enhanced } from './case-data.ts';
import { described, ErrorSummary, Field, FormToken } from './form-parts.tsx';
import { HeldPhotos } from './photos.tsx';
import { PhotoInput } from './report-page.tsx';
import type { View } from './view.ts';

/** The citizen answers or adds: words, photos or both. */
export function Answer({ view, data }: { view: View; data: CasePageData }) {
  const words = view.words.case;
  const { text, errors, held, token } = data.answer;
  const asked = data.tracked.status === 'waiting-citizen';
  const field = { view, field: 'text', label: words.addText, errors };
  return (
    <section aria-labelledby="add" className={asked ? 'asked' : undefined}>
      <h2 id="add">{asked ? words.asked : words.addTitle}</h2>
      <ErrorSummary view={view} errors={errors} />
      <form
        method="post"
        action={view.href('/case/message')}
        encType="multipart/form-data"
        noValidate
        {...enhanced(view, data)}
      >
        <FormToken token={token} />
        <input type="hidden" name="t" value={data.caseToken} />
        <Field {...field}>
          <textarea id="text" name="text" rows={4} defaultValue={text} {...described(field)} />
        </Field>
        <HeldPhotos view={view} held={held} />
        <PhotoInput view={view} errors={errors} />
        <button type="submit" className="button">
          {words.addSend}
        </button>
      </form>
    </section>
  );
}
