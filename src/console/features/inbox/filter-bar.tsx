import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { formatDay } from '../../../thai/index.ts';
import { Button } from '../../components/button.tsx';
import { caseWords } from '../../lib/case-words.ts';
import { channelName } from '../../lib/channel-words.ts';
import { type Names, useNames } from '../../lib/directory.ts';
import { language } from '../../lib/i18n.ts';
import { FilterDialog } from './filter-dialog.tsx';
import type { InboxPlace } from './inbox-place.ts';
import { type FilterName, filtersOn, type InboxSearch } from './inbox-search.ts';
import { SavedViews } from './saved-views.tsx';
import { t } from './words.ts';

/** What narrows the list, each with a way out; the choices open in a drawer, which on a phone is a sheet from below. */
export function FilterBar({ place }: { place: InboxPlace }) {
  const [isOpen, setOpen] = useState(false);
  const names = useNames();
  const on = filtersOn(place.search);
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <Button size="small" icon={<SlidersHorizontal size={15} aria-hidden />} onPress={() => setOpen(true)}>
        {on.length === 0 ? t('filters') : t('filtersOn', { n: on.length })}
      </Button>
      <SavedViews place={place} />
      {on.map((name) => {
        const words = filterWords(name, place.search, names);
        return (
          <AriaButton
            key={name}
            aria-label={t('removeFilter', { name: words })}
            onPress={() => place.go({ ...place.search, [name]: undefined })}
            className="inline-flex min-h-8 max-w-full items-center gap-1 rounded-full bg-primary-tint px-2.5 font-head text-14 text-primary-ink data-hovered:bg-hover"
          >
            <span className="truncate">{words}</span>
            <X size={14} className="shrink-0" aria-hidden />
          </AriaButton>
        );
      })}
      <FilterDialog isOpen={isOpen} onClose={() => setOpen(false)} place={place} />
    </div>
  );
}

function filterWords(name: FilterName, search: InboxSearch, names: Names): string {
  const day = (value: string | undefined): string => formatDay(value ?? '', { lang: language() });
  switch (name) {
    case 'status':
      return search.status === undefined ? '' : caseWords(`status-${search.status}`);
    case 'channel':
      return search.channel === undefined ? '' : channelName(search.channel);
    case 'kind':
      return search.kind === undefined ? '' : caseWords(`kind-${search.kind}`);
    case 'categoryId':
      return names.category(search.categoryId ?? null) || t('category');
    case 'departmentId':
      return search.departmentId === 'none'
        ? t('noDepartment')
        : names.department(search.departmentId ?? null) || t('department');
    case 'communityId':
      return names.community(search.communityId ?? null) || t('community');
    case 'from':
      return `${t('from')} ${day(search.from)}`;
    case 'to':
      return `${t('to')} ${day(search.to)}`;
    case 'closedFrom':
      return `${t('closedFrom')} ${day(search.closedFrom)}`;
    case 'closedTo':
      return `${t('closedTo')} ${day(search.closedTo)}`;
  }
}
