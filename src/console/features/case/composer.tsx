import ChevronDown from 'lucide-react/icons/chevron-down';
import { type Ref, useId } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { CaseView } from '../../../modules/complaints/contract.ts';
import { Button } from '../../components/button.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { KeyboardHint } from '../../components/keyboard-hint.tsx';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { Attachments } from './attachments.tsx';
import { PicturesNote } from './pictures-note.tsx';
import { fitsInPublic, PublicAnswer } from './public-answer.tsx';
import { ReplyWindow } from './reply-window.tsx';
import type { Draft, Mode } from './use-draft.ts';
import type { StepDraft } from './use-step.ts';
import { t } from './words.ts';

type Props = {
  draft: Draft;
  modes: readonly Mode[];
  onChange: (change: (draft: Draft) => Draft) => void;
  onFold: () => void;
  onSend: (step: StepDraft, andNext: boolean) => void;
  isPending: boolean;
  hasNext: boolean;
  inputRef: Ref<HTMLTextAreaElement>;
  /** Where what the citizen will see is sent; null: by mail, or nowhere but the tracking page. */
  conversation: CaseView['conversation'];
  /** Of whoever spoke, as far as the viewer knows them. */
  names: readonly string[];
};

/** One box, four ways to use it. What the citizen will see and what not is said by word and by the ground it is written on. */
export function Composer({
  draft,
  modes,
  onChange,
  onFold,
  onSend,
  isPending,
  hasNext,
  inputRef,
  conversation,
  names,
}: Props) {
  const hintId = useId();
  const { mode, text, files } = draft;
  const isNote = mode === 'note';
  const mayAttach = mode !== 'ask-citizen';
  const publicly = isNote || !conversation?.mayReply ? null : conversation.publicly;
  const inPublic = draft.inPublic && (publicly?.whole ?? null) !== null;
  const maySend = text.trim() !== '' && fitsInPublic(publicly, inPublic, text);
  const send = (andNext: boolean): void => {
    if (!maySend || isPending) return;
    const fileIds = files.map((file) => file.id);
    const step: StepDraft =
      mode === 'note'
        ? { step: mode, note: text, fileIds }
        : mode === 'ask-citizen'
          ? { step: mode, note: text, inPublic }
          : { step: mode, note: text, fileIds, inPublic };
    onSend(step, andNext);
  };
  useShortcuts([
    {
      keys: 'mod+Enter',
      label: () => t(hasNext ? 'sendNextHint' : 'sendHint'),
      group: () => t('composer'),
      run: () => send(true),
    },
  ]);
  return (
    <section aria-label={t('composer')} className={`border-t border-line ${isNote ? 'bg-note' : 'bg-surface'}`}>
      <div className="flex items-center gap-1 px-2 pt-1.5">
        <div className="flex min-w-0 flex-1 items-center gap-1 overflow-x-auto [scrollbar-width:thin]">
          {modes.map((one) => (
            <AriaButton
              key={one}
              aria-pressed={one === mode}
              onPress={() => onChange((before) => ({ ...before, mode: one }))}
              className="min-h-8 rounded-control px-2.5 font-head text-14 whitespace-nowrap text-ink-soft outline-offset-[-2px] aria-pressed:bg-primary-tint aria-pressed:font-semibold aria-pressed:text-primary-ink data-hovered:bg-hover"
            >
              {t(`step-${one}`)}
            </AriaButton>
          ))}
        </div>
        <IconButton label={t('hideComposer')} icon={<ChevronDown size={18} aria-hidden />} onPress={onFold} />
      </div>
      <div className="flex flex-col gap-1.5 px-3 pb-2.5">
        <textarea
          ref={inputRef}
          aria-label={t(`step-${mode}`)}
          aria-describedby={hintId}
          rows={3}
          maxLength={20_000}
          value={text}
          onChange={(event) => onChange((before) => ({ ...before, text: event.target.value }))}
          className={`field-box max-h-[35dvh] resize-none field-sizing-content min-h-20 ${isNote ? 'border-dashed' : ''}`}
        />
        <p id={hintId} className="text-14 text-ink-soft">
          {t(`hint-${mode}`)}
        </p>
        {isNote || conversation === null ? null : publicly === null ? (
          <ReplyWindow conversation={conversation} />
        ) : (
          <PublicAnswer
            publicly={publicly}
            channel={conversation.channel}
            mode={mode}
            text={text}
            names={names}
            inPublic={inPublic}
            onChange={(chosen) => onChange((before) => ({ ...before, inPublic: chosen }))}
          />
        )}
        {isNote || conversation === null || files.length === 0 ? null : <PicturesNote conversation={conversation} />}
        <div className="flex flex-wrap items-center justify-between gap-2">
          {mayAttach ? (
            <Attachments
              files={files}
              onAdd={(file) => onChange((before) => ({ ...before, files: [...before.files, file] }))}
              onRemove={(id) =>
                onChange((before) => ({ ...before, files: before.files.filter((file) => file.id !== id) }))
              }
            />
          ) : (
            <span />
          )}
          <span className="ms-auto flex items-center gap-2">
            <span className="flex items-center gap-1.5 text-14 text-ink-faint max-sm:hidden">
              <KeyboardHint keys="mod+Enter" />
              {t(hasNext ? 'sendNextHint' : 'sendHint')}
            </span>
            <Button look="primary" isDisabled={!maySend} isPending={isPending} onPress={() => send(false)}>
              {t(isNote ? 'saveNote' : 'send')}
            </Button>
          </span>
        </div>
      </div>
    </section>
  );
}
