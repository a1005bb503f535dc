/** A proof that two identities are one person's. */
export type Edge = readonly [one: string, other: string];

/**
 * Who belongs together: identities that a chain of proofs leads between (union–find, with path halving). Proofs about anything else
 * are passed over. Each group in the order of `ids`, the groups in the order of their first.
 */
export function components(ids: readonly string[], proofs: readonly Edge[]): string[][] {
  const parent = new Map(ids.map((id) => [id, id]));
  const root = (id: string): string => {
    let at = id;
    for (let up = parent.get(at) ?? at; up !== at; up = parent.get(at) ?? at) {
      parent.set(at, parent.get(up) ?? up);
      at = up;
    }
    return at;
  };
  for (const [one, other] of proofs) {
    if (parent.has(one) && parent.has(other)) parent.set(root(one), root(other));
  }
  return [...Map.groupBy(ids, root).values()];
}
