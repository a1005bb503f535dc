import type { Adapter } from './adapter.ts';
import { emailAdapter } from './email/adapter.ts';
import { facebook } from './facebook/adapter.ts';
import { instagram } from './instagram/adapter.ts';
import { type AdapterKind, declaredOf } from './kinds/contract.ts';
import { lineAdapter } from './line/adapter.ts';
import { traffy } from './traffy/adapter.ts';
import { twitter } from './twitter/adapter.ts';

/** One of each kind that is declared: adding a channel is its folder, its line in `kinds/contract.ts`, and its line here. */
const BY_KIND: { readonly [Kind in AdapterKind]: Adapter } = {
  line: lineAdapter,
  facebook,
  instagram,
  twitter,
  traffy,
  email: emailAdapter,
};

/** Every channel that machines speak. */
export const ADAPTERS: readonly Adapter[] = Object.values(BY_KIND);

/** The adapter of a kind, among those given; null when this installation has none. */
export function adapterOf(kind: AdapterKind, adapters: readonly Adapter[] = ADAPTERS): Adapter | null {
  return adapters.find((adapter) => adapter.kind === kind) ?? null;
}

export const isAdapterKind = (text: string): text is AdapterKind => declaredOf(text) !== null;
