import { keepPreviousData, useQueries } from '@tanstack/react-query';
import type { LucideIcon } from 'lucide-react';
import Keyboard from 'lucide-react/icons/keyboard';
import { useDeferredValue } from 'react';
import { skeleton } from '../../thai/index.ts';
import type { Command } from '../lib/feature.ts';
import { useMe } from '../lib/me.ts';
import { t } from '../lib/words/t.ts';
import { commandsOf, createAction, navItems, searchSources } from './places.ts';

export type Entry = {
  id: string;
  label: string;
  group: string;
  detail?: string;
  icon?: LucideIcon;
  keys?: string;
  also?: string;
  run: Command['run'];
};

const SHORTEST_SEARCH = 2;

/** What the palette offers for `text`: places and commands that contain it (Thai compared without its tone marks), then the features' own findings. */
export function usePaletteEntries(text: string, onHelp: () => void): { entries: Entry[]; isSearching: boolean } {
  const me = useMe();
  const wanted = useDeferredValue(text.trim());
  const create = createAction();
  const fixed: Entry[] = [
    ...(create === undefined
      ? []
      : [{ id: 'create', label: create.label(), group: t('commands'), keys: 'n', run: { to: create.to } }]),
    ...navItems(me).map((item) => ({
      id: `to ${item.to}`,
      label: item.label(),
      group: t('goTo'),
      icon: item.icon,
      ...(item.keys === undefined ? {} : { keys: item.keys }),
      run: { to: item.to },
    })),
    ...commandsOf(me).map((command) => ({ ...command, label: command.label(), group: t('commands') })),
    { id: 'help', label: t('shortcuts'), group: t('commands'), icon: Keyboard, keys: '?', run: onHelp },
  ];
  const sources = searchSources(me);
  const found = useQueries({
    queries: sources.map((source, at) => ({
      queryKey: ['palette', at, wanted],
      queryFn: ({ signal }: { signal: AbortSignal }) => source.find(wanted, signal),
      enabled: wanted.length >= SHORTEST_SEARCH,
      placeholderData: keepPreviousData,
    })),
  });
  const bare = skeleton(wanted);
  const hits = sources.flatMap((source, at) =>
    wanted.length < SHORTEST_SEARCH
      ? []
      : (found[at]?.data ?? []).map(
          ({ id, to, title, detail }): Entry => ({
            id: `hit ${at} ${id}`,
            label: title,
            group: source.heading(),
            ...(detail === undefined ? {} : { detail }),
            run: { to },
          }),
        ),
  );
  return {
    entries: [...fixed.filter((entry) => skeleton(`${entry.label} ${entry.also ?? ''}`).includes(bare)), ...hits],
    isSearching: found.some((query) => query.isFetching),
  };
}
