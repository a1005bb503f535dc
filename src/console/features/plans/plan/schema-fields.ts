import { z } from 'zod';
import { toArabicDigits } from '../../../../thai/index.ts';

/** One setting of an evidence rule, as a field to fill in. */
export type SettingField = {
  readonly name: string;
  readonly kind: 'number' | 'yes-no' | 'choice' | 'committee' | 'department' | 'text';
  readonly options: readonly string[];
  readonly least: number | null;
  readonly most: number | null;
  readonly isWhole: boolean;
  /** Whether "any" (null) is an answer. */
  readonly orNone: boolean;
  readonly initial: unknown;
};

const Plain = z.object({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
});
const Property = Plain.extend({ anyOf: z.array(Plain).optional(), default: z.unknown().optional() });
const Schema = z.object({ properties: z.record(z.string(), Property).default({}) });

/** The fields of a rule's settings, read from its JSON Schema. */
export function fieldsOf(schema: unknown): SettingField[] {
  const parsed = Schema.safeParse(schema);
  if (!parsed.success) return [];
  return Object.entries(parsed.data.properties).map(([name, property]) => {
    const choices = property.anyOf ?? [];
    const plain = choices.find(({ type }) => type !== 'null') ?? property;
    return {
      name,
      kind: kindOf(name, plain),
      options: (plain.enum ?? []).map(String),
      least: plain.minimum ?? plain.exclusiveMinimum ?? null,
      most: plain.maximum ?? null,
      isWhole: plain.type === 'integer',
      orNone: choices.some(({ type }) => type === 'null'),
      initial: property.default,
    };
  });
}

function kindOf(name: string, { type, enum: options }: z.infer<typeof Plain>): SettingField['kind'] {
  if (name === 'committeeId') return 'committee';
  if (name === 'departmentId') return 'department';
  if (options !== undefined) return 'choice';
  if (type === 'number' || type === 'integer') return 'number';
  return type === 'boolean' ? 'yes-no' : 'text';
}

/** The settings a rule begins with: the defaults of its schema. */
export const initialSettings = (schema: unknown): Record<string, unknown> =>
  Object.fromEntries(
    fieldsOf(schema)
      .filter(({ initial }) => initial !== undefined)
      .map(({ name, initial }) => [name, initial]),
  );

/** The figure that was typed for a setting, in Thai or Arabic digits; null where it is none, or lies beyond the setting's bounds. */
export function readFigure(typed: string, { isWhole, least, most }: SettingField): number | null {
  const text = toArabicDigits(typed).replaceAll(/[,\s]/g, '');
  if (!(isWhole ? /^-?\d{1,12}$/ : /^-?\d{1,12}(\.\d{1,6})?$/).test(text)) return null;
  const figure = Number(text);
  return figure < (least ?? figure) || figure > (most ?? figure) ? null : figure;
}
