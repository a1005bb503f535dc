import EyeOff from 'lucide-react/icons/eye-off';
import Star from 'lucide-react/icons/star';
import type { ReactNode } from 'react';
import type { CaseView, EventView, FileView } from '../../../modules/complaints/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { language } from '../../lib/i18n.ts';
import { dataOf, eventActor } from './event-words.ts';
import { Thumbs } from './photos.tsx';
import { t } from './words.ts';

type Props = { view: CaseView; titleOf: (event: EventView) => string; onPhoto: (id: string) => void };

/** The case as the citizen sees it, them on the left and the office on the right, with what only the office sees between. */
export function Conversation({ view, titleOf, onPhoto }: Props) {
  const later = new Set(view.events.flatMap((event) => dataOf(event).fileIds));
  const first = view.files.filter((file) => !later.has(file.id));
  return (
    <ol className="flex flex-col gap-3 px-4 py-4">
      <Bubble side="citizen" title={t('firstWords')} by={t('citizen')} at={view.row.receivedAt} text={view.text}>
        <Thumbs files={first} onOpen={onPhoto} />
      </Bubble>
      {view.events
        .filter((event) => event.step !== 'file')
        .map((event) => (
          <Happening
            key={event.seq}
            event={event}
            title={titleOf(event)}
            files={filesOf(event, view.files)}
            onPhoto={onPhoto}
          />
        ))}
    </ol>
  );
}

const filesOf = (event: EventView, files: readonly FileView[]): FileView[] => {
  const { fileIds } = dataOf(event);
  return files.filter((file) => fileIds.includes(file.id));
};

type HappeningProps = { event: EventView; title: string; files: FileView[]; onPhoto: (id: string) => void };

function Happening({ event, title, files, onPhoto }: HappeningProps) {
  const { stars } = dataOf(event);
  const by = eventActor(event);
  // The note of an assignment is for the one assigned: the portal does not show it either.
  const isInternal = !event.public || event.step === 'assign' || event.step === 'start';
  if (event.note === '' && files.length === 0 && stars === null && event.actorKind !== 'citizen') {
    return (
      <li className="flex flex-wrap justify-center gap-x-2 text-center text-14 text-ink-soft">
        {event.public ? null : <EyeOff size={14} className="self-center" aria-label={t('onlyStaff')} />}
        <span className="font-head text-ink">{title}</span>
        <span>
          {by} · <Time at={event.at} />
        </span>
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
        <span className="font-semibold text-ink">{title}</span>
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
      <div className={`flex flex-col gap-2 rounded-card px-3.5 py-2 ${face}`}>
        {text === '' ? null : <p className="whitespace-pre-line [overflow-wrap:anywhere]">{text}</p>}
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
