import { toThaiDigits } from '../../../thai/index.ts';
import { attributeOf, childOf, childrenOf, parseXml } from './xml.ts';

type Level = { readonly format: string; readonly pattern: string; readonly start: number };
export type Numbering = { next(list: string, level: number): string };

/** The numbers that Word shows before the paragraphs of its lists, in the order of reading: "1. ", "1.1 ", "๑. ", "- ". */
export function readNumbering(bytes: Uint8Array | undefined): Numbering {
  if (!bytes) return { next: () => '- ' };
  const root = childOf(parseXml(bytes), 'numbering');
  const abstracts = new Map(
    childrenOf(root, 'abstractNum').map((each) => [
      attributeOf(each, 'abstractNumId'),
      new Map(
        childrenOf(each, 'lvl').map((level): [number, Level] => [
          Number(attributeOf(level, 'ilvl') ?? 0),
          {
            format: attributeOf(childOf(level, 'numFmt'), 'val') ?? 'bullet',
            pattern: attributeOf(childOf(level, 'lvlText'), 'val') ?? '%1.',
            start: Number(attributeOf(childOf(level, 'start'), 'val') ?? 1),
          },
        ]),
      ),
    ]),
  );
  const lists = new Map(
    childrenOf(root, 'num').map(
      (each) =>
        [attributeOf(each, 'numId') ?? '', abstracts.get(attributeOf(childOf(each, 'abstractNumId'), 'val'))] as const,
    ),
  );
  const counts = new Map<string, number[]>();
  return {
    next(list, at) {
      const levels = lists.get(list);
      const level = levels?.get(at);
      if (list === '0') return '';
      if (!level || level.format === 'bullet' || level.format === 'none') return '- ';
      const count = counts.get(list) ?? [];
      count[at] = (count[at] ?? level.start - 1) + 1;
      count.length = at + 1;
      counts.set(list, count);
      const shown = level.pattern.replaceAll(/%(\d)/g, (_, n: string) => String(count[Number(n) - 1] ?? 1));
      return `${level.format.startsWith('thai') ? toThaiDigits(shown) : shown} `;
    },
  };
}
