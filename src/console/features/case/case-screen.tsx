import { type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { CaseView, EventView } from '../../../modules/complaints/contract.ts';
import type { CasePaneProps } from '../../lib/case-pane.ts';
import { useNames } from '../../lib/directory.ts';
import { type Shortcut, useShortcuts } from '../../lib/shortcuts.ts';
import { ActionBar, type HandStep, handSteps } from './action-bar.tsx';
import { CaseHead } from './case-head.tsx';
import { CaseSide } from './case-side.tsx';
import { ChangedNotice } from './changed-notice.tsx';
import { Composer } from './composer.tsx';
import { Conversation } from './conversation.tsx';
import { DeidentifiedNote } from './deidentified-note.tsx';
import { eventTitle } from './event-words.ts';
import { Lightbox } from './photos.tsx';
import { PublicNote } from './public-answer.tsx';
import { StepDialog } from './step-dialog.tsx';
import { ASKING, type AskingStep } from './step-form.ts';
import { emptyDraft, MODES, useDraft } from './use-draft.ts';
import { useStep } from './use-step.ts';
import { t } from './words.ts';

type Props = Omit<CasePaneProps, 'caseId'> & { view: CaseView; isAlone?: boolean };

/** Conversation in the middle, what one must know beside it, what one can do below. */
export function CaseScreen({ view, intent, onNext, isAlone = false }: Props) {
  const { id } = view.row;
  const { take, isPending, news, acknowledge, seeAsIs } = useStep(view);
  const may = handSteps(view.steps);
  const intended = intent !== undefined && may.includes(intent) ? intent : null;
  const [asking, setAsking] = useState<AskingStep | null>(ASKING.find((step) => step === intended) ?? null);
  const [draft, setDraft] = useDraft(id);
  const [isFolded, setFolded] = useState(false);
  const [showSide, setShowSide] = useState(false);
  const [photo, setPhoto] = useState<string | null>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const titleOf = useEventTitle();
  const modes = MODES.filter((mode) => may.includes(mode));

  const onStep = (step: HandStep): void => {
    const mode = MODES.find((one) => one === step);
    const question = ASKING.find((one) => one === step);
    if (mode !== undefined) {
      flushSync(() => {
        setShowSide(false);
        setFolded(false);
        setDraft((before) => ({ ...emptyDraft(mode), ...before, mode }));
      });
      input.current?.focus();
    } else if (question !== undefined) setAsking(question);
    else if (step === 'start' || step === 'resume') take({ step, note: '' });
  };
  const group = (): string => t('actions');
  const keys: readonly [HandStep, string][] = [
    ['assign', 'a'],
    ['reply', 'r'],
    ['close', 'e'],
  ];
  useShortcuts(
    keys
      .filter(([step]) => may.includes(step))
      .map(([step, key]): Shortcut => ({ keys: key, label: () => t(`step-${step}`), group, run: () => onStep(step) })),
    2,
  );
  const notice: ReactNode = <ChangedNotice news={news} titleOf={titleOf} onSeen={acknowledge} />;
  const written = draft ?? (intended === 'reply' ? emptyDraft('reply') : null);
  // What can no longer be sent as it was meant may become a note, never the other way: a note must not reach the citizen.
  const mode = modes.find((one) => one === written?.mode) ?? modes.find((one) => one === 'note');
  return (
    <div className="@container flex grow flex-col min-[1100px]:h-full min-[1100px]:min-h-0">
      <CaseHead
        view={view}
        isAlone={isAlone}
        showSide={showSide}
        onSide={setShowSide}
        isPending={isPending}
        onAcknowledge={() => take({ step: 'acknowledge', note: '' })}
      />
      {view.deidentified === null ? null : <DeidentifiedNote why={view.deidentified.why} mayAsk={view.mayReveal} />}
      <div className="flex min-h-0 grow items-stretch">
        <div className={`min-w-0 grow flex-col ${showSide ? 'hidden @3xl:flex' : 'flex'}`}>
          <div className="min-h-0 grow min-[1100px]:overflow-y-auto print:overflow-visible">
            <Conversation view={view} titleOf={titleOf} onPhoto={setPhoto} />
            <div ref={end} />
          </div>
          <div className="sticky bottom-14 z-10 md:bottom-0" data-print="no">
            {asking === null ? notice : null}
            {written === null || mode === undefined || isFolded ? (
              <ActionBar view={view} isPending={isPending} onStep={onStep} />
            ) : (
              <Composer
                draft={{ ...written, mode }}
                modes={modes}
                inputRef={input}
                isPending={isPending}
                hasNext={onNext !== undefined}
                conversation={view.conversation}
                names={[view.contact?.name, view.conversation?.name].filter((name) => typeof name === 'string')}
                onChange={(change) => setDraft((before) => change(before ?? written))}
                onFold={() => {
                  if (written.text === '' && written.files.length === 0) setDraft(() => null);
                  setFolded(true);
                }}
                onSend={(step, andNext) =>
                  take(step, () => {
                    setDraft(() => null);
                    if (andNext) onNext?.();
                    else end.current?.scrollIntoView({ block: 'nearest' });
                  })
                }
              />
            )}
          </div>
        </div>
        <div
          className={`w-full shrink-0 @3xl:block @3xl:w-84 @3xl:border-s @3xl:border-line min-[1100px]:overflow-y-auto print:overflow-visible ${showSide ? 'block' : 'hidden'}`}
        >
          <CaseSide view={view} onPhoto={setPhoto} onCorrected={seeAsIs} />
        </div>
      </div>
      {asking === null ? null : (
        <StepDialog
          step={asking}
          view={view}
          isPending={isPending}
          notice={
            <>
              {notice}
              <PublicNote conversation={view.conversation} step={asking} />
            </>
          }
          onTake={(step) => take(step, () => setAsking(null))}
          onClose={() => setAsking(null)}
        />
      )}
      {photo === null ? null : <Lightbox files={view.files} first={photo} onClose={() => setPhoto(null)} />}
    </div>
  );
}

function useEventTitle(): (event: EventView) => string {
  const names = useNames();
  return (event) => eventTitle(event, names);
}
