import type { ReactNode } from 'react';
import type { View } from './view.ts';

/** What is wrong with one field; `field` is the id of the control that the summary links to. */
export type FieldError = { field: string; message: string };

const errorOf = (errors: readonly FieldError[], field: string): string | undefined =>
  errors.find((error) => error.field === field)?.message;

/** All that is wrong, on top, each leading to its field. */
export function ErrorSummary({ view, errors }: { view: View; errors: readonly FieldError[] }) {
  if (errors.length === 0) return null;
  return (
    <section className="errors" role="alert" aria-labelledby="errors-title" tabIndex={-1} id="errors">
      <h2 id="errors-title">{view.words.site.errorSummary}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={field + message}>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function FieldErrors({ view, errors, field }: { view: View; errors: readonly FieldError[]; field: string }) {
  const mine = errors.filter((error) => error.field === field);
  if (mine.length === 0) return null;
  return (
    <p className="error" id={`${field}-error`}>
      {mine.map(({ message }) => (
        <span key={message}>
          <span className="unseen">{view.words.site.errorPrefix}</span>
          {message}
        </span>
      ))}
    </p>
  );
}

type Labelled = {
  view: View;
  field: string;
  label: string;
  hint?: string | undefined;
  optional?: boolean;
  errors: readonly FieldError[];
};

/** What a control says of itself to assistive technology. */
export const described = ({ field, hint, errors }: Pick<Labelled, 'field' | 'hint' | 'errors'>) => {
  const wrong = errorOf(errors, field) !== undefined;
  const by = [hint ? `${field}-hint` : '', wrong ? `${field}-error` : ''].filter(Boolean).join(' ');
  return { 'aria-describedby': by || undefined, 'aria-invalid': wrong || undefined };
};

/** A control with its label, hint and error. */
export function Field({ children, ...given }: Labelled & { children: ReactNode }) {
  const { view, field, label, hint, optional, errors } = given;
  return (
    <div className={errorOf(errors, field) === undefined ? 'field' : 'field wrong'}>
      <label htmlFor={field}>
        {label} {optional ? <span className="soft">{view.words.site.optional}</span> : null}
      </label>
      {hint ? (
        <p className="hint" id={`${field}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldErrors view={view} errors={errors} field={field} />
      {children}
    </div>
  );
}

type TextField = Labelled & {
  value: string;
  type?: 'text' | 'email' | 'tel';
  autoComplete?: string;
  most?: number;
  required?: boolean;
  inputMode?: 'decimal';
};

export function TextInput({ value, type = 'text', autoComplete, most, required, inputMode, ...given }: TextField) {
  return (
    <Field {...given}>
      <input
        id={given.field}
        name={given.field}
        type={type}
        defaultValue={value}
        autoComplete={autoComplete}
        maxLength={most}
        required={required}
        inputMode={inputMode}
        {...described(given)}
      />
    </Field>
  );
}

type Choice = {
  name: string;
  value: string;
  label: string;
  hint?: string;
  chosen: boolean;
  id?: string;
  /** Of several answers any number may be chosen. */
  several?: boolean;
  required?: boolean;
  /** Its category has questions of its own. */
  asks?: boolean;
};

/** One big answer among several. */
export function ChoiceCard({ name, value, label, hint, chosen, id = `${name}-${value}`, ...given }: Choice) {
  return (
    <label className="choice" htmlFor={id}>
      <input
        type={given.several ? 'checkbox' : 'radio'}
        id={id}
        name={name}
        value={value}
        defaultChecked={chosen}
        required={given.required}
        data-asks={given.asks ? '' : undefined}
      />
      <span>
        <span className="choice-label">{label}</span>
        {hint ? <span className="hint">{hint}</span> : null}
      </span>
    </label>
  );
}

/** The hidden proof that our server made the form. */
export function FormToken({ token }: { token: string }) {
  return <input type="hidden" name="form" value={token} />;
}
