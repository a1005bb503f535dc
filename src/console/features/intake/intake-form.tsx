import type { FormEvent, ReactNode, RefObject } from 'react';
import { CHANNELS, Channel, KINDS, Kind } from '../../../modules/complaints/contract.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/checkbox.tsx';
import { KeyboardHint } from '../../components/keyboard-hint.tsx';
import { Select } from '../../components/select.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { TextField } from '../../components/text-field.tsx';
import { caseWords } from '../../lib/case-words.ts';
import { channelName } from '../../lib/channel-words.ts';
import { CallTimer } from './call-timer.tsx';
import { CallerFields } from './caller-fields.tsx';
import { CallsBar } from './calls-bar.tsx';
import { ChoiceFields } from './choice-fields.tsx';
import { type Faults, type Mode, mayBeEarlier } from './draft.ts';
import { ReceivedFields, ScanField } from './paper-fields.tsx';
import { ScanReader } from './scan-reader.tsx';
import { scan } from './scan-words.ts';
import { SocialFields } from './social-fields.tsx';
import type { DraftBook } from './use-draft.ts';
import type { Upload } from './use-save.ts';
import { t } from './words.ts';

type Props = {
  mode: Mode;
  book: DraftBook;
  faults: Faults;
  files: readonly File[];
  onFiles: (files: File[]) => void;
  upload: Upload;
  textBox: RefObject<HTMLTextAreaElement | null>;
  isSaving: boolean;
  onSave: () => void;
  problem: ReactNode;
};

/** One screen, in the order a call goes: what, where, which kind of thing, who, and whether it was answered. */
export function IntakeForm({ mode, book, faults, files, onFiles, upload, textBox, isSaving, onSave, problem }: Props) {
  const { draft, change } = book;
  const scanned = files.at(0);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSave();
  };
  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab') return;
        book.start();
        // Enter in a one-line field would send the form in the middle of the call: only Ctrl+Enter and the button do.
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
      }}
      noValidate
      className="flex flex-col gap-3"
    >
      <div className="grid items-start gap-x-8 gap-y-3 lg:grid-cols-2">
        <div className="flex flex-col gap-3">
          {mode === 'other' ? (
            <div className="max-w-64">
              <Select
                label={t('otherChannel')}
                value={draft.otherChannel}
                onChange={(id) => change({ otherChannel: Channel.parse(id) })}
                options={CHANNELS.map((id) => ({ id, label: channelName(id) }))}
              />
            </div>
          ) : null}
          {mode === 'phone' ? <CallsBar draft={draft} change={change} /> : null}
          {mode === 'social' ? <SocialFields draft={draft} change={change} faults={faults} /> : null}
          {mayBeEarlier(mode) ? <ReceivedFields mode={mode} draft={draft} change={change} faults={faults} /> : null}
          <TextArea
            label={t(mode === 'petition' ? 'whatPetition' : 'what')}
            rows={3}
            value={draft.text}
            help={mode === 'petition' && draft.textFrom === 'scan' ? scan('check') : undefined}
            onChange={(text) => change(text.trim() === '' ? { text, textFrom: 'typed' } : { text })}
            inputRef={textBox}
            error={faults.text === undefined ? undefined : t('textMissing')}
          />
          <TextField
            label={t('where')}
            placeholder={t('whereHelp')}
            value={draft.placeText}
            onChange={(placeText) => change({ placeText })}
            maxLength={1000}
            autoComplete="off"
          />
          <ChoiceFields draft={draft} change={change} />
        </div>
        <div className="flex flex-col gap-3">
          <CallerFields draft={draft} change={change} mode={mode} faults={faults} />
          {mode === 'phone' ? null : <ScanField mode={mode} files={files} onChange={onFiles} />}
          {mode === 'petition' && scanned !== undefined ? (
            <ScanReader file={scanned} draft={draft} change={change} upload={upload} />
          ) : null}
          {mode === 'petition' ? (
            <p className="text-14 text-ink-soft">{t('signatureHint')}</p>
          ) : (
            <TextArea
              label={t('answer')}
              help={t('answerHelp')}
              optional
              rows={2}
              value={draft.answer}
              onChange={(answer) => change({ answer })}
            />
          )}
          <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
            {mode === 'petition' ? null : (
              <div className="w-52 max-sm:w-full">
                <Select
                  label={t('kind')}
                  value={draft.kind}
                  onChange={(id) => change({ kind: Kind.parse(id) })}
                  options={KINDS.map((id) => ({ id, label: caseWords(`kind-${id}`) }))}
                />
              </div>
            )}
            <Checkbox isSelected={draft.urgent} onChange={(urgent) => change({ urgent })}>
              {t('urgent')}
            </Checkbox>
          </div>
        </div>
      </div>
      {problem}
      <div
        data-print="no"
        className="sticky bottom-14 z-10 -mx-4 flex flex-wrap items-center gap-3 border-t border-line bg-ground px-4 py-3 sm:mx-0 sm:px-0 md:bottom-0"
      >
        <Button type="submit" look="primary" size="large" isPending={isSaving} aria-keyshortcuts="Control+Enter">
          {t(isSaving ? 'saving' : 'save')}
        </Button>
        <span className="max-sm:hidden">
          <KeyboardHint keys="mod+Enter" />
        </span>
        <CallTimer since={draft.startedAt} />
        <span className="ms-auto">
          <Button look="quiet" onPress={book.begin}>
            {t('clear')}
          </Button>
        </span>
      </div>
    </form>
  );
}
