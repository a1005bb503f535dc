import Globe from 'lucide-react/icons/globe';
import type { IncomingView } from '../../../modules/complaints/conversation/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { ShownWords } from '../../components/shown-words.tsx';
import { language } from '../../lib/i18n.ts';
import { talk } from './talk-words.ts';

/** What became of a message since it was said: edited, taken back, liked; what of it is still on its way; where it stands. */
export function MessageMarks({ messages }: { messages: readonly IncomingView[] }) {
  const marked = messages.filter(hasMarks);
  if (marked.length === 0) return null;
  return (
    <div className="flex flex-col gap-1 text-14 text-ink-soft">
      {marked.map((message) => (
        <Marks key={message.id} message={message} />
      ))}
    </div>
  );
}

const countOf = ({ media }: IncomingView, state: 'waiting' | 'gone' | 'late'): number =>
  media.filter((each) => each.state === state).length;
const hasMarks = (message: IncomingView): boolean =>
  message.state !== 'shown' ||
  message.reactions.length > 0 ||
  message.public ||
  message.link !== null ||
  message.media.some(({ state }) => state !== 'here');

function Marks({ message }: { message: IncomingView }) {
  const [waiting, gone, late] = [countOf(message, 'waiting'), countOf(message, 'gone'), countOf(message, 'late')];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {message.state === 'shown' ? null : (
        <span className="font-head font-semibold">
          {talk(message.state === 'edited' ? 'markEdited' : 'markWithdrawn')}
        </span>
      )}
      {message.was.length === 0 ? null : (
        <details className="w-full">
          <summary className="cursor-pointer">{talk('markBefore')}</summary>
          {message.was.map(({ text, until }) => (
            <p key={until} className="whitespace-pre-line [overflow-wrap:anywhere]">
              <time dateTime={until}>{formatInstant(new Date(until), { lang: language() })}</time>{' '}
              <ShownWords>{text}</ShownWords>
            </p>
          ))}
        </details>
      )}
      {message.reactions.map(({ reaction, count }) => (
        <span key={reaction}>
          {reaction} {count > 1 ? count : ''}
        </span>
      ))}
      {waiting === 0 ? null : <span>{talk('mediaWaiting', { n: waiting })}</span>}
      {gone === 0 ? null : <span>{talk('mediaGone', { n: gone })}</span>}
      {late === 0 ? null : <span>{talk('mediaLate', { n: late })}</span>}
      {message.public ? (
        <span className="inline-flex items-center gap-1">
          <Globe size={14} aria-hidden />
          {talk('publicWords')}
        </span>
      ) : null}
      {message.link === null ? null : (
        <a
          href={message.link}
          target="_blank"
          rel="noreferrer"
          className="text-primary underline underline-offset-4 print:hidden"
        >
          {talk('openThere')}
        </a>
      )}
    </div>
  );
}

/** A sticker or thanks: seen, and no more. */
export function Gesture({ message }: { message: IncomingView }) {
  if (message.text === '') return null;
  return (
    <li className="flex flex-wrap justify-center gap-x-2 text-center text-14 text-ink-soft">
      <span className="[overflow-wrap:anywhere]">
        <ShownWords>{talk('nod', { text: message.text })}</ShownWords>
      </span>
      <time dateTime={message.at}>{formatInstant(new Date(message.at), { lang: language() })}</time>
    </li>
  );
}
