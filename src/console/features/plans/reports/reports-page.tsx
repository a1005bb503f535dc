import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import FileChartColumn from 'lucide-react/icons/file-chart-column';
import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import type { Year } from '../../../../modules/plans/contract.ts';
import { Report, type ReportRow } from '../../../../modules/plans/reports/contract.ts';
import { formatInstant } from '../../../../thai/index.ts';
import { Asked } from '../../../components/asked.tsx';
import { Button, buttonFace } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { Page } from '../../../components/page.tsx';
import { RadioGroup } from '../../../components/radio-group.tsx';
import { api } from '../../../lib/api.ts';
import { yearName } from '../../../lib/fiscal-year.ts';
import { language } from '../../../lib/i18n.ts';
import { can, useMe } from '../../../lib/me.ts';
import { toast } from '../../../lib/toast.ts';
import { today } from '../../../lib/today.ts';
import { monthOfDay } from '../months.ts';
import { reportsQuery, yearsQuery } from '../queries.ts';
import { t as shared } from '../words.ts';
import { YearSelect } from '../year-select.tsx';
import { t } from './words.ts';

const REPORT_MONTHS = [3, 6, 9, 12] as const;
const route = getRouteApi('/shell/plans/reports');

/** A year's progress reports, newest first. */
export function ReportsPage() {
  const me = useMe();
  const navigate = route.useNavigate();
  const { year: wanted } = route.useSearch();
  const years = useQuery(yearsQuery);
  const list = years.data ?? [];
  const year = list.find((each) => each.fiscalYear === (wanted ?? me.fiscalYear)) ?? list[0];
  const [isMaking, setMaking] = useState(false);
  return (
    <Page
      title={t('reports')}
      lead={t('lead')}
      actions={
        <div className="flex flex-wrap items-end gap-2">
          {year === undefined ? null : (
            <YearSelect
              years={list}
              value={year.fiscalYear}
              onChange={(next) => void navigate({ search: { year: next } })}
            />
          )}
          <Link to="/plans" search={{ year: year?.fiscalYear }} className={buttonFace()}>
            {shared('backToBoard')}
          </Link>
          {year !== undefined && can(me, 'plan.edit') ? (
            <Button look="primary" icon={<Plus size={18} aria-hidden />} onPress={() => setMaking(true)}>
              {t('make')}
            </Button>
          ) : null}
        </div>
      }
    >
      <Asked query={years} rows={4} height="h-16">
        {() =>
          year === undefined ? (
            <EmptyState icon={FileChartColumn} title={shared('noYears')}>
              {shared('noYearsBody')}
            </EmptyState>
          ) : (
            <Reports fiscalYear={year.fiscalYear} />
          )
        }
      </Asked>
      {isMaking && year !== undefined ? <MakeDialog year={year} onClose={() => setMaking(false)} /> : null}
    </Page>
  );
}

function Reports({ fiscalYear }: { fiscalYear: number }) {
  const asked = useQuery(reportsQuery(fiscalYear));
  return (
    <Asked query={asked} rows={4} height="h-16">
      {(reports) =>
        reports.length === 0 ? (
          <EmptyState icon={FileChartColumn} title={t('none')}>
            {t('noneBody')}
          </EmptyState>
        ) : (
          <ReportLinks reports={reports} />
        )
      }
    </Asked>
  );
}

function ReportLinks({ reports }: { reports: readonly ReportRow[] }) {
  return (
    <ul className="flex flex-col gap-2">
      {reports.map((report) => (
        <li key={report.id}>
          <Link
            to="/plans/reports/$id"
            params={{ id: report.id }}
            className="card flex flex-col gap-1 p-4 hover:bg-hover sm:flex-row sm:items-center sm:justify-between"
          >
            <span className="min-w-0">
              <span className="block font-semibold">
                {t('title', { n: report.months, year: yearName(report.fiscalYear) })}
              </span>
              <span className="block text-14 text-ink-soft">{t('counts', report.totals)}</span>
            </span>
            <span className="shrink-0 text-14 text-ink-soft sm:text-end">
              <span className="block">{formatInstant(new Date(report.madeAt), { lang: language() })}</span>
              <span className="block">{t(report.acknowledged.length === 0 ? 'notYet' : 'acknowledged')}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function MakeDialog({ year, onClose }: { year: Year; onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const running = monthOfDay(year.fiscalYear, today());
  const [months, setMonths] = useState(REPORT_MONTHS.findLast((each) => each <= Math.max(3, running)) ?? 3);
  const make = useMutation({
    mutationFn: () => api.post('/api/v1/plans/reports', { fiscalYear: year.fiscalYear, months }, Report),
    meta: { quiet: true },
    onSuccess: async (report) => {
      toast(t('made'));
      await queryClient.invalidateQueries({ queryKey: ['plans', 'reports'] });
      void navigate({ to: '/plans/reports/$id', params: { id: report.id } });
    },
  });
  return (
    <FormDialog
      title={t('makeTitle')}
      submit={t('make')}
      onClose={onClose}
      onSubmit={() => make.mutate()}
      isPending={make.isPending}
      fault={make.error?.message ?? null}
    >
      <RadioGroup
        label={t('months')}
        value={String(months)}
        onChange={(next) => setMonths(REPORT_MONTHS.find((each) => String(each) === next) ?? 3)}
        options={REPORT_MONTHS.map((n) => ({ id: String(n), label: t('monthsOf', { n }) }))}
      />
    </FormDialog>
  );
}
