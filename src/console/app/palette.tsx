import { useNavigate } from '@tanstack/react-router';
import Search from 'lucide-react/icons/search';
import { type KeyboardEvent, useId, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { KeyboardHint } from '../components/keyboard-hint.tsx';
import { t } from '../lib/words/t.ts';
import { type Entry, usePaletteEntries } from './palette-entries.ts';

type Props = { isOpen: boolean; onClose: () => void; onHelp: () => void };

/** ⌘K / Ctrl-K: every place, every command, and what the features can find. */
export function Palette({ isOpen, onClose, onHelp }: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable
      className="fixed inset-0 z-50 grid items-start justify-items-center bg-backdrop p-3 sm:pt-[12dvh]"
    >
      <Modal className="w-full max-w-xl overflow-hidden rounded-card border border-line bg-surface shadow-raised">
        <Dialog aria-label={t('searchEverything')} className="outline-none">
          <PaletteBody onClose={onClose} onHelp={onHelp} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteBody({ onClose, onHelp }: Omit<Props, 'isOpen'>) {
  const navigate = useNavigate();
  const listId = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { entries, isSearching } = usePaletteEntries(text, onHelp);
  const active = Math.min(at, entries.length - 1);
  const run = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    onClose();
    if (typeof entry.run === 'function') entry.run();
    else void navigate({ to: entry.run.to, search: entry.run.search ?? {} });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = active + (event.key === 'ArrowDown' ? 1 : -1);
      setAt((next + entries.length) % Math.max(1, entries.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(entries[active]);
    }
  };
  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search size={20} className="shrink-0 text-ink-soft" aria-hidden />
        <input
          // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type in it.
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={entries.length === 0 ? undefined : `${listId}-${active}`}
          aria-label={t('searchEverything')}
          placeholder={t('searchHint')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="min-h-13 w-full bg-transparent text-16 outline-none"
        />
        <KeyboardHint keys="esc" />
      </div>
      <div id={listId} role="listbox" aria-label={t('commands')} className="max-h-[60dvh] overflow-y-auto p-1.5">
        {entries.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the keys; options never hold focus.
          // biome-ignore lint/a11y/useFocusableInteractive: the same.
          <div
            key={entry.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            ref={index === active ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            onMouseMove={() => setAt(index)}
            onClick={() => run(entry)}
            className="flex min-h-10 cursor-pointer items-center gap-3 rounded-control px-3 py-1 leading-normal aria-selected:bg-primary-tint aria-selected:text-primary-ink"
          >
            {entry.icon === undefined ? null : <entry.icon size={18} className="shrink-0" aria-hidden />}
            <span className="min-w-0 grow truncate">
              {entry.label}
              {entry.detail === undefined ? null : <span className="ms-2 text-14 text-ink-soft">{entry.detail}</span>}
            </span>
            <span className="text-14 whitespace-nowrap text-ink-faint max-sm:hidden">{entry.group}</span>
            {entry.keys === undefined ? null : <KeyboardHint keys={entry.keys} />}
          </div>
        ))}
      </div>
      <p role="status" className="px-4 pb-3 text-ink-soft empty:hidden">
        {isSearching ? t('searching') : entries.length === 0 ? t('nothingFound', { text }) : null}
      </p>
    </>
  );
}
