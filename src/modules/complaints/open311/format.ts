/** What GeoReport's resources are made of. Lists have a name of their own and one for their items. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
export type Format = 'xml' | 'json';

/** GeoReport v2, "Format Support": the headers word for word. */
export const CONTENT_TYPE: Readonly<Record<Format, string>> = {
  xml: 'text/xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** What one item of a list is called in XML. */
const ITEM: Readonly<Record<string, string>> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  service_request_updates: 'request_update',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
};

/**
 * A resource as it is sent. JSON follows the Spark convention: the root is left out (a list is a bare array), null is null. XML has its
 * declaration, no namespace, and an empty element for null.
 */
export function write(format: Format, root: string, value: Value): string {
  if (format === 'json') return JSON.stringify(value);
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}\n`;
}

function element(name: string, value: Value): string {
  const inside = content(name, value);
  return inside === '' ? `<${name}/>` : `<${name}>${inside}</${name}>`;
}

function content(name: string, value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isList(value)) {
    const item = ITEM[name] ?? 'item';
    return value.map((each) => element(item, each)).join('');
  }
  return Object.entries(value)
    .map(([child, each]) => element(child, each))
    .join('');
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

// What XML 1.0 has no place for (§2.2), however it is written.
const ILLEGAL = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(ILLEGAL, '')
    .replaceAll(/[&<>\r]/g, (letter) => ENTITY[letter] ?? letter);
