import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import { CategoryQuestion } from '../../../../modules/people/contract.ts';
import { Button } from '../../../components/button.tsx';
import { Checkbox } from '../../../components/checkbox.tsx';
import { Select } from '../../../components/select.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { emptyQuestion, faultOf, isList, linesOf, repeatedIn, valuesIn } from './questions.ts';
import { t } from './words.ts';

const MOST = 20;
const TYPES = CategoryQuestion.shape.datatype.options;

type Props = {
  questions: readonly CategoryQuestion[];
  onChange: (questions: CategoryQuestion[]) => void;
  /** Whether what is missing is said. */
  checked: boolean;
};

/** What is asked beside the description in this category: of citizens, at the desk, and by other programs. */
export function QuestionFields({ questions, onChange, checked }: Props) {
  return (
    <section className="flex flex-col gap-3" aria-label={t('questions')}>
      <div>
        <h3 className="text-16">{t('questions')}</h3>
        <p className="text-14 text-ink-soft">{t('questionsHelp')}</p>
      </div>
      {questions.map((question, i) => (
        <Question
          key={question.code}
          nth={i + 1}
          question={question}
          checked={checked}
          onChange={(changed) => onChange(questions.map((each) => (each === question ? changed : each)))}
          onRemove={() => onChange(questions.filter((each) => each !== question))}
        />
      ))}
      {questions.length >= MOST ? null : (
        <div>
          <Button
            size="small"
            icon={<Plus size={16} aria-hidden />}
            onPress={() => onChange([...questions, emptyQuestion(questions)])}
          >
            {t('addQuestion')}
          </Button>
        </div>
      )}
    </section>
  );
}

type QuestionProps = {
  nth: number;
  question: CategoryQuestion;
  checked: boolean;
  onChange: (question: CategoryQuestion) => void;
  onRemove: () => void;
};

function Question({ nth, question, checked, onChange, onRemove }: QuestionProps) {
  const [loaded] = useState(question.values);
  const [lines, setLines] = useState(() => linesOf(loaded));
  const repeated = repeatedIn(question.values);
  const fault = checked ? faultOf(question) : null;
  const named = (text: string) => (fault === 'questionName' && text.trim() === '' ? t('questionName') : undefined);
  return (
    <fieldset className="flex flex-col gap-3 rounded-card border border-line p-3">
      <legend className="px-1 text-14 font-semibold">
        {t('question', { n: nth })} <code className="font-normal text-ink-soft">{question.code}</code>
      </legend>
      <TextField
        label={t('questionTh')}
        maxLength={200}
        value={question.nameTh}
        onChange={(nameTh) => onChange({ ...question, nameTh })}
        error={named(question.nameTh)}
      />
      <TextField
        label={t('questionEn')}
        maxLength={200}
        value={question.nameEn}
        onChange={(nameEn) => onChange({ ...question, nameEn })}
        error={named(question.nameEn)}
      />
      <Select
        label={t('datatype')}
        value={question.datatype}
        onChange={(id) => onChange({ ...question, datatype: CategoryQuestion.shape.datatype.parse(id) })}
        options={TYPES.map((id) => ({ id, label: t(id) }))}
      />
      {isList(question) ? (
        <TextArea
          label={t('choices')}
          help={t('choicesHelp')}
          rows={3}
          value={lines}
          onChange={(text) => {
            setLines(text);
            onChange({ ...question, values: valuesIn(text, loaded) });
          }}
          error={
            repeated !== null
              ? t('questionTwice', { name: repeated.nameTh })
              : fault === 'questionValues'
                ? t('questionValues')
                : undefined
          }
        />
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Checkbox isSelected={question.required} onChange={(required) => onChange({ ...question, required })}>
          {t('required')}
        </Checkbox>
        <Button size="small" look="quiet" onPress={onRemove}>
          {t('removeQuestion')}
        </Button>
      </div>
    </fieldset>
  );
}
