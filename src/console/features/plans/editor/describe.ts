import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { Arrow, COLUMNS, EvidenceChoice, ItemLink } from '../../../../modules/plans/contract.ts';
import { channelName } from '../../../lib/channel-words.ts';
import { type Names, useNames } from '../../../lib/directory.ts';
import { language } from '../../../lib/i18n.ts';
import { monthSpan } from '../months.ts';
import { type Measure, measuresQuery } from '../queries.ts';
import type { Change, Part, Tree } from './nodes.ts';
import { t } from './words.ts';

/** One change as a person reads it. */
export type Told = { key: string; what: string; where: string; before?: string; after?: string };
export type Describe = {
  change: (change: Change, before: Tree, after: Tree) => Told;
  part: (part: Part | undefined) => string;
  field: (field: string) => string;
  value: (field: string, value: unknown) => string;
};

const FIELDS = [
  'title',
  'owner',
  'no',
  'output',
  'budgetText',
  'budgetPlanned',
  'budgetSpent',
  'unit',
  'text',
  'raw',
  'origin',
  'arrows',
  'evidence',
  'responsible',
  'departmentId',
  'ownerId',
  'target',
  'indicator',
  'risk',
  'link',
  'blank',
] as const;
const Origin = z.enum(['source', 'proposal', 'own']);

/** Changes in words, with the names of departments, people and rules. */
export function useDescribe(): Describe {
  const names = useNames();
  const { data: measures = [] } = useQuery(measuresQuery());
  const value = (field: string, given: unknown) => valueWords(field, given, names, measures);
  return {
    part: partName,
    field: fieldName,
    value,
    change: (change, before, after) => {
      const part = after.parts.get(change.id) ?? before.parts.get(change.id);
      const where = partName(part);
      if (change.what !== 'field') return { key: `${change.what} ${change.id}`, what: t(change.what), where };
      return {
        key: `${change.id} ${change.field}`,
        what: t('changed'),
        where: `${where} · ${fieldName(change.field)}`,
        before: value(change.field, change.before),
        after: value(change.field, change.after),
      };
    },
  };
}

function fieldName(field: string): string {
  const known = FIELDS.find((each) => each === field);
  return known === undefined ? field : t(`field_${known}`);
}

function partName(part: Part | undefined): string {
  if (part === undefined) return '';
  const said = (field: string) => {
    const text = part.fields[field];
    return typeof text === 'string' ? text : '';
  };
  if (part.kind === 'step') return t('stepName', { no: said('no'), text: said('text') || t('blankName') });
  if (part.kind === 'output') return t('outputName', { no: said('no'), text: said('output') });
  if (part.kind === 'item') return said('text') || t('blankName');
  const column = COLUMNS.find((each) => each === part.id);
  return column === undefined ? t('whole') : t(column);
}

function valueWords(field: string, value: unknown, names: Names, measures: readonly Measure[]): string {
  if (value === null || value === undefined || value === '') return t('nothing');
  if (field === 'arrows') return arrowsWords(value);
  if (field === 'evidence') return evidenceWords(value, measures);
  if (field === 'link') return linkWords(value, names);
  if (field === 'origin') return t(Origin.catch('own').parse(value));
  if (typeof value === 'string') {
    if (field === 'departmentId') return names.department(value) || t('nothing');
    if (field === 'ownerId') return names.staff(value) || t('nothing');
    return value;
  }
  if (typeof value === 'number') return value.toLocaleString('en-US');
  return typeof value === 'boolean' ? t(value ? 'yes' : 'no') : JSON.stringify(value);
}

function arrowsWords(value: unknown): string {
  const arrows = z.array(Arrow).safeParse(value);
  if (!arrows.success || arrows.data.length === 0) return t('nothing');
  return arrows.data.map((arrow) => monthSpan(arrow, language())).join(', ');
}

export function evidenceWords(value: unknown, measures: readonly Measure[]): string {
  const evidence = EvidenceChoice.safeParse(value);
  if (!evidence.success) return t('nothing');
  const { data } = evidence;
  if (data.kind === 'manual') return t('byPerson', { needs: data.needs });
  return measures.find(({ id }) => id === data.rule)?.title ?? data.rule;
}

export function linkWords(value: unknown, names: Names): string {
  const parsed = ItemLink.safeParse(value);
  if (!parsed.success) return t('nothing');
  const link = parsed.data;
  if (link.kind === 'channel') return t('linkChannel', { name: channelName(link.channel) });
  if (link.kind === 'page') return t('linkPage', { name: link.url });
  if (link.kind === 'groups') return t(link.groupKind);
  if (link.kind === 'department') return t('linkDepartment', { name: names.department(link.departmentId) });
  return t('linkStep');
}
