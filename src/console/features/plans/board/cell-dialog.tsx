import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  type Board,
  type Cell,
  maySign,
  type PlanStep,
  type SignedEvidence,
} from '../../../../modules/plans/contract.ts';
import { formatDay, formatInstant } from '../../../../thai/index.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorPanel } from '../../../components/error-panel.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import { language } from '../../../lib/i18n.ts';
import { can, useMe } from '../../../lib/me.ts';
import { stepsOf } from '../contents.ts';
import { monthOfYear } from '../months.ts';
import { evidenceQuery, recordsQuery } from '../queries.ts';
import { StateMark } from '../state-mark.tsx';
import { t } from '../words.ts';
import type { OpenCell } from './open-cell.ts';
import { SignDialog, TakeBackDialog } from './sign-dialog.tsx';

const LINK = 'font-semibold text-primary underline underline-offset-4';
type Props = { board: Board; open: OpenCell; onClose: () => void };

/** What stands behind one month of a step: the records of its rule, or who signed, with the files. */
export function CellDialog({ board, open, onClose }: Props) {
  const me = useMe();
  const plan = board.systems.find((each) => each.plan?.document.id === open.documentId)?.plan;
  const step = plan && stepsOf(plan.document.content).find((each) => each.id === open.stepId);
  const cell = plan?.steps.find((each) => each.stepId === open.stepId)?.cells[open.month - 1];
  if (!plan || !step || !cell) return null;
  const givesOut = can(me, 'plan.edit') && board.year.frozenAt === null;
  const month = monthOfYear(board.year.fiscalYear, open.month, language());
  return (
    <Dialog
      title={t('monthOf', { month, step: step.text })}
      isOpen
      onClose={onClose}
      width="wide"
      actions={<Button onPress={onClose}>{t('close')}</Button>}
    >
      <div className="flex flex-col gap-3">
        <p className="flex flex-wrap items-center gap-2">
          <StateMark state={cell.state} size={16} />
          <span className="font-semibold">{t(cell.state)}</span>
          {cell.planned && cell.state !== 'planned' ? <span className="text-ink-soft">{t('inPlan')}</span> : null}
          {cell.value === null ? null : <span className="text-ink-soft">{valueWords(cell)}</span>}
        </p>
        <Evidence board={board} open={open} step={step} />
        <p className="flex flex-wrap gap-x-5 gap-y-1">
          <Link to="/plans/documents/$id" params={{ id: open.documentId }} className={LINK}>
            {t('openPlan')}
          </Link>
          {givesOut ? (
            <Link to="/tasks" search={{ step: step.id, about: step.text.slice(0, 500) }} className={LINK}>
              {t('giveOut')}
            </Link>
          ) : null}
        </p>
      </div>
    </Dialog>
  );
}

const figure = (n: number): string => n.toLocaleString('en-US', { maximumFractionDigits: 2 });
function valueWords({ value, target }: Cell): string {
  if (value === null) return '';
  return target === null
    ? t('value', { value: figure(value) })
    : t('valueOf', { value: figure(value), target: figure(target) });
}

function Evidence({ board, open, step }: { board: Board; open: OpenCell; step: PlanStep }) {
  if (step.evidence === null) {
    return (
      <div className="rounded-control bg-sunken px-3 py-2">
        <p className="font-semibold">{t('noRule')}</p>
        <p className="text-14 text-ink-soft">{t('ruleMissing')}</p>
      </div>
    );
  }
  if (step.evidence.kind === 'rule') return <Records open={open} />;
  return <Signatures board={board} open={open} step={step} needs={step.evidence.needs} />;
}

function Records({ open: { documentId, stepId, month } }: { open: OpenCell }) {
  const { data, error, refetch } = useQuery(recordsQuery(documentId, stepId, month));
  if (error !== null && data === undefined) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return (
    <section aria-label={t('recordsBehind')} className="flex flex-col gap-1">
      <h3 className="text-16">{t('recordsBehind')}</h3>
      {data === undefined ? <Skeleton rows={3} /> : null}
      {data?.length === 0 ? <p className="text-ink-soft">{t('noRecords')}</p> : null}
      <ul className="flex flex-col">
        {data?.map((record) => (
          <li key={record.id} className="border-t border-line py-1.5 first:border-t-0">
            <Link to={record.to} className={LINK}>
              {record.label}
            </Link>
            <span className="ms-2 text-14 text-ink-soft">
              {formatInstant(new Date(record.at), { lang: language() })}
              {record.recordedAt === undefined
                ? null
                : ` · ${t('recordedAfter', { when: formatInstant(new Date(record.recordedAt), { lang: language() }) })}`}
              {record.approvedAt === undefined
                ? null
                : ` · ${t('approvedOn', { when: formatInstant(new Date(record.approvedAt), { lang: language() }) })}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type SignaturesProps = { board: Board; open: OpenCell; step: PlanStep; needs: string };
function Signatures({ board, open, step, needs }: SignaturesProps) {
  const me = useMe();
  const isOpen = board.year.frozenAt === null;
  const editsPlans = can(me, 'plan.edit');
  const mayEdit = editsPlans && isOpen;
  const { data, error, refetch } = useQuery(evidenceQuery(board.year.fiscalYear));
  const [doing, setDoing] = useState<'sign' | SignedEvidence | null>(null);
  const here = data?.filter((each) => each.stepId === step.id && each.month === open.month);
  if (error !== null && data === undefined) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return (
    <section aria-label={t('signatures')} className="flex flex-col gap-2">
      <h3 className="text-16">{t('signatures')}</h3>
      {needs === '' ? null : <p className="text-14 text-ink-soft">{t('needsFile', { needs })}</p>}
      {here === undefined ? <Skeleton rows={2} /> : null}
      {here?.every(({ takenBack }) => takenBack !== null) ? <p className="text-ink-soft">{t('noSignatures')}</p> : null}
      <ul className="flex flex-col gap-2">
        {here?.map((each) => (
          <li key={each.id} className="rounded-control border border-line px-3 py-2">
            <p className={`whitespace-pre-line ${each.takenBack === null ? '' : 'line-through'}`}>{each.note}</p>
            <p className="flex flex-wrap gap-x-3 text-14 text-ink-soft">
              <span>{t('doneOnDay', { day: formatDay(each.doneOn, { lang: language() }) })}</span>
              <span>
                {t('signedBy', {
                  name: each.signedBy,
                  when: formatInstant(new Date(each.signedAt), { lang: language() }),
                })}
              </span>
              {each.fileId === null ? null : (
                <a className={LINK} href={`/api/v1/plans/files/${each.fileId}`} target="_blank" rel="noreferrer">
                  {t('file')}
                </a>
              )}
            </p>
            {each.takenBack === null ? null : (
              <p className="font-semibold text-soon">
                {t('takenBackBy', {
                  name: each.takenBack.by,
                  when: formatInstant(new Date(each.takenBack.at), { lang: language() }),
                  why: each.takenBack.why,
                })}
              </p>
            )}
            {mayEdit && each.takenBack === null ? (
              <Button size="small" look="quiet" onPress={() => setDoing(each)}>
                {t('takeBack')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {isOpen && maySign({ ...me.user, editsPlans }, step) && open.month <= board.month ? (
        <div>
          <Button look="primary" onPress={() => setDoing('sign')}>
            {t('sign')}
          </Button>
        </div>
      ) : null}
      {doing === 'sign' ? <SignDialog board={board} open={open} step={step} onClose={() => setDoing(null)} /> : null}
      {doing === null || doing === 'sign' ? null : <TakeBackDialog evidence={doing} onClose={() => setDoing(null)} />}
    </section>
  );
}
