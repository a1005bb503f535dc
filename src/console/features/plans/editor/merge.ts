import { changedFields, type Part, parentsOf, same, type Tree } from './nodes.ts';

/** Where both changed the same thing to something else: a person chooses. */
export type Conflict = {
  readonly key: string;
  readonly id: string;
  /** The field; null: one changed the part, the other removed it. */
  readonly field: string | null;
  readonly mine: unknown;
  readonly theirs: unknown;
};
export type Choice = 'mine' | 'theirs';
type Three = { readonly base: Tree; readonly mine: Tree; readonly theirs: Tree };

/**
 * Lays my changes of `base` upon theirs. What only one changed is taken from them; where both did, `choices` decides by the conflict's
 * key, and theirs stands until it does.
 */
export function merge(three: Three, choices: ReadonlyMap<string, Choice>): { merged: Tree; conflicts: Conflict[] } {
  const conflicts: Conflict[] = [];
  const ask = (conflict: Conflict): Choice => {
    conflicts.push(conflict);
    return choices.get(conflict.key) ?? 'theirs';
  };
  const parts = new Map<string, Part>();
  for (const id of new Set([...three.theirs.parts.keys(), ...three.mine.parts.keys()])) {
    const part = mergePart(id, three, ask);
    if (part !== null) parts.set(id, part);
  }
  return { merged: { parts, children: mergeOrder(three, parts) }, conflicts };
}

function mergePart(id: string, { base, mine, theirs }: Three, ask: (conflict: Conflict) => Choice): Part | null {
  const was = base.parts.get(id);
  const own = mine.parts.get(id);
  const other = theirs.parts.get(id);
  if (own === undefined || other === undefined) {
    const there = own ?? other;
    if (was === undefined || there === undefined) return there ?? null;
    if (changedFields(was, there).length === 0) return null;
    const keeps: Choice = own === undefined ? 'theirs' : 'mine';
    const chosen = ask({ key: `${id}.`, id, field: null, mine: own?.fields ?? null, theirs: other?.fields ?? null });
    return chosen === keeps ? there : null;
  }
  const fields: Record<string, unknown> = { ...other.fields };
  for (const field of changedFields(was ?? { ...other, fields: {} }, own)) {
    const mineNow = own.fields[field];
    const theirsNow = other.fields[field];
    if (same(mineNow, theirsNow)) continue;
    const untouched = same(theirsNow, was?.fields[field]);
    const takesMine =
      untouched || ask({ key: `${id}.${field}`, id, field, mine: mineNow, theirs: theirsNow }) === 'mine';
    if (takesMine) fields[field] = mineNow;
  }
  return { ...other, fields };
}

function mergeOrder({ base, mine, theirs }: Three, parts: ReadonlyMap<string, Part>): Map<string, string[]> {
  const [was, own, other] = [parentsOf(base), parentsOf(mine), parentsOf(theirs)];
  const parentOf = (id: string): string | undefined => {
    const [before, ours, others] = [was.get(id), own.get(id), other.get(id)];
    const found = ours === undefined || (others !== undefined && ours === before) ? others : ours;
    const wanted = others !== undefined && others !== before ? others : found;
    return wanted !== undefined && parts.has(wanted) ? wanted : (others ?? ours);
  };
  const children = new Map<string, string[]>();
  for (const parent of parts.keys()) {
    if (!mine.children.has(parent) && !theirs.children.has(parent)) continue;
    const there = new Set([...parts.keys()].filter((id) => parentOf(id) === parent));
    const inBase = base.children.get(parent) ?? [];
    const [ours, others] = [mine.children.get(parent) ?? [], theirs.children.get(parent) ?? []];
    const common = (ids: readonly string[]) =>
      ids.filter((id) => inBase.includes(id) && ours.includes(id) && others.includes(id));
    const theyMoved = !same(common(others), common(inBase));
    const [lead, rest] = theyMoved || ours.length === 0 ? [others, ours] : [ours, others];
    children.set(parent, woven(lead, rest, there));
  }
  return children;
}

/** The order of `lead`; what only `rest` has stands after its neighbour of there. */
function woven(lead: readonly string[], rest: readonly string[], there: ReadonlySet<string>): string[] {
  const order = lead.filter((id) => there.has(id));
  for (const [at, id] of rest.entries()) {
    if (!there.has(id) || order.includes(id)) continue;
    const neighbour = rest.slice(0, at).findLast((each) => order.includes(each));
    order.splice(neighbour === undefined ? 0 : order.indexOf(neighbour) + 1, 0, id);
  }
  return [...order, ...[...there].filter((id) => !order.includes(id))];
}
