import EyeOff from 'lucide-react/icons/eye-off';
import ScanText from 'lucide-react/icons/scan-text';
import Star from 'lucide-react/icons/star';
import type { ReactNode } from 'react';
import type { CaseView, EventView, FileView } from '../../../modules/complaints/contract.ts';
import type { IncomingView } from '../../../modules/complaints/conversation/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { Folded } from '../../components/folded.tsx';
import { ShownWords } from '../../components/shown-words.tsx';
import { language } from '../../lib/i18n.ts';
import { DeliveryProof } from './delivery-proof.tsx';
import { dataOf, eventActor } from './event-words.ts';
import { Gesture, MessageMarks } from './message-marks.tsx';
import { Thumbs } from './photos.tsx';
import { RemovedRecording } from './removed-recording.tsx';
import { weave } from './weave.ts';
import { t } from './words.ts';

type Props = { view: CaseView; titleOf: (event: EventView) => string; onPhoto: (id: string) => void };

/** The case as the citizen sees it, them on the left and the office on the right, with what only the office sees between. */
export function Conversation({ view, titleOf, onPhoto }: Props) {
  const later = new Set(view.events.flatMap((event) => dataOf(event).fileIds));
  const first = view.files.filter((file) => !later.has(file.id));
  const messages = view.conversation?.incoming ?? [];
  const isRead = view.events.some((event) => event.step === 'file' && dataOf(event).textFrom === 'scan');
  const opening = messages.filter(({ role }) => role === 'opened');
  const happenings = view.events
    .filter((event) => event.step !== 'file')
    .map((event) => ({
      at: event.at,
      item: (
        <Happening
          key={event.seq}
          event={event}
          title={titleOf(event)}
          files={filesOf(event, view.files)}
          messages={messages.filter(({ id }) => dataOf(event).incomingIds.includes(id))}
          sent={view.messages.filter(
            ({ eventSeq, template }) => eventSeq === event.seq && !template.startsWith('staff'),
          )}
          onPhoto={onPhoto}
        />
      ),
    }));
  const nods = messages
    .filter(({ role }) => role === 'gesture')
    .map((message) => ({ at: message.at, item: <Gesture key={message.id} message={message} /> }));
  const removed = view.recordingsRemoved.map((recording) => ({
    at: recording.removedAt,
    item: <RemovedRecording key={`sound ${recording.calledAt}`} recording={recording} />,
  }));
  return (
    <ol className="flex flex-col gap-3 px-4 py-4">
      <Bubble side="citizen" title={t('firstWords')} by={t('citizen')} at={view.row.receivedAt} text={view.text}>
        {isRead ? (
          <p className="flex items-center gap-1.5 text-14 text-ink-soft">
            <ScanText size={14} className="shrink-0" aria-hidden />
            {t('textFromScan')}
          </p>
        ) : null}
        <Thumbs files={first} onOpen={onPhoto} />
        <MessageMarks messages={opening} />
      </Bubble>
      {weave(happenings, [...nods, ...removed]).map(({ item }) => item)}
    </ol>
  );
}

const filesOf = (event: EventView, files: readonly FileView[]): FileView[] => {
  const { fileIds } = dataOf(event);
  return files.filter((file) => fileIds.includes(file.id));
};

type HappeningProps = {
  event: EventView;
  title: string;
  files: FileView[];
  /** The messages of a conversation that say it. */
  messages: readonly IncomingView[];
  /** What was sent to the citizen about it. */
  sent: CaseView['messages'];
  onPhoto: (id: string) => void;
};

function Happening({ event, title, files, messages, sent, onPhoto }: HappeningProps) {
  const { stars, changed } = dataOf(event);
  const by = eventActor(event);
  // The note of an assignment is for the one assigned: the portal does not show it either.
  const isInternal = !event.public || event.step === 'assign' || event.step === 'start';
  // Words that were edited stand changed where they were said; only of the first words is the change shown apart.
  const isLine = changed === 'withdrawn' || (changed === 'edited' && messages.every(({ role }) => role !== 'opened'));
  const isEmpty = event.note === '' && files.length === 0 && stars === null && event.actorKind !== 'citizen';
  if (isLine || isEmpty) {
    return (
      <li className="flex flex-wrap justify-center gap-x-2 text-center text-14 text-ink-soft">
        {event.public ? null : <EyeOff size={14} className="self-center" aria-label={t('onlyStaff')} />}
        <span className="font-head text-ink">
          <ShownWords>{title}</ShownWords>
        </span>
        <span>
          {by} · <Time at={event.at} />
        </span>
        <DeliveryProof sent={sent} />
      </li>
    );
  }
  return (
    <Bubble
      side={event.actorKind === 'citizen' ? 'citizen' : isInternal ? 'internal' : 'office'}
      title={title}
      by={by}
      at={event.at}
      text={event.note}
    >
      {stars === null ? null : <Stars n={stars} />}
      <Thumbs files={files} onOpen={onPhoto} />
      {changed === null ? <MessageMarks messages={messages} /> : null}
      <DeliveryProof sent={sent} />
    </Bubble>
  );
}

const SIDE = {
  citizen: { place: 'self-start', face: 'border border-line bg-surface' },
  office: { place: 'self-end', face: 'border border-transparent bg-primary-tint' },
  internal: { place: 'self-end', face: 'border border-dashed border-line-strong bg-note' },
};

type BubbleProps = {
  side: keyof typeof SIDE;
  title: string;
  by: string;
  at: string;
  text: string;
  children?: ReactNode;
};

function Bubble({ side, title, by, at, text, children }: BubbleProps) {
  const { place, face } = SIDE[side];
  return (
    <li className={`flex w-fit max-w-[min(92%,44rem)] flex-col gap-1 ${place}`}>
      <p className="flex flex-wrap items-center gap-x-2 font-head text-14 text-ink-soft">
        <span className="font-semibold text-ink">
          <ShownWords>{title}</ShownWords>
        </span>
        <span>
          {by} · <Time at={at} />
        </span>
        {side === 'internal' ? (
          <span className="inline-flex items-center gap-1 font-semibold text-soon">
            <EyeOff size={14} aria-hidden />
            {t('onlyStaff')}
          </span>
        ) : null}
      </p>
      <div className={`flex flex-col gap-2 rounded-card px-3.5 py-2 empty:hidden ${face}`}>
        {text === '' ? null : (
          <Folded length={text.length}>
            <p className="whitespace-pre-line [overflow-wrap:anywhere]">
              <ShownWords>{text}</ShownWords>
            </p>
          </Folded>
        )}
        {children}
      </div>
    </li>
  );
}

const Time = ({ at }: { at: string }) => <time dateTime={at}>{formatInstant(new Date(at), { lang: language() })}</time>;

function Stars({ n }: { n: number }) {
  return (
    <p className="flex items-center gap-1">
      {[1, 2, 3, 4, 5].map((star) => (
        <Star key={star} size={16} className={star <= n ? 'fill-accent text-accent' : 'text-line-strong'} aria-hidden />
      ))}
      <span className="text-14 text-ink-soft">{t('stars', { n })}</span>
    </p>
  );
}
