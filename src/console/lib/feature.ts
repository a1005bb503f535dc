import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Needed } from './me.ts';

/** A place in the rail. `order`: home 10, inbox 20, mine 30, new case 40, later modules 50–80, settings 90. */
export type NavItem = {
  to: string;
  label: () => string;
  /** Where there is room for ten letters: the bottom bar of a phone. */
  short?: () => string;
  icon: LucideIcon;
  order: number;
  permission?: Needed;
  /** Two keys after each other, as in "g i". */
  keys?: string;
  /** Also in the bottom bar of a phone (the first four by order; the rest are under "more"). */
  phone?: boolean;
};

/** Where to go; `search` is what the address asks for there. */
export type Place = { to: string; search?: Readonly<Record<string, string>> };

export type Command = {
  id: string;
  label: () => string;
  /** Other words people may type for it, Thai and English. */
  also?: string;
  icon?: LucideIcon;
  permission?: string;
  keys?: string;
  run: Place | (() => void);
};

export type SearchHit = { id: string; to: string; title: string; detail?: string };
export type SearchSource = {
  heading: () => string;
  permission?: string;
  find: (text: string, signal: AbortSignal) => Promise<SearchHit[]>;
};

/** What a feature gives the shell beside its routes. */
export type Feature = {
  nav?: NavItem[];
  commands?: Command[];
  search?: SearchSource;
  /** The "new" button of the top bar (key N); one feature has it. */
  create?: { to: string; label: () => string; permission?: string };
  /** Stands over every page: what happens just now, for whom it concerns. */
  notice?: ComponentType;
};
