import { XMLParser } from 'fast-xml-parser';
import { unreadable } from './unreadable.ts';

/** An element of a document, without its name's prefix; text stands in `text`. */
export type Element = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  readonly text: string;
};

// Entities of its own are never expanded: a document of an office has none, an attack may.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  processEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** An XML part as a tree. @throws Refusal 'broken-document' */
export function parseXml(bytes: Uint8Array | undefined): Element {
  try {
    const text = new TextDecoder('utf-8').decode(bytes ?? new Uint8Array());
    if (/<!DOCTYPE/i.test(text.slice(0, 2000))) throw unreadable('broken-document');
    const parsed: unknown = parser.parse(text);
    return { name: '', attributes: new Map(), children: asElements(parsed), text: '' };
  } catch {
    throw unreadable('broken-document');
  }
}

function asElements(nodes: unknown): Element[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: unknown): Element[] => {
    if (typeof node !== 'object' || node === null) return [];
    const record = new Map<string, unknown>(Object.entries(node));
    const text = record.get('#text');
    if (text !== undefined)
      return [{ name: '#text', attributes: new Map(), children: [], text: typeof text === 'string' ? text : '' }];
    const given = record.get(':@');
    const attributes = new Map(
      typeof given === 'object' && given !== null
        ? Object.entries(given).map(([key, value]) => [key, String(value)] as const)
        : [],
    );
    return [...record].flatMap(([name, children]) =>
      name === ':@' ? [] : [{ name, attributes, children: asElements(children), text: '' }],
    );
  });
}

export const childOf = (element: Element | undefined, ...path: readonly string[]): Element | undefined =>
  path.reduce<Element | undefined>((at, name) => at?.children.find((child) => child.name === name), element);
export const childrenOf = (element: Element | undefined, name: string): Element[] =>
  (element?.children ?? []).filter((child) => child.name === name);
export const attributeOf = (element: Element | undefined, name: string): string | undefined =>
  element?.attributes.get(name);

/** All elements of that name, at any depth, in order; `not`: those that are not looked into. */
export function allOf(element: Element, name: string, not: readonly string[] = []): Element[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...(not.includes(child.name) ? [] : allOf(child, name, not)),
  ]);
}
export const textIn = (element: Element | undefined): string =>
  element ? element.text + element.children.map(textIn).join('') : '';
