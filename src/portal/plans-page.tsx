import type { PublicPlan } from '../modules/plans/index.ts';
import { MONTHS } from '../thai/index.ts';
import { Layout } from './layout.tsx';
import type { View } from './view.ts';

type System = PublicPlan['systems'][number];
type Step = System['steps'][number];
type State = Step['months'][number]['state'];

/** A pill's shape and colour; the word in it says the same. */
const MARK: Record<State, string> = {
  none: '',
  planned: 'mark',
  done: 'mark done',
  early: 'mark done',
  late: 'mark overdue',
  missed: 'mark overdue',
  partly: 'mark progress',
  unproven: 'mark waiting',
};

/** What the municipality planned for a year, and how its months stand by the records: in words, so that nothing hangs on a colour. */
export function PlansPage({ view, plan }: { view: View; plan: PublicPlan | null }) {
  const { plans } = view.words;
  if (plan === null) {
    return (
      <Layout view={view} title={plans.title}>
        <h1>{plans.title}</h1>
        <p className="soft">{plans.none}</p>
      </Layout>
    );
  }
  const others = plan.years.filter((year) => year !== plan.fiscalYear);
  return (
    <Layout view={view} title={plans.ofYear(plan.fiscalYear)}>
      <h1>{plans.ofYear(plan.fiscalYear)}</h1>
      <p className="lead">{plan.frozenAt ? plans.closed : plans.lead}</p>
      <p>
        <strong>{finding(view, plan.systems)}</strong>
      </p>
      {plan.systems.map((system) => (
        <SystemPlan key={system.id} view={view} system={system} isClosed={plan.frozenAt !== null} />
      ))}
      {others.length > 0 ? (
        <nav className="years" aria-label={plans.otherYears}>
          <span>{plans.otherYears}</span>
          {others.map((year) => (
            <a key={year} href={view.href(`/plans/${year}`)}>
              {plans.year(year)}
            </a>
          ))}
        </nav>
      ) : null}
    </Layout>
  );
}

/** "ถึงวันนี้ทำแล้ว 19 จาก 29 ขั้นตอน · เลยกำหนด 2 ขั้นตอน · ดำเนินการบางส่วน 1 ขั้นตอน": each number by the mark of its steps. */
function finding({ words: { plans } }: View, systems: readonly System[]): string {
  const states = systems.flatMap(({ steps }) => steps.map(({ state }) => state));
  const count = (...wanted: State[]) => states.filter((state) => wanted.includes(state)).length;
  const [missed, partly] = [count('missed'), count('partly')];
  return [
    plans.finding(count('done', 'early', 'late'), states.length),
    missed === 0 ? '' : plans.behind(missed),
    partly === 0 ? '' : plans.inPart(partly),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

type SystemProps = { view: View; system: System; isClosed: boolean };
function SystemPlan({ view, system, isClosed }: SystemProps) {
  const { plans } = view.words;
  const title = view.lang === 'en' && system.titleEn ? system.titleEn : system.titleTh;
  return (
    <section>
      <h2>
        {system.no}. {title}
      </h2>
      <p className="soft">{system.steps.length === 0 ? plans.noPlan : finding(view, [system])}</p>
      <ul className="plan">
        {system.steps.map((step) => {
          const { own, others } = monthsOf(view, step, isClosed);
          return (
            <li key={step.id}>
              <p>
                {step.no === '' ? '' : `${step.no}. `}
                {step.text}
                {step.proposal ? ` ${plans.draft}` : ''}
              </p>
              <p className="soft">
                {step.state === 'none' ? (
                  plans.noMonths
                ) : (
                  <>
                    <span className={MARK[step.state]}>{plans.states[step.state]}</span> {own}
                  </>
                )}
                {others === '' ? null : <span className="left">{others}</span>}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** "ต.ค.–พ.ย., ก.พ." of the state the step is in, and "ตามแผน มี.ค." of others. Of a year that is over, only what came of it. */
function monthsOf(view: View, { state: own, months }: Step, isClosed: boolean): { own: string; others: string } {
  const { plans } = view.words;
  const names = [...MONTHS[view.lang].short.slice(9), ...MONTHS[view.lang].short.slice(0, 9)];
  const spans = new Map<State, { from: number; to: number }[]>();
  for (const [i, { state }] of months.entries()) {
    const runs = spans.get(state) ?? [];
    const last = runs.at(-1);
    if (last?.to === i - 1) last.to = i;
    else spans.set(state, [...runs, { from: i, to: i }]);
  }
  const said = (state: State) =>
    (spans.get(state) ?? [])
      .map(({ from, to }) => (from === to ? (names[from] ?? '') : `${names[from] ?? ''}–${names[to] ?? ''}`))
      .join(', ');
  const others = [...spans.keys()].filter(
    (state) => state !== own && state !== 'none' && !(isClosed && state === 'planned'),
  );
  return { own: said(own), others: others.map((state) => `${plans.states[state]} ${said(state)}`).join(' · ') };
}
