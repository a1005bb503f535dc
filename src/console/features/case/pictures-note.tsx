import type { CaseView } from '../../../modules/complaints/contract.ts';
import { channelName } from '../../lib/channel-words.ts';
import { talk } from './talk-words.ts';

/** What becomes of the files of an answer where the channel does not show them. */
export function PicturesNote({ conversation }: { conversation: NonNullable<CaseView['conversation']> }) {
  if (conversation.pictures === 'shown') return null;
  const channel = channelName(conversation.channel);
  return (
    <p role="status" className="text-14 text-ink-soft">
      {talk(conversation.pictures === 'link' ? 'picturesLink' : 'picturesPage', { channel })}
    </p>
  );
}
