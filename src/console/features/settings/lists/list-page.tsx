import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import Ellipsis from 'lucide-react/icons/ellipsis';
import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import type { Entry } from '../../../../modules/people/contract.ts';
import { Asked } from '../../../components/asked.tsx';
import { Button } from '../../../components/button.tsx';
import { DatePicker } from '../../../components/date-field.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Menu } from '../../../components/menu.tsx';
import { Page } from '../../../components/page.tsx';
import { Table } from '../../../components/table.tsx';
import { nameOf, useNames } from '../../../lib/directory.ts';
import { today } from '../../../lib/today.ts';
import { ReadOnlyNote, useMayEdit } from '../may-edit.tsx';
import { NOUN_OF } from '../sections.ts';
import { t as settings } from '../words.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { columnsOf, nameColumn, sinceColumn } from './list-columns.tsx';
import { directoryOnQuery, entriesOf } from './queries.ts';
import { RetireDialog } from './retire-dialog.tsx';
import { t } from './words.ts';

const route = getRouteApi('/shell/settings/lists/$list');
type Open = { what: 'edit' | 'retire' | 'history'; entry: Entry } | { what: 'add' } | null;

/** One editor for the five named and dated lists. */
export function ListPage() {
  const { list } = route.useParams();
  const noun = NOUN_OF[list];
  const mayEdit = useMayEdit();
  const names = useNames();
  const [on, setOn] = useState(today);
  const [open, setOpen] = useState<Open>(null);
  const asked = useQuery({ ...directoryOnQuery(on), placeholderData: keepPreviousData });
  // What held in the past is history: it is looked at, not edited.
  const editable = mayEdit && on >= today();
  const rows = asked.data === undefined ? [] : entriesOf(asked.data, noun);
  const close = (): void => setOpen(null);
  const nextSort = Math.min(100_000, Math.max(0, ...rows.map(({ sort }) => sort)) + 10);
  return (
    <Page
      key={list}
      title={settings(list)}
      lead={settings(`${list}Help`)}
      actions={
        mayEdit ? (
          <Button look="primary" icon={<Plus size={18} aria-hidden />} onPress={() => setOpen({ what: 'add' })}>
            {settings('add')}
          </Button>
        ) : null
      }
    >
      {mayEdit ? null : <ReadOnlyNote />}
      <DatePicker label={t('on')} value={on} onChange={(day) => setOn(day ?? today())} />
      <Asked query={asked} rows={8}>
        {() => (
          <Table
            caption={settings(list)}
            stacked
            rows={rows}
            keyOf={({ id }) => id}
            empty={<p className="text-center text-ink-soft">{t('empty')}</p>}
            columns={[
              nameColumn,
              ...columnsOf(noun, names),
              sinceColumn,
              {
                id: 'actions',
                header: settings('actions'),
                align: 'end',
                cell: (entry) => (
                  <span className="inline-flex items-center gap-1">
                    {editable ? (
                      <Button
                        size="small"
                        aria-label={t('editTitle', { name: nameOf(entry) })}
                        onPress={() => setOpen({ what: 'edit', entry })}
                      >
                        {settings('edit')}
                      </Button>
                    ) : null}
                    <EntryMenu entry={entry} mayEdit={editable} onOpen={(what) => setOpen({ what, entry })} />
                  </span>
                ),
              },
            ]}
          />
        )}
      </Asked>
      {open?.what === 'add' ? <EntryDialog noun={noun} entry={null} sort={nextSort} onClose={close} /> : null}
      {open?.what === 'edit' ? <EntryDialog noun={noun} entry={open.entry} sort={0} onClose={close} /> : null}
      {open?.what === 'retire' ? <RetireDialog entry={open.entry} onClose={close} /> : null}
      {open?.what === 'history' ? <HistoryDialog entry={open.entry} onClose={close} /> : null}
    </Page>
  );
}

type MenuProps = { entry: Entry; mayEdit: boolean; onOpen: (what: 'retire' | 'history') => void };

function EntryMenu({ entry, mayEdit, onOpen }: MenuProps) {
  const label = `${settings('more')}: ${nameOf(entry)}`;
  return (
    <Menu
      label={label}
      trigger={<IconButton label={label} icon={<Ellipsis size={18} aria-hidden />} />}
      groups={[
        {
          id: 'entry',
          actions: [
            { id: 'history', label: t('history'), run: () => onOpen('history') },
            ...(mayEdit && entry.validTo === null
              ? [{ id: 'retire', label: t('retire'), isDanger: true, run: () => onOpen('retire') }]
              : []),
          ],
        },
      ]}
    />
  );
}
