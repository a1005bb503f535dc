import type { PlanContent, PlanStep } from '../../../../modules/plans/contract.ts';
import { language } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/me.ts';
import { useDescribe } from '../editor/describe.ts';
import { Arrows, MonthHeads } from '../month-strip.tsx';
import { FISCAL_MONTHS, monthSpan } from '../months.ts';
import { t as shared } from '../words.ts';
import { settle } from './arrows.ts';
import { DoubtCard } from './doubt-card.tsx';
import { bahtText } from './money.ts';
import { setOutput, setStep } from './plan-edits.ts';
import { RowText } from './row-text.tsx';
import { t } from './words.ts';

type Props = {
  plan: PlanContent;
  fiscalYear: number;
  now: number;
  /** The level under which the outputs stand. */
  heading: 'h2' | 'h3' | 'h4';
  /** Given where what was read is corrected on the spot: words, and the arrows that may mean several things. */
  onCorrect?: (change: (plan: PlanContent) => PlanContent) => void;
};
const ROW = 'grid gap-x-3 gap-y-1 lg:grid-cols-[minmax(14rem,2fr)_minmax(24rem,3fr)]';

/** A plan to read, as it is printed: outputs, steps, arrows, and what is doubtful. */
export function PlanView({ plan, fiscalYear, now, heading: Heading, onCorrect }: Props) {
  const me = useMe();
  const describe = useDescribe();
  return (
    <div className="flex flex-col gap-3">
      {plan.outputs.length === 0 ? <p className="text-ink-soft">{shared('noSteps')}</p> : null}
      {plan.outputs.map((output) => (
        <div key={output.id} className="flex flex-col gap-1">
          <Heading className={onCorrect === undefined ? 'text-16' : 'sr-only'}>
            {`${output.no} ${output.output}`.trim()}
          </Heading>
          {onCorrect === undefined ? null : (
            <RowText
              label={`${t('output')} ${output.no}`}
              no={output.no}
              value={output.output}
              onChange={(text) => onCorrect((before) => setOutput(before, output.id, { output: text }))}
            />
          )}
          <p className="flex flex-wrap gap-x-4 text-14 text-ink-soft">
            <span>
              {shared('budget')} {output.budgetText === '' ? bahtText(output.budgetPlanned) : output.budgetText}
            </span>
            {output.unit === '' ? null : (
              <span>
                {shared('unit')} {output.unit}
              </span>
            )}
          </p>
          <div className={`${ROW} max-lg:hidden`}>
            <span />
            <MonthHeads fiscalYear={fiscalYear} now={now} />
          </div>
          <ol className="flex flex-col">
            {output.steps.map((step) => (
              <li
                key={step.id}
                // Links lead to the page's own steps; a version in a dialog stands beside them.
                {...(Heading === 'h2' ? { id: `step-${step.id}` } : {})}
                className="border-t border-line py-1.5"
              >
                <div className={ROW}>
                  <div className="min-w-0 leading-normal">
                    {onCorrect === undefined ? (
                      `${step.no === '' ? '' : `${step.no}. `}${step.text}`
                    ) : (
                      <RowText
                        label={t('stepWords', { no: step.no })}
                        no={step.no}
                        value={step.text}
                        onChange={(text) => onCorrect((before) => setStep(before, step.id, { text }))}
                      />
                    )}
                    <StepFacts step={step} evidence={describe.value('evidence', step.evidence)} />
                  </div>
                  <PlainStrip arrows={step.arrows} />
                </div>
                {step.arrows.map((arrow) =>
                  arrow.doubt === null ? null : (
                    <DoubtCard
                      key={arrow.id}
                      arrow={arrow}
                      onSettle={
                        onCorrect === undefined
                          ? null
                          : (span) =>
                              onCorrect((before) =>
                                setStep(before, step.id, {
                                  arrows: settle(step.arrows, arrow.id, span, me.user.name, new Date().toISOString()),
                                }),
                              )
                      }
                    />
                  ),
                )}
              </li>
            ))}
          </ol>
        </div>
      ))}
    </div>
  );
}

function StepFacts({ step, evidence }: { step: PlanStep; evidence: string }) {
  const facts = [
    step.responsible,
    ...(step.target === '' ? [] : [`${t('target')}: ${step.target}`]),
    ...(step.indicator === '' ? [] : [`${t('indicator')}: ${step.indicator}`]),
    ...(step.budgetPlanned === null ? [] : [shared('baht', { amount: step.budgetPlanned })]),
    step.evidence === null ? shared('noRule') : `${t('evidence')}: ${evidence}`,
  ].filter((fact) => fact !== '');
  return <span className="block text-14 text-ink-soft">{facts.join(' · ')}</span>;
}

/** The planned months alone: drawn for the eye, said for the ear. */
export function PlainStrip({ arrows }: { arrows: PlanStep['arrows'] }) {
  const said = arrows.map((arrow) => monthSpan(arrow, language())).join(', ');
  return (
    <div className="relative grid h-7 grid-cols-12 overflow-hidden rounded-[6px] border border-line bg-surface">
      <span className="sr-only">{said === '' ? t('noArrows') : said}</span>
      {FISCAL_MONTHS.map((month) => (
        <span key={month} className="border-s border-line first:border-s-0" aria-hidden />
      ))}
      <Arrows arrows={arrows} />
    </div>
  );
}
