import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Report } from '../../../../modules/plans/reports/contract.ts';
import { formatInstant } from '../../../../thai/index.ts';
import { Button, buttonFace } from '../../../components/button.tsx';
import { ErrorPanel } from '../../../components/error-panel.tsx';
import { FileButton } from '../../../components/file-button.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { Page } from '../../../components/page.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import { Table } from '../../../components/table.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { api } from '../../../lib/api.ts';
import { useNames } from '../../../lib/directory.ts';
import { yearName } from '../../../lib/fiscal-year.ts';
import { language } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/me.ts';
import { toast } from '../../../lib/toast.ts';
import { reportQuery } from '../queries.ts';
import { StateMark } from '../state-mark.tsx';
import { t as shared } from '../words.ts';
import { attentionOf } from './attention.ts';
import { t } from './words.ts';

const route = getRouteApi('/shell/plans/reports/$id');
const COUNTS = ['planned', 'done', 'late', 'missed', 'unproven'] as const;
const when = (at: string): string => formatInstant(new Date(at), { lang: language() });

/** One report on one page: what it comes to, what needs a direction, each system, and who has seen it. */
export function ReportPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(reportQuery(id));
  if (data === undefined) {
    return (
      <Page title={t('reports')}>
        {error === null ? (
          <Skeleton rows={8} height="h-10" />
        ) : (
          <ErrorPanel error={error} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  }
  return <Shown report={data} />;
}

function Shown({ report }: { report: Report }) {
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  const { months, fiscalYear, totals } = report;
  const papers = `/api/v1/plans/reports/${report.id}`;
  const seen = report.acknowledged.some(({ by }) => by === me.user.name);
  return (
    <Page
      title={t('title', { n: months, year: yearName(fiscalYear) })}
      lead={t('finding', { n: months, planned: totals.planned, done: totals.done + totals.late })}
      actions={
        <>
          <Link to="/plans/reports" search={{ year: fiscalYear }} className={buttonFace()}>
            {t('all')}
          </Link>
          {me.user.roles.includes('executive') && !seen ? (
            <Button look="primary" onPress={() => setOpen(true)}>
              {t('acknowledge')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="flex flex-wrap items-center gap-x-2 text-14 text-ink-soft">
        <span className="me-2">{t('madeBy', { when: when(report.madeAt), name: report.madeBy })}</span>
        <FileButton name={t('pdf')} path={`${papers}/print.pdf`} />
        <FileButton name={t('word')} path={`${papers}/print.docx`} />
        <FileButton name={t('excel')} path={`${papers}/print.xlsx`} />
      </div>
      <dl aria-label={t('totals')} className="grid grid-cols-3 gap-2 sm:grid-cols-5">
        {COUNTS.map((name) => (
          <div key={name} className="card flex flex-col-reverse justify-end px-3 py-2">
            <dt className="text-14 text-ink-soft">{t(name)}</dt>
            <dd
              className={`font-head text-22 font-semibold tabular-nums ${(name === 'missed' || name === 'late') && totals[name] > 0 ? 'text-overdue' : ''}`}
            >
              {totals[name].toLocaleString('en-US')}
            </dd>
          </div>
        ))}
      </dl>
      <Attention report={report} />
      <Systems report={report} />
      <Acknowledged report={report} />
      {isOpen ? <AcknowledgeDialog report={report} onClose={() => setOpen(false)} /> : null}
    </Page>
  );
}

function Attention({ report }: { report: Report }) {
  const list = attentionOf(report, useNames());
  return (
    <section aria-label={t('attention')} className="flex flex-col gap-2">
      <h2 className="text-18">{t('attention')}</h2>
      {list.length === 0 ? <p className="text-ink-soft">{t('attentionNone')}</p> : null}
      <ol className="flex flex-col">
        {list.map((each) => (
          <li key={each.stepId} className="flex items-start gap-3 border-t border-line py-2 first:border-t-0">
            <StateMark state={each.state} />
            <span className="min-w-0 leading-normal">
              {each.systemNo}.{each.no} {each.text}
              <span className="block text-14 text-ink-soft">
                {shared(each.state)}
                {each.who === '' ? '' : ` · ${each.who}`}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Systems({ report: { content } }: { report: Report }) {
  const rows = content.systems.flatMap(({ systemId, counts }) => {
    const system = content.board.systems.find((each) => each.system.id === systemId)?.system;
    return system === undefined ? [] : [{ system, counts }];
  });
  return (
    <div className="flex flex-col gap-2">
      <h2 className="text-18">{t('perSystem')}</h2>
      <Table
        caption={t('perSystem')}
        rows={rows}
        keyOf={({ system }) => system.id}
        columns={[
          {
            id: 'system',
            header: t('system'),
            isRowHeader: true,
            width: 'min-w-44',
            cell: ({ system }) => `${system.no}. ${language() === 'en' ? system.titleEn : system.titleTh}`,
          },
          ...COUNTS.map((name) => ({
            id: name,
            header: t(name),
            align: 'end' as const,
            width: 'whitespace-nowrap',
            cell: ({ counts }: (typeof rows)[number]) => counts[name].toLocaleString('en-US'),
          })),
        ]}
      />
    </div>
  );
}

function Acknowledged({ report }: { report: Report }) {
  return (
    <section aria-label={t('acknowledgedBy')} className="flex flex-col gap-2">
      <h2 className="text-18">{t('acknowledgedBy')}</h2>
      {report.acknowledged.length === 0 ? <p className="text-ink-soft">{t('notYet')}</p> : null}
      <ul className="flex flex-col gap-2">
        {report.acknowledged.map(({ by, at, direction }) => (
          <li key={`${by} ${at}`} className="card px-3 py-2">
            <p className="whitespace-pre-line">{direction === '' ? t('noDirection') : direction}</p>
            <p className="text-14 text-ink-soft">{t('seenBy', { name: by, when: when(at) })}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function AcknowledgeDialog({ report, onClose }: { report: Report; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [direction, setDirection] = useState('');
  const save = useMutation({
    mutationFn: () => api.post(`/api/v1/plans/reports/${report.id}/acknowledge`, { direction }, Report),
    meta: { quiet: true },
    onSuccess: (after) => {
      toast(t('acknowledged'));
      queryClient.setQueryData(reportQuery(report.id).queryKey, after);
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['plans'] }),
  });
  return (
    <FormDialog
      title={t('acknowledge')}
      submit={t('acknowledge')}
      onClose={onClose}
      onSubmit={() => save.mutate()}
      isPending={save.isPending}
      fault={save.error?.message ?? null}
    >
      <TextArea
        label={t('direction')}
        help={t('directionHelp')}
        optional
        rows={3}
        maxLength={2000}
        value={direction}
        onChange={setDirection}
        autoFocus
      />
    </FormDialog>
  );
}
