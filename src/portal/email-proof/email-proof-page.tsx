import { ErrorSummary, type FieldError, FormToken, TextInput } from '../form-parts.tsx';
import { Layout } from '../layout.tsx';
import type { View } from '../view.ts';

export type EmailProof = {
  number: string;
  /** The address with all but its first letter and its host hidden: who holds the code of a case need not hold the mailbox. */
  hidden: string;
  caseToken: string;
  formToken: string;
  /** What was sent, sealed; null before anything was. */
  sent: string | null;
  errors: readonly FieldError[];
  notice?: string | undefined;
};

/** Asks for a code to be sent, then for the code. */
export function EmailProofPage({ view, proof }: { view: View; proof: EmailProof }) {
  const words = view.words.email;
  const { number, hidden, caseToken, formToken, sent, errors, notice } = proof;
  return (
    <Layout view={view} title={words.title} at="track">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead(number)}</p>
      {notice ? (
        <p className="notice" role="alert">
          {notice}
        </p>
      ) : null}
      <ErrorSummary view={view} errors={errors} />
      {sent === null ? null : (
        <form method="post" action={view.href('/case/email/prove')} noValidate>
          <FormToken token={formToken} />
          <input type="hidden" name="t" value={caseToken} />
          <input type="hidden" name="sent" value={sent} />
          <TextInput
            view={view}
            field="code"
            label={words.code}
            hint={words.codeHint(hidden)}
            errors={errors}
            value=""
            autoComplete="one-time-code"
            most={20}
          />
          <button type="submit" className="button">
            {words.prove}
          </button>
        </form>
      )}
      <form method="post" action={view.href('/case/email')}>
        <FormToken token={formToken} />
        <input type="hidden" name="t" value={caseToken} />
        <button type="submit" className={sent === null ? 'button' : 'button second'}>
          {sent === null ? words.send(hidden) : words.again}
        </button>
      </form>
      <p>
        <a href={view.href(`/case?t=${caseToken}`)}>{words.back}</a>
      </p>
    </Layout>
  );
}
