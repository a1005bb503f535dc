import Sparkles from 'lucide-react/icons/sparkles';
import { type KeyboardEvent, useRef } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Category } from '../../../modules/people/contract.ts';
import { ComboBox } from '../../components/combo-box.tsx';
import { KeyboardHint } from '../../components/keyboard-hint.tsx';
import { nameOf } from '../../lib/directory.ts';
import { suggestCategories } from './suggest.ts';
import { t } from './words.ts';

const NONE = 'none';
type Props = {
  categories: readonly Category[];
  /** What was heard so far. */
  text: string;
  value: string | null;
  onChange: (id: string | null) => void;
};

/** While nothing is chosen, Enter in the box takes the first suggestion; typing or the arrows choose another. */
export function CategoryField({ categories, text, value, onChange }: Props) {
  const touched = useRef(false);
  const suggestions = value === null ? suggestCategories(text, categories) : [];
  const first = suggestions[0];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') {
      if (event.key !== 'Tab' && event.key !== 'Shift') touched.current = true;
      return;
    }
    if (event.ctrlKey || event.metaKey || touched.current || first === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(first.id);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only overhears the box inside it.
    <div className="flex flex-col gap-1.5" onKeyDownCapture={onKeyDown} onFocus={() => (touched.current = false)}>
      <ComboBox
        label={t('category')}
        opensOn="input"
        options={[
          { id: NONE, label: t('unspecifiedCategory') },
          ...categories.map((each) => ({ id: each.id, label: nameOf(each) })),
        ]}
        value={value ?? NONE}
        onChange={(id) => onChange(id === NONE ? null : id)}
      />
      {value === null && first === undefined ? (
        <p className="flex min-h-8 items-center text-14 text-ink-soft">
          {t(text.trim() === '' ? 'suggestsHere' : 'suggestsNone')}
        </p>
      ) : null}
      <div role="status" className="flex flex-wrap items-center gap-1.5 text-14">
        {first === undefined ? null : (
          <>
            <span className="inline-flex items-center gap-1 text-ink-soft">
              <Sparkles size={16} aria-hidden />
              {t('suggested')}
            </span>
            {suggestions.map((each, at) => (
              <Button
                key={each.id}
                excludeFromTabOrder
                onPress={() => onChange(each.id)}
                className={`inline-flex min-h-8 items-center gap-1.5 rounded-full border px-3 leading-normal data-hovered:bg-hover ${at === 0 ? 'border-primary bg-primary-tint font-semibold text-primary-ink' : 'border-line-strong'}`}
              >
                {nameOf(each)}
                {at === 0 ? (
                  <>
                    <span className="sr-only">{t('enterTakes')}</span>
                    <KeyboardHint keys="Enter" />
                  </>
                ) : null}
              </Button>
            ))}
          </>
        )}
      </div>
    </div>
  );
}
