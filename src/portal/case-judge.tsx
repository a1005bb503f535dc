import type { ReactNode } from 'react';
import { type Status, VERDICTS } from '../modules/complaints/contract.ts';
import { type CasePageData, enhanced } from './case-data.ts';
import { ChoiceCard, described, ErrorSummary, Field, FieldErrors, FormToken } from './form-parts.tsx';
import type { View } from './view.ts';

/** From where "not done" opens the case again. */
const REOPENS: readonly Status[] = ['answered', 'closed'];
const STARS = [5, 4, 3, 2, 1];

/** One question: is it done? Stars and a reason only if the citizen wants. */
export function Judge({ view, data }: { view: View; data: CasePageData }) {
  const { case: words, verdicts, site } = view.words;
  const { verdict, stars, text, errors, token } = data.judge;
  const given = VERDICTS.find((each) => each === data.tracked.verdict);
  const reason = { view, field: 'reason', label: words.judgeText, optional: true, errors };
  return (
    <section aria-labelledby="judge" className="judge">
      <h2 id="judge">{words.judgeTitle}</h2>
      {given ? (
        <p>
          {words.verdictGiven} <strong>{verdicts[given]}</strong>
        </p>
      ) : null}
      <ErrorSummary view={view} errors={errors} />
      <Foldable closed={given !== undefined && errors.length === 0} label={words.judgeAgain}>
        <form method="post" action={view.href('/case/verdict')} noValidate {...enhanced(view, data)}>
          <FormToken token={token} />
          <input type="hidden" name="t" value={data.caseToken} />
          <fieldset id="verdict" tabIndex={-1}>
            <legend className="unseen">{words.judgeTitle}</legend>
            <p className="hint">{words[REOPENS.includes(data.tracked.status) ? 'judgeHint' : 'judgeHintEnded']}</p>
            <FieldErrors view={view} errors={errors} field="verdict" />
            {VERDICTS.map((each) => (
              <ChoiceCard key={each} name="verdict" value={each} label={verdicts[each]} chosen={verdict === each} />
            ))}
          </fieldset>
          <Field {...reason}>
            <textarea id="reason" name="reason" rows={3} defaultValue={text} {...described(reason)} />
          </Field>
          <details open={stars !== ''}>
            <summary>
              {words.stars} {site.optional}
            </summary>
            <fieldset>
              <legend>{words.stars}</legend>
              <div className="choices">
                {STARS.map((n) => (
                  <ChoiceCard
                    key={n}
                    name="stars"
                    value={String(n)}
                    label={`${'★'.repeat(n)} ${words.star(n)}`}
                    chosen={stars === String(n)}
                  />
                ))}
                <ChoiceCard name="stars" value="" id="stars-none" label={words.noStars} chosen={stars === ''} />
              </div>
            </fieldset>
          </details>
          <button type="submit" className="button">
            {words.judgeSend}
          </button>
        </form>
      </Foldable>
    </section>
  );
}

/** Once answered, the question is out of the way but may be answered anew. */
function Foldable({ closed, label, children }: { closed: boolean; label: string; children: ReactNode }) {
  if (!closed) return children;
  return (
    <details>
      <summary>{label}</summary>
      {children}
    </details>
  );
}
