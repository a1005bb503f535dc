/** A chart or plan as parts with identity: so that two people's changes can be told apart and laid together. */
export type Part = { readonly id: string; readonly kind: string; readonly fields: Readonly<Record<string, unknown>> };
export type Tree = {
  readonly parts: ReadonlyMap<string, Part>;
  /** The order of what lies in a part, by its id. */
  readonly children: ReadonlyMap<string, readonly string[]>;
};
export const ROOT = 'document';

/** One difference: a field that is another, or a part that came, went, or lies elsewhere. */
export type Change =
  | {
      readonly what: 'field';
      readonly id: string;
      readonly field: string;
      readonly before: unknown;
      readonly after: unknown;
    }
  | { readonly what: 'added' | 'removed' | 'moved'; readonly id: string };

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export const parentsOf = ({ children }: Tree): Map<string, string> =>
  new Map([...children].flatMap(([parent, ids]) => ids.map((id): [string, string] => [id, parent])));

/** What is different in `after`: fields first, in the order of the document. */
export function changesBetween(before: Tree, after: Tree): Change[] {
  const changes: Change[] = [];
  for (const [id, part] of after.parts) {
    const was = before.parts.get(id);
    if (was === undefined) changes.push({ what: 'added', id });
    else for (const field of changedFields(was, part)) changes.push(fieldChange(id, field, was, part));
  }
  for (const id of before.parts.keys()) if (!after.parts.has(id)) changes.push({ what: 'removed', id });
  return [...changes, ...movedBetween(before, after).map((id): Change => ({ what: 'moved', id }))];
}

const fieldChange = (id: string, field: string, was: Part, is: Part): Change => ({
  what: 'field',
  id,
  field,
  before: was.fields[field],
  after: is.fields[field],
});

export const changedFields = (a: Part, b: Part): string[] =>
  [...new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])].filter(
    (field) => !same(a.fields[field], b.fields[field]),
  );

/** Parts that lie in another part, or after another neighbour among those that both have. */
function movedBetween(before: Tree, after: Tree): string[] {
  const was = parentsOf(before);
  const is = parentsOf(after);
  const moved = [...is.keys()].filter((id) => was.has(id) && was.get(id) !== is.get(id));
  const stayed = (ids: readonly string[], other: Map<string, string>, parent: string) =>
    ids.filter((id) => other.get(id) === parent);
  for (const [parent, ids] of after.children) {
    const now = stayed(ids, was, parent);
    const then = stayed(before.children.get(parent) ?? [], is, parent);
    const first = now.findIndex((id, at) => id !== then[at]);
    const other = now[first];
    if (other !== undefined) moved.push(other);
  }
  return moved;
}
