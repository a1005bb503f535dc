import { Refusal } from '../../../platform/refusal.ts';
import type { Encoding } from '../../../platform/table/encoding.ts';
import { readText } from './encoding.ts';
import { columnKey } from './mapping.ts';
import { clean, type Opened, type SourceRow } from './table-row.ts';

/** Records as JSON: one a line, one array, or an answer of Traffy's API with its array in `results`. */
export async function openJson(path: string, encoding: Encoding, head: string): Promise<Opened> {
  const array = /^\s*\[/.test(head)
    ? 0
    : /^\s*\{(?:[^{}[\]]|\[[^{}[\]]*\])*"(?:results|data|items)"\s*:\s*\[/.test(head)
      ? 1
      : null;
  const read = (onBytes: (bytes: number) => void) => {
    const text = readText(path, encoding, onBytes);
    return array === null ? lines(text) : elements(text, array);
  };
  let headers: string[] | null = null;
  for await (const { text } of read(() => undefined)) {
    const record = parseRecord(text);
    if (record) headers = Object.keys(record);
    if (record) break;
  }
  if (!headers) throw new Refusal('file-unreadable', { reason: 'no-rows' });
  return {
    format: array === null ? 'jsonl' : 'json',
    headers,
    async *rows(onBytes = () => undefined): AsyncGenerator<SourceRow> {
      for await (const { line, text } of read(onBytes)) yield jsonRow(line, text);
    },
  };
}

function jsonRow(line: number, text: string): SourceRow {
  const record = parseRecord(text);
  if (!record) {
    const code = record === null ? 'not-json' : 'not-an-object';
    return { line, values: new Map(), problem: { code, value: text } };
  }
  const values = new Map(Object.entries(record).map(([name, value]) => [columnKey(name), clean(asText(value))]));
  return { line, values, problem: null };
}

/** The record, null for what is no JSON, undefined for what is no record. */
function parseRecord(text: string): object | null | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return null;
  }
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(asText).join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

type Piece = { line: number; text: string };

async function* lines(text: AsyncIterable<string>): AsyncGenerator<Piece> {
  let [line, rest] = [0, ''];
  for await (const part of text) {
    const pieces = (rest + part).split('\n');
    rest = pieces.pop() ?? '';
    for (const piece of pieces) {
      line += 1;
      if (piece.trim() !== '') yield { line, text: piece };
    }
  }
  if (rest.trim() !== '') yield { line: line + 1, text: rest };
}

/** The elements of the array that opens at a depth, cut out one by one so that a file of any size is never held whole. */
async function* elements(text: AsyncIterable<string>, arrayDepth: number): AsyncGenerator<Piece> {
  let [depth, line, startLine, element, inString, escaped, inside] = [0, 1, 1, '', false, false, false];
  for await (const part of text) {
    let from = inside && depth > arrayDepth ? 0 : -1;
    for (let i = 0; i < part.length; i += 1) {
      const letter = part[i];
      if (letter === '\n') line += 1;
      if (inString) {
        if (escaped) escaped = false;
        else if (letter === '\\') escaped = true;
        else if (letter === '"') inString = false;
        continue;
      }
      if (letter === '"') inString = true;
      else if (letter === '{' || letter === '[') {
        if (depth === arrayDepth && letter === '[') inside = true;
        else if (inside && depth === arrayDepth + 1) [from, startLine] = [i, line];
        depth += 1;
      } else if (letter === '}' || letter === ']') {
        depth -= 1;
        if (inside && depth === arrayDepth + 1) {
          yield { line: startLine, text: element + part.slice(Math.max(from, 0), i + 1) };
          [element, from] = ['', -1];
        } else if (inside && depth === arrayDepth) inside = false;
      }
    }
    if (inside && depth > arrayDepth + 1) element += part.slice(Math.max(from, 0));
  }
  if (element !== '') yield { line: startLine, text: element };
}
