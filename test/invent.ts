import fc from 'fast-check';
import { z } from 'zod';

/** What is used of JSON Schema by the OpenAPI document of the program. */
type Schema = {
  readonly type?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly format?: string | undefined;
  readonly pattern?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly minItems?: number | undefined;
  readonly items?: Schema | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: Schema | boolean | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly oneOf?: readonly Schema[] | undefined;
};
const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    maxLength: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minItems: z.number().optional(),
    items: Schema.optional(),
    properties: z.record(z.string(), Schema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), Schema]).optional(),
    anyOf: z.array(Schema).optional(),
    oneOf: z.array(Schema).optional(),
  }),
);

const Operation = z.object({
  'x-permission': z.string().optional(),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), schema: Schema })).default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: Schema.optional() })) }).optional(),
});
export const OpenApi = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) });
export type Operation = z.infer<typeof Operation>;

/** Words that people and programs have been troubled by, and some that are in order. */
const WORDS = [
  ...[
    'ไฟถนนดับ',
    'น้ำท่วมซอย 5',
    'สมชาย ใจดี',
    'Anne-Marie (a.k.a. [x] | \\)',
    'ก',
    'ำ',
    '๑๒๓',
    '😀👩‍👩‍👧',
    'ก'.repeat(300),
  ],
  ...[
    'ร.0001/2569',
    '0812345678',
    '+66812345678',
    'x@example.org',
    '99/12/2569',
    '2569',
    '10:00',
    '16:30',
    '-1',
    '1e309',
  ],
  ...[
    '\u202Eabc',
    '\u0000x',
    '\uD800',
    '\u200B',
    'line one\nline two',
    '  ',
    '',
    '%00',
    "' or 1=1 --",
    '=1+1',
    '<b>x</b>',
  ],
  ...[
    'null',
    'constructor',
    '__proto__',
    'https://example.org/x',
    'example.org',
    '#0F5C63',
    'main',
    'abc.ics',
    '/report',
  ],
];
const DAYS = [
  '2026-05-04',
  '2026-05-05',
  '2026-04-13',
  '2026-09-30',
  '2026-10-01',
  '2024-02-29',
  '0001-01-01',
  '9999-12-31',
];
const ODD = [null, '', [], {}, 0, -1, 1e300, true, 'ไฟ', '\u0000'];

/** Ids that may stand in a place, by its name. */
export type Known = (name: string) => readonly string[];

/** What may stand in a place of a request: mostly as the schema asks, at times not. */
export function invented(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 60, arbitrary: asAsked(schema, name, known) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD) },
  );
}

function asAsked(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return fc.oneof(...choices.map((choice) => invented(choice, name, known)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  switch (schema.type ?? '') {
    case 'string':
      return textOf(schema, name, known);
    case 'integer':
      return wholeNumber(schema, name);
    case 'number':
      return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const minLength = schema.minItems ?? 0;
      return fc.array(invented(schema.items ?? {}, name, known), { minLength, maxLength: minLength + 2 });
    }
    case 'object':
      return objectOf(schema, known);
    default:
      return fc.constantFrom(...WORDS, ...ODD);
  }
}

function textOf({ format, pattern, maxLength }: Schema, name: string, known: Known): fc.Arbitrary<string> {
  const ids = known(name);
  switch (format ?? '') {
    case 'uuid':
      return ids.length > 0 ? fc.constantFrom(...ids) : fc.uuid();
    case 'date':
      return fc.constantFrom(...DAYS);
    case 'date-time':
      return fc.constantFrom(...DAYS.map((day) => `${day}T02:00:00Z`));
    case 'email':
      return fc.constant('x@example.org');
    default: {
      const fitting = pattern === undefined ? [] : WORDS.filter((word) => new RegExp(pattern, 'u').test(word));
      const words = fitting.length > 0 ? fitting : WORDS;
      return fc.constantFrom(...words).map((word) => (maxLength === undefined ? word : word.slice(0, maxLength)));
    }
  }
}

function wholeNumber({ minimum = -3, maximum = 5000 }: Schema, name: string): fc.Arbitrary<number> {
  const usual = /year/i.test(name) ? [2568, 2569, 2570] : [1, 2, 3, 5];
  const fitting = usual.filter((number) => number >= minimum && number <= maximum);
  const any = fc.integer({ min: Math.max(minimum, -(2 ** 31)), max: Math.min(maximum, 2 ** 31) });
  return fitting.length === 0
    ? any
    : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fitting) }, { weight: 1, arbitrary: any });
}

function objectOf(
  { properties = {}, required = [], additionalProperties }: Schema,
  known: Known,
): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, schema]) => [name, invented(schema, name, known)] as const);
  const named = fc.record(Object.fromEntries(fields), {
    requiredKeys: fields.flatMap(([name]) => (required.includes(name) ? [name] : [])),
  });
  if (typeof additionalProperties !== 'object') return named;
  const names = fc.constantFrom(...known(''), 'x');
  return fc.dictionary(names, invented(additionalProperties, '', known), { maxKeys: 2 });
}
