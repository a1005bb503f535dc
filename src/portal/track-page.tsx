import { described, ErrorSummary, Field, type FieldError, FormToken, TextInput } from './form-parts.tsx';
import { Layout } from './layout.tsx';
import type { TypedBefore } from './typed-before.ts';
import type { View } from './view.ts';

export type TrackForm = {
  number: string;
  code: string;
  errors: readonly FieldError[];
  notice?: string | undefined;
  /** What is brought along to the case's page. */
  kept?: TypedBefore | null | undefined;
};

export function TrackPage({ view, form }: { view: View; form: TrackForm }) {
  const { track, receipt } = view.words;
  const { errors, notice, kept } = form;
  const typed = { view, field: 'text', label: track.kept, hint: track.keptHint, errors: [] };
  return (
    <Layout view={view} title={track.title} at="track">
      <h1>{track.title}</h1>
      <p className="lead">{track.lead}</p>
      {notice ? (
        <p className="notice" role="alert">
          {notice}
        </p>
      ) : null}
      <ErrorSummary view={view} errors={errors} />
      <form method="post" action={view.href('/track')} noValidate>
        <TextInput
          view={view}
          field="number"
          label={receipt.number}
          hint={track.numberHint}
          errors={errors}
          value={form.number}
          autoComplete="off"
          most={60}
        />
        <TextInput
          view={view}
          field="code"
          label={receipt.code}
          hint={track.codeHint}
          errors={errors}
          value={form.code}
          autoComplete="off"
          most={60}
        />
        {kept ? (
          <>
            <FormToken token={kept.token} />
            <Field {...typed}>
              <textarea id="text" name="text" rows={4} defaultValue={kept.text} {...described(typed)} />
            </Field>
          </>
        ) : null}
        <button type="submit" className="button">
          {track.show}
        </button>
      </form>
      <p className="soft">{track.lost}</p>
    </Layout>
  );
}
