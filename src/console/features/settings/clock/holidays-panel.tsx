import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import CalendarOff from 'lucide-react/icons/calendar-off';
import Trash2 from 'lucide-react/icons/trash-2';
import Upload from 'lucide-react/icons/upload';
import { useState } from 'react';
import { BE_OFFSET, formatDay } from '../../../../thai/index.ts';
import { Asked } from '../../../components/asked.tsx';
import { Button } from '../../../components/button.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Select } from '../../../components/select.tsx';
import { Table } from '../../../components/table.tsx';
import { api, nothing } from '../../../lib/api.ts';
import { yearName } from '../../../lib/fiscal-year.ts';
import { language } from '../../../lib/i18n.ts';
import { toast } from '../../../lib/toast.ts';
import { today } from '../../../lib/today.ts';
import { t as settings } from '../words.ts';
import { ImportDialog } from './import-dialog.tsx';
import { type Holiday, holidayName, holidaysQuery } from './queries.ts';
import { t } from './words.ts';

const KINDS = ['regular', 'substitute', 'cabinet', 'government'] as const;
const kindWord = (kind: string): string => {
  const known = KINDS.find((each) => each === kind);
  return known === undefined ? kind : t(known);
};
const longDay = (day: string): string => formatDay(day, { style: 'weekday', lang: language() });

export function HolidaysPanel({ mayEdit }: { mayEdit: boolean }) {
  const queryClient = useQueryClient();
  const thisYear = Number(today().slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const [importing, setImporting] = useState(false);
  const [leaving, setLeaving] = useState<Holiday | null>(null);
  const asked = useQuery(holidaysQuery(year));
  const remove = useMutation({
    mutationFn: (day: string) => api.remove(`/api/v1/holidays/${day}`, nothing),
    onSuccess: () => toast(t('removed')),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['holidays'] });
      setLeaving(null);
    },
  });
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-xl text-ink-soft">{t('holidaysLead')}</p>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="w-40">
          <Select
            label={t('year')}
            value={String(year)}
            onChange={(id) => setYear(Number(id))}
            options={[-3, -2, -1, 0, 1, 2].map((n) => ({
              id: String(thisYear + n),
              label: yearName(thisYear + n + BE_OFFSET),
            }))}
          />
        </div>
        {mayEdit ? (
          <Button look="primary" icon={<Upload size={18} aria-hidden />} onPress={() => setImporting(true)}>
            {t('import')}
          </Button>
        ) : null}
      </div>
      <Asked query={asked} rows={8}>
        {(data) =>
          data.length === 0 ? (
            <EmptyState icon={CalendarOff} title={t('noHolidays')}>
              {t('noHolidaysBody')}
            </EmptyState>
          ) : (
            <Table
              caption={t('holidays')}
              stacked
              rows={data}
              keyOf={({ day }) => day}
              columns={[
                { id: 'day', header: t('day'), cell: ({ day }) => longDay(day) },
                { id: 'name', header: t('name'), isRowHeader: true, cell: holidayName },
                { id: 'kind', header: t('kind'), cell: ({ kind }) => kindWord(kind) },
                {
                  id: 'actions',
                  header: settings('actions'),
                  align: 'end',
                  cell: (holiday) =>
                    // A day that is past has made deadlines, and stays.
                    mayEdit && holiday.day >= today() ? (
                      <IconButton
                        label={`${settings('remove')}: ${holidayName(holiday)}`}
                        icon={<Trash2 size={18} aria-hidden />}
                        onPress={() => setLeaving(holiday)}
                      />
                    ) : null,
                },
              ]}
            />
          )
        }
      </Asked>
      {importing ? <ImportDialog onClose={() => setImporting(false)} /> : null}
      <ConfirmDialog
        title={t('removeTitle')}
        isOpen={leaving !== null}
        confirm={settings('remove')}
        isDanger
        isPending={remove.isPending}
        onConfirm={() => {
          if (leaving !== null) remove.mutate(leaving.day);
        }}
        onClose={() => setLeaving(null)}
      >
        {leaving === null ? null : t('removeBody', { name: holidayName(leaving), day: longDay(leaving.day) })}
      </ConfirmDialog>
    </div>
  );
}
