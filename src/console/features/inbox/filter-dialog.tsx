import { CHANNELS, Channel, KINDS, Kind, STATUSES, Status } from '../../../modules/complaints/contract.ts';
import type { Noun } from '../../../modules/people/contract.ts';
import { Button } from '../../components/button.tsx';
import { ComboBox } from '../../components/combo-box.tsx';
import { DatePicker } from '../../components/date-field.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { caseWords } from '../../lib/case-words.ts';
import { channelName } from '../../lib/channel-words.ts';
import { nameOf, retiredAmong, useDirectory } from '../../lib/directory.ts';
import { t as shared } from '../../lib/words/t.ts';
import type { InboxPlace } from './inbox-place.ts';
import type { InboxSearch } from './inbox-search.ts';
import { t } from './words.ts';

type Props = { isOpen: boolean; onClose: () => void; place: InboxPlace };

/** Every choice takes effect at once, behind the drawer; closing it is all that is left to do. */
export function FilterDialog({ isOpen, onClose, place: { search, go } }: Props) {
  const { categories, departments, communities, others } = useDirectory();
  const set = (change: InboxSearch): void => go({ ...search, ...change }, true);
  const entries = (noun: Noun, list: readonly { id: string; nameTh: string; nameEn: string }[]) => [
    ...list.map((entry) => ({ id: entry.id, label: nameOf(entry) })),
    ...retiredAmong(others, noun, list).map((entry) => ({
      id: entry.id,
      label: nameOf(entry),
      detail: shared('retired'),
    })),
  ];
  const status = STATUSES.map((id) => ({ id, label: caseWords(`status-${id}`) }));
  const channel = CHANNELS.map((id) => ({ id, label: channelName(id) }));
  const kind = KINDS.map((id) => ({ id, label: caseWords(`kind-${id}`) }));
  const any = t('any');
  return (
    <Dialog
      title={t('filters')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={() => go({ view: search.view, search: search.search, case: search.case }, true)}>
            {t('clearFilters')}
          </Button>
          <Button look="primary" onPress={onClose}>
            {t('showResults')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <ComboBox
          label={t('status')}
          placeholder={any}
          options={status}
          value={search.status ?? null}
          onChange={(id) => set({ status: Status.safeParse(id).data })}
        />
        <ComboBox
          label={t('category')}
          placeholder={any}
          options={entries('category', categories)}
          value={search.categoryId ?? null}
          onChange={(id) => set({ categoryId: id ?? undefined })}
        />
        <ComboBox
          label={t('department')}
          placeholder={any}
          options={[...entries('department', departments), { id: 'none', label: t('noDepartment') }]}
          value={search.departmentId ?? null}
          onChange={(id) => set({ departmentId: id ?? undefined })}
        />
        <ComboBox
          label={t('community')}
          placeholder={any}
          options={entries('community', communities)}
          value={search.communityId ?? null}
          onChange={(id) => set({ communityId: id ?? undefined })}
        />
        <ComboBox
          label={t('channel')}
          placeholder={any}
          options={channel}
          value={search.channel ?? null}
          onChange={(id) => set({ channel: Channel.safeParse(id).data })}
        />
        <ComboBox
          label={t('kind')}
          placeholder={any}
          options={kind}
          value={search.kind ?? null}
          onChange={(id) => set({ kind: Kind.safeParse(id).data })}
        />
        <DatePicker label={t('from')} value={search.from ?? null} onChange={(day) => set({ from: day ?? undefined })} />
        <DatePicker label={t('to')} value={search.to ?? null} onChange={(day) => set({ to: day ?? undefined })} />
        <DatePicker
          label={t('closedFrom')}
          value={search.closedFrom ?? null}
          onChange={(day) => set({ closedFrom: day ?? undefined })}
        />
        <DatePicker
          label={t('closedTo')}
          value={search.closedTo ?? null}
          onChange={(day) => set({ closedTo: day ?? undefined })}
        />
      </div>
    </Dialog>
  );
}
