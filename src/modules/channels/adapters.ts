import { ADAPTER_KINDS, type Adapter, type AdapterKind } from './adapter.ts';
import { emailAdapter } from './email/adapter.ts';
import { facebook } from './facebook/adapter.ts';
import { instagram } from './instagram/adapter.ts';
import { lineAdapter } from './line/adapter.ts';
import { traffy } from './traffy/adapter.ts';
import { twitter } from './twitter/adapter.ts';

/** Every channel that machines speak. Adding one is its folder, and a line here. */
export const ADAPTERS: readonly Adapter[] = [lineAdapter, facebook, instagram, twitter, traffy, emailAdapter];

/** The adapter of a kind, among those given; null when this installation has none. */
export function adapterOf(kind: AdapterKind, adapters: readonly Adapter[] = ADAPTERS): Adapter | null {
  return adapters.find((adapter) => adapter.kind === kind) ?? null;
}

export const isAdapterKind = (text: string): text is AdapterKind => ADAPTER_KINDS.some((kind) => kind === text);
