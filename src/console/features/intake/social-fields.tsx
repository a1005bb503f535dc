import { COPIED_KINDS } from '../../../modules/channels/kinds/contract.ts';
import { Select } from '../../components/select.tsx';
import { TextField } from '../../components/text-field.tsx';
import { channelName } from '../../lib/channel-words.ts';
import { type Faults, IntakeDraft } from './draft.ts';
import type { DraftBook } from './use-draft.ts';
import { t } from './words.ts';

/** Where it was copied from: the channel, and the address of the post or talk. */
export function SocialFields({ draft, change, faults }: Pick<DraftBook, 'draft' | 'change'> & { faults: Faults }) {
  return (
    <div className="grid gap-x-4 gap-y-3 sm:grid-cols-[12rem_1fr]">
      <Select
        label={t('socialChannel')}
        value={draft.socialChannel}
        onChange={(id) => change({ socialChannel: IntakeDraft.shape.socialChannel.parse(id) })}
        options={COPIED_KINDS.map((id) => ({ id, label: channelName(id) }))}
      />
      <TextField
        label={t('link')}
        help={t('linkHelp')}
        value={draft.link}
        onChange={(link) => change({ link })}
        maxLength={2000}
        inputMode="url"
        autoComplete="off"
        error={faults.link === undefined ? undefined : t('linkWrong')}
      />
    </div>
  );
}
