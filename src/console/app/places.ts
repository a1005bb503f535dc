import { createElement } from 'react';
import type { Command, Feature, NavItem, SearchSource } from '../lib/feature.ts';
import { can, type Me } from '../lib/me.ts';
import { features } from './features.ts';

/** The rail's places that this person may enter, in order. */
export function navItems(me: Me): NavItem[] {
  return features
    .flatMap((feature) => feature.nav ?? [])
    .filter((item) => can(me, item.permission))
    .sort((a, b) => a.order - b.order);
}

export const commandsOf = (me: Me): Command[] =>
  features.flatMap((feature) => feature.commands ?? []).filter((command) => can(me, command.permission));

export const searchSources = (me: Me): SearchSource[] =>
  features.flatMap((feature) => feature.search ?? []).filter((source) => can(me, source.permission));

/** What stands over every page, in the order of the features. */
const notices = features.flatMap(({ notice }) => notice ?? []);
export const Notices = () => notices.map((notice, key) => createElement(notice, { key }));

export const createAction = (): Feature['create'] => features.find((feature) => feature.create !== undefined)?.create;
