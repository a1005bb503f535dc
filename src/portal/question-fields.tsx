import { type FormAnswers, ownQuestions, type Question } from '../modules/complaints/index.ts';
import type { Category } from '../modules/people/contract.ts';
import { ChoiceCard, described, Field, type FieldError, FieldErrors, TextInput } from './form-parts.tsx';
import { answerField } from './report-form.ts';
import { named, type View } from './view.ts';

/** Above these, one choice among them is a list that opens. */
const MOST_CARDS = 8;

type Given = {
  view: View;
  category: Category;
  answers: FormAnswers;
  errors: readonly FieldError[];
};

/** What a category asks, as a step of the report form; script fetches it alone when the category is chosen. */
export function QuestionStep({ view, category, answers, errors }: Given) {
  const { report } = view.words;
  return (
    <section className="step" id="step-questions" aria-labelledby="questions-title" data-category={category.id}>
      <h2 id="questions-title">{report.questions}</h2>
      <p className="hint">{report.questionsOf(named(view, category))}</p>
      <input type="hidden" name="asked" value={category.id} />
      {ownQuestions(category, view.lang).map((question) => (
        <QuestionField
          key={question.code}
          view={view}
          question={question}
          values={answers[question.code] ?? []}
          errors={errors}
        />
      ))}
    </section>
  );
}

type Asked = { view: View; question: Question; values: readonly string[]; errors: readonly FieldError[] };

function QuestionField(asked: Asked) {
  const { view, question, values, errors } = asked;
  const { report } = view.words;
  const { datatype, required } = question;
  const field = { view, field: answerField(question.code), label: question.name, optional: !required, errors };
  switch (datatype) {
    case 'string':
      return <TextInput {...field} value={values[0] ?? ''} required={required} />;
    case 'number':
      return <TextInput {...field} value={values[0] ?? ''} required={required} inputMode="decimal" />;
    case 'datetime':
      return <TextInput {...field} hint={report.dateHint} value={values[0] ?? ''} required={required} />;
    case 'text':
      return (
        <Field {...field}>
          <textarea
            id={field.field}
            name={field.field}
            rows={3}
            required={required}
            defaultValue={values[0] ?? ''}
            {...described(field)}
          />
        </Field>
      );
    case 'singlevaluelist':
      return question.values.length > MOST_CARDS ? (
        <Field {...field}>
          <select
            id={field.field}
            name={field.field}
            required={required}
            defaultValue={values[0] ?? ''}
            {...described(field)}
          >
            <option value="">{report.chooseOne}</option>
            {question.values.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </Field>
      ) : (
        <Choices {...asked} />
      );
    case 'multivaluelist':
      return <Choices {...asked} />;
  }
}

function Choices({ view, question, values, errors }: Asked) {
  const { report, site } = view.words;
  const field = answerField(question.code);
  const several = question.datatype === 'multivaluelist';
  return (
    <fieldset id={field} tabIndex={-1}>
      <legend>
        {question.name} {question.required ? null : <span className="soft">{site.optional}</span>}
      </legend>
      {several ? <p className="hint">{report.chooseSeveral}</p> : null}
      <FieldErrors view={view} errors={errors} field={field} />
      <div className="choices">
        {question.values.map(({ key, name }, i) => (
          <ChoiceCard
            key={key}
            name={field}
            value={key}
            id={`${field}-${i + 1}`}
            label={name}
            several={several}
            required={question.required && !several}
            chosen={values.includes(key)}
          />
        ))}
        {several || question.required ? null : (
          <ChoiceCard
            name={field}
            value=""
            id={`${field}-0`}
            label={report.noAnswer}
            chosen={!question.values.some(({ key }) => values.includes(key))}
          />
        )}
      </div>
    </fieldset>
  );
}
