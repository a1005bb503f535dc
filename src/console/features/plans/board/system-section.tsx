import { Link } from '@tanstack/react-router';
import type { Board, PlanOutput, PlanStep } from '../../../../modules/plans/contract.ts';
import { ThaiText } from '../../../components/thai-text.tsx';
import { useNames } from '../../../lib/directory.ts';
import { language } from '../../../lib/i18n.ts';
import { boardName } from '../board-name.ts';
import { type StepState, stepsOf } from '../contents.ts';
import { MonthHeads, MonthStrip } from '../month-strip.tsx';
import { StandingBadge } from '../standing.tsx';
import { t } from '../words.ts';

const LINK = 'font-semibold text-primary underline underline-offset-4';
const ROW = 'grid gap-x-3 gap-y-1 lg:grid-cols-[minmax(16rem,2fr)_minmax(36rem,5fr)]';
type Props = { board: Board; shown: Board['systems'][number]; onOpen: (stepId: string, month: number) => void };

/** One system: where its chart and plan come from, and its steps month by month. */
export function SystemSection({ board, shown: { system, chart, plan }, onOpen }: Props) {
  const title = language() === 'en' ? system.titleEn : system.titleTh;
  const { fiscalYear } = board.year;
  const steps = plan === null ? [] : stepsOf(plan.document.content);
  return (
    <section aria-labelledby={`system-${system.id}`} className="card flex flex-col gap-3 p-3 sm:p-4">
      <div className="flex flex-col gap-1">
        <h2 id={`system-${system.id}`} className="text-18">
          <ThaiText>{`${system.no}. ${title}`}</ThaiText>
        </h2>
        <div className="flex flex-wrap gap-x-6 gap-y-1">
          {chart === null ? null : (
            <span className="inline-flex flex-wrap items-center gap-x-2">
              <Link to="/plans/charts/$id" params={{ id: chart.id }} className={LINK}>
                {t('chart')}
              </Link>
              <StandingBadge document={chart} />
            </span>
          )}
          {plan === null ? (
            <span className="text-ink-soft">{t('noPlan')}</span>
          ) : (
            <span className="inline-flex flex-wrap items-center gap-x-2">
              <Link to="/plans/documents/$id" params={{ id: plan.document.id }} className={LINK}>
                {t('plan')}
              </Link>
              <StandingBadge document={plan.document} />
              {plan.openDoubts === 0 ? null : (
                <span className="rounded-full bg-soon-tint px-2 text-14 font-semibold text-soon">
                  {t('openDoubts', { n: plan.openDoubts })}
                </span>
              )}
            </span>
          )}
        </div>
      </div>
      {plan !== null && steps.length === 0 ? <p className="text-ink-soft">{t('noSteps')}</p> : null}
      {plan === null || steps.length === 0 ? null : (
        <div>
          <div className={`${ROW} max-lg:hidden`}>
            <span />
            <MonthHeads fiscalYear={fiscalYear} now={board.month} />
          </div>
          {plan.document.content.outputs.map((output) => (
            <Output key={output.id} output={output}>
              <ol aria-label={t('stepsOfSystem', { title })} className="flex flex-col">
                {output.steps.map((step) => (
                  <StepRow
                    key={step.id}
                    board={board}
                    step={step}
                    state={plan.steps.find((each) => each.stepId === step.id)}
                    onOpen={(month) => onOpen(step.id, month)}
                  />
                ))}
              </ol>
            </Output>
          ))}
        </div>
      )}
    </section>
  );
}

function Output({ output, children }: { output: PlanOutput; children: React.ReactNode }) {
  const facts = [
    ...(output.budgetText === '' ? [] : [`${t('budget')} ${output.budgetText}`]),
    ...(output.unit === '' ? [] : [`${t('unit')} ${output.unit}`]),
  ];
  return (
    <div className="border-t border-line pt-2 first:border-t-0 lg:first:border-t">
      {output.output === '' ? null : (
        <h3 className="text-16">
          <ThaiText>{`${output.no} ${output.output}`.trim()}</ThaiText>
          <span className="block font-normal text-14 text-ink-soft">{facts.join(' · ')}</span>
        </h3>
      )}
      {children}
    </div>
  );
}

type RowProps = { board: Board; step: PlanStep; state: StepState | undefined; onOpen: (month: number) => void };
function StepRow({ board, step, state, onOpen }: RowProps) {
  const names = useNames();
  if (state === undefined) return null;
  const named = [step.departmentId, step.ownerId].map((id) => boardName(board, names, id));
  // What was typed says it in Thai; where that is the department's own name, it is said once.
  const own = step.departmentId === null ? undefined : board.names[step.departmentId];
  const who = [step.responsible === own ? '' : step.responsible, ...named];
  return (
    <li className={`${ROW} border-t border-line py-2 first:border-t-0`}>
      <div className="min-w-0 leading-normal">
        <p>
          {step.no === '' ? '' : `${step.no}. `}
          {step.text}
        </p>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-14 text-ink-soft">
          {step.origin === 'proposal' ? (
            <span className="rounded-full border border-dashed border-soon px-2 whitespace-nowrap text-soon">
              {t('proposal')}
            </span>
          ) : null}
          {[...new Set(who)]
            .filter((name) => name !== '')
            .map((name) => (
              <span key={name}>{name}</span>
            ))}
          {state.judgedBy === 'none' ? <span className="text-ink-faint">{t('noRule')}</span> : null}
        </p>
      </div>
      <MonthStrip
        label={t('stepMonths', { no: step.no, text: step.text })}
        fiscalYear={board.year.fiscalYear}
        now={board.month}
        cells={state.cells}
        arrows={step.arrows}
        onOpen={({ month }) => onOpen(month)}
      />
    </li>
  );
}
