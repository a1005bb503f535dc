import { sha256 } from '../../../platform/token.ts';

/** What tells one event from another where a provider gives no id: the same content has the same digest, in whatever order its fields are written. */
export const digestOf = (value: unknown): string => sha256(canonical(value)).toString('hex').slice(0, 40);

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`;
}
