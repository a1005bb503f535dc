import { ChartContent, COLUMNS } from '../../../../modules/plans/contract.ts';
import { type Part, ROOT, type Tree } from './nodes.ts';

/** A chart as parts: itself, its five columns, their items. */
export function chartTree({ columns, ...fields }: ChartContent): Tree {
  const parts = new Map<string, Part>([[ROOT, { id: ROOT, kind: 'chart', fields }]]);
  const children = new Map<string, string[]>([[ROOT, [...COLUMNS]]]);
  for (const name of COLUMNS) {
    const { blank, items } = columns[name];
    parts.set(name, { id: name, kind: 'column', fields: { blank } });
    children.set(
      name,
      items.map(({ id }) => id),
    );
    for (const { id, ...item } of items) parts.set(id, { id, kind: 'item', fields: item });
  }
  return { parts, children };
}

export function chartOf({ parts, children }: Tree): ChartContent {
  const column = (name: string) => ({
    ...parts.get(name)?.fields,
    items: (children.get(name) ?? []).flatMap((id) => {
      const part = parts.get(id);
      return part?.kind === 'item' ? { ...part.fields, id } : [];
    }),
  });
  return ChartContent.parse({
    ...parts.get(ROOT)?.fields,
    columns: Object.fromEntries(COLUMNS.map((name) => [name, column(name)])),
  });
}
