import Search from 'lucide-react/icons/search';
import X from 'lucide-react/icons/x';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../../components/icon-button.tsx';
import { t } from './words.ts';

const WAIT_MS = 250;

/** Asks a quarter of a second after the last key, so that a word is one question. */
export function SearchBox({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(value);
  const [from, setFrom] = useState(value);
  const latest = useRef(onSearch);
  useEffect(() => {
    latest.current = onSearch;
  });
  // The address changed by itself (back, a saved view): the box follows it.
  if (from !== value) {
    setFrom(value);
    if (value !== text.trim()) setText(value);
  }
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => latest.current(text.trim()), WAIT_MS);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <div className="relative">
      <Search size={17} className="absolute start-3 top-2.5 text-ink-soft" aria-hidden />
      <input
        id="register-search"
        type="search"
        aria-label={t('search')}
        aria-keyshortcuts="/"
        placeholder={t('searchHint')}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            if (text === '') event.currentTarget.blur();
            setText('');
          }
        }}
        className="field-box ps-9.5 pe-10 [&::-webkit-search-cancel-button]:appearance-none"
      />
      {text === '' ? null : (
        <span className="absolute end-0 top-0">
          <IconButton label={t('clearSearch')} icon={<X size={17} aria-hidden />} onPress={() => setText('')} />
        </span>
      )}
    </div>
  );
}
