import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { ReactNode } from 'react';
import { type PublicLimit, personalIn, sizeOf } from '../../../modules/channels/in-public/contract.ts';
import type { CaseView } from '../../../modules/complaints/contract.ts';
import { ANNOUNCED, type Publicly } from '../../../modules/complaints/conversation/contract.ts';
import { RadioGroup } from '../../components/radio-group.tsx';
import { channelName } from '../../lib/channel-words.ts';
import { talk } from './talk-words.ts';
import type { Mode } from './use-draft.ts';

type Conversation = NonNullable<CaseView['conversation']>;
type Props = {
  publicly: Publicly;
  channel: Conversation['channel'];
  mode: Mode;
  text: string;
  /** Of whoever spoke, as far as the viewer knows them: their name is no word for everybody. */
  names: readonly string[];
  inPublic: boolean;
  onChange: (inPublic: boolean) => void;
};

/** What is being written as everybody would read it. */
const asPosted = ({ before, after }: NonNullable<Publicly['whole']>, text: string): string =>
  `${before}${text.trim()}${after}`;

/** Whether what is written may go as it was chosen: in private always, in public as the channel takes it: not too long, no address where it takes none. */
export function fitsInPublic(publicly: Publicly | null | undefined, inPublic: boolean, text: string): boolean {
  if (!inPublic || !publicly?.whole) return true;
  const { fits, left } = sizeOf(asPosted(publicly.whole, text), publicly.whole.limit);
  return fits && left === 0;
}

/** What others will read of a step, and where the words themselves go: "in public only …; the whole answer …". */
function saidOf({ notice, privately }: Publicly, step: string): string {
  const announced = notice !== null && ANNOUNCED.some((each) => each === step);
  return `${talk(`privately-${privately}`)} ${announced ? talk('publicNotice', { notice }) : talk('publicNothing')}`;
}

/** The same beside a step that is asked for in a dialog; nothing where nobody reads along, or nobody is told of it. */
export function PublicNote({ conversation, step }: { conversation: CaseView['conversation']; step: string }) {
  const publicly = conversation?.mayReply ? conversation.publicly : null;
  if (publicly === null || !ANNOUNCED.some((each) => each === step)) return null;
  return <p className="mb-3 text-14 text-ink-soft">{saidOf(publicly, step)}</p>;
}

/** Where others read along: what they will read and what not, and the choice of which it is to be. */
export function PublicAnswer({ publicly, channel, mode, text, names, inPublic, onChange }: Props) {
  const { whole } = publicly;
  if (whole === null) {
    return publicly.privately === 'nobody' ? (
      <Note>{`${talk('privately-nobody')} ${talk('nobodyReadsHere')}`}</Note>
    ) : (
      <p className="text-14 text-ink-soft">{saidOf(publicly, mode)}</p>
    );
  }
  return (
    <div className="flex flex-col gap-1.5 rounded-control border border-line px-3 py-2">
      <RadioGroup
        orientation="horizontal"
        label={talk('publicChoice')}
        value={inPublic ? 'whole' : 'short'}
        onChange={(id) => onChange(id === 'whole')}
        options={[
          { id: 'short', label: talk('answerPrivately') },
          { id: 'whole', label: talk('answerPublicly') },
        ]}
      />
      <p className="text-14 text-ink-soft">
        {inPublic
          ? talk('answerPubliclyHow', { channel: channelName(channel), before: whole.before.trim() })
          : saidOf(publicly, mode)}
      </p>
      {publicly.privately === 'nobody' && !inPublic ? <Note>{talk('nobodyReads')}</Note> : null}
      {inPublic ? <PublicWarning whole={whole} text={text} names={names} /> : null}
    </div>
  );
}

function PublicWarning({
  whole,
  text,
  names,
}: {
  whole: NonNullable<Publicly['whole']>;
  text: string;
  names: readonly string[];
}) {
  const found = personalIn(text, names);
  const isWritten = text.trim() !== '';
  const size = sizeOf(asPosted(whole, text), whole.limit);
  return (
    <>
      <Note>{talk('publicWarning')}</Note>
      <p className={`text-14 ${isWritten && !size.fits ? 'font-semibold text-overdue' : 'text-ink-soft'}`}>
        {lengthWords(size, whole.limit)}
      </p>
      <div role="status" className="text-14 font-semibold text-overdue empty:hidden">
        {isWritten && !size.fits ? <p>{talk('publicTooLong')}</p> : null}
        {size.left > 0 ? <p>{talk('addressesNotTaken', { n: size.left })}</p> : null}
        {found.length > 0 ? (
          <p>{talk('looksPersonal', { what: found.map((kind) => talk(`personal-${kind}`)).join(talk('and')) })}</p>
        ) : null}
      </div>
    </>
  );
}

const lengthWords = ({ used, posts }: ReturnType<typeof sizeOf>, limit: PublicLimit): string =>
  limit.posts === 1
    ? talk('publicLength', { used, most: limit.most })
    : talk('publicPosts', { used, most: limit.most, posts, mostPosts: limit.posts });

const Note = ({ children }: { children: ReactNode }) => (
  <p className="flex items-start gap-1.5 rounded-control bg-soon-tint px-2 py-1 text-14 text-soon">
    <TriangleAlert size={16} className="mt-0.5 shrink-0" aria-hidden />
    <span>{children}</span>
  </p>
);
