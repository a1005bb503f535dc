import type { Category, CategoryQuestion } from '../../../modules/people/contract.ts';
import { Checkbox } from '../../components/checkbox.tsx';
import { Select } from '../../components/select.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { TextField } from '../../components/text-field.tsx';
import { nameOf } from '../../lib/directory.ts';
import { answerKey } from './draft.ts';
import type { DraftBook } from './use-draft.ts';
import { t } from './words.ts';

/** No choice's key begins with a blank. */
const NONE = ' none';
type Props = Pick<DraftBook, 'draft' | 'change'> & { category: Category };

/** What the category asks: what must be asked stands open, the rest is folded. A caller who does not know stops nothing. */
export function CategoryQuestions({ category, draft, change }: Props) {
  const fields = (questions: readonly CategoryQuestion[]) =>
    questions.map((question) => {
      const key = answerKey(category.id, question);
      return (
        <QuestionField
          key={question.code}
          question={question}
          values={draft.answers[key] ?? []}
          onChange={(values) => change({ answers: { ...draft.answers, [key]: values } })}
        />
      );
    });
  const must = category.data.questions.filter(({ required }) => required);
  const may = category.data.questions.filter(({ required }) => !required);
  return (
    <section
      aria-label={t('questions', { category: nameOf(category) })}
      className="flex flex-col gap-2 border-s-2 border-line ps-3"
    >
      <p className="text-14 text-ink-soft">{t('questionsHelp')}</p>
      {must.length > 0 ? <div className="grid items-start gap-x-4 gap-y-3 sm:grid-cols-2">{fields(must)}</div> : null}
      {may.length > 0 ? (
        <details>
          <summary className="min-h-8 cursor-pointer py-1 font-semibold text-primary-ink">
            {t('optionalQuestions')} <span className="font-normal">{t('optionalCount', { n: may.length })}</span>
          </summary>
          <div className="grid items-start gap-x-4 gap-y-3 pt-1 sm:grid-cols-2">{fields(may)}</div>
        </details>
      ) : null}
    </section>
  );
}

type FieldProps = { question: CategoryQuestion; values: readonly string[]; onChange: (values: string[]) => void };

function QuestionField({ question, values, onChange }: FieldProps) {
  const label = nameOf(question);
  const written = { label, value: values[0] ?? '', onChange: (value: string) => onChange([value]), maxLength: 1000 };
  switch (question.datatype) {
    case 'string':
      return <TextField {...written} autoComplete="off" />;
    case 'number':
      return <TextField {...written} autoComplete="off" inputMode="decimal" />;
    case 'datetime':
      return <TextField {...written} autoComplete="off" placeholder={t('questionDate')} />;
    case 'text':
      return <TextArea {...written} rows={2} />;
    case 'singlevaluelist':
      return (
        <Select
          label={label}
          value={values[0] ?? NONE}
          onChange={(id) => onChange(id === NONE ? [] : [id])}
          options={[
            { id: NONE, label: t('unspecified') },
            ...question.values.map((each) => ({ id: each.key, label: nameOf(each) })),
          ]}
        />
      );
    case 'multivaluelist':
      return (
        <fieldset className="flex flex-col gap-1">
          <legend className="font-semibold">{label}</legend>
          {question.values.map((each) => (
            <Checkbox
              key={each.key}
              isSelected={values.includes(each.key)}
              onChange={(chosen) =>
                onChange(
                  question.values
                    .map(({ key }) => key)
                    .filter((key) => (key === each.key ? chosen : values.includes(key))),
                )
              }
            >
              {nameOf(each)}
            </Checkbox>
          ))}
        </fieldset>
      );
  }
}
