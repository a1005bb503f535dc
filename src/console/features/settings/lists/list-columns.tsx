import type { Entry } from '../../../../modules/people/contract.ts';
import type { Column } from '../../../components/table.tsx';
import { type Names, nameOf } from '../../../lib/directory.ts';
import { dayWord, lastDayWord } from '../day-word.ts';
import { t } from './words.ts';

/** What is true of one version, in words, without names of other entries. */
export function factsOf(entry: Entry): string[] {
  switch (entry.noun) {
    case 'department':
      return [entry.data.phone, entry.data.email].filter((fact) => fact !== '');
    case 'category':
      return [t(entry.data.visibility), ...(entry.data.offered ? [] : [t('notOffered')])];
    case 'group':
      return [t(entry.data.kind)];
    case 'community':
      return [t(entry.data.kind), entry.data.leader].filter((fact) => fact !== '');
    case 'refusal-reason':
      return entry.data.legalSource === '' ? [] : [entry.data.legalSource];
  }
}

/** The columns that one kind of entry has beside its name and days. */
export function columnsOf(noun: Entry['noun'], names: Names): Column<Entry>[] {
  switch (noun) {
    case 'department':
      return [
        { id: 'phone', header: t('phone'), cell: ({ data }) => ('phone' in data ? data.phone || '–' : '') },
        { id: 'email', header: t('email'), cell: ({ data }) => ('email' in data ? data.email || '–' : '') },
      ];
    case 'category':
      return [
        {
          id: 'department',
          header: t('department'),
          cell: ({ data }) =>
            'departmentId' in data
              ? data.departmentId === null
                ? t('noDepartment')
                : names.department(data.departmentId)
              : '',
        },
        { id: 'visibility', header: t('visibility'), cell: (entry) => factsOf(entry).join(' · ') },
        { id: 'keywords', header: t('keywords'), cell: ({ data }) => <Keywords data={data} /> },
      ];
    case 'group':
      return [{ id: 'kind', header: t('kind'), cell: (entry) => factsOf(entry).join(' · ') }];
    case 'community':
      return [
        { id: 'kind', header: t('kind'), cell: (entry) => factsOf(entry).join(' · ') },
        {
          id: 'households',
          header: t('households'),
          align: 'end',
          cell: ({ data }) => ('households' in data ? (data.households?.toLocaleString('en-US') ?? '–') : ''),
        },
      ];
    case 'refusal-reason':
      return [{ id: 'law', header: t('legalSource'), cell: (entry) => factsOf(entry).join(' · ') }];
  }
}

function Keywords({ data }: { data: Entry['data'] }) {
  if (!('keywords' in data)) return null;
  return <span className="line-clamp-2 text-ink-soft">{data.keywords.join(', ')}</span>;
}

export const nameColumn: Column<Entry> = {
  id: 'name',
  header: t('name'),
  isRowHeader: true,
  width: 'min-w-44',
  cell: (entry) => (
    <>
      {nameOf(entry)}
      <span className="block font-normal text-ink-faint">{entry.code}</span>
    </>
  ),
};

export const sinceColumn: Column<Entry> = {
  id: 'since',
  header: t('since'),
  cell: ({ validFrom, validTo }) => (
    <span className="whitespace-nowrap">
      {dayWord(validFrom)}
      {validTo === null ? null : (
        <span className="block text-soon">
          {t('until')} {lastDayWord(validTo)}
        </span>
      )}
    </span>
  ),
};
