import type { PublicPlan } from '../modules/plans/index.ts';
import { MONTHS } from '../thai/index.ts';
import { Layout } from './layout.tsx';
import type { View } from './view.ts';

type System = PublicPlan['systems'][number];
type Step = System['steps'][number];
type State = Step['months'][number]['state'];

/** What the municipality planned for a year, and how its months stand by the records: words alone, so that nothing hangs on a colour. */
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
      {plan.systems.map((system) => (
        <SystemPlan key={system.id} view={view} system={system} />
      ))}
      {others.length > 0 ? (
        <nav aria-label={plans.otherYears}>
          <p>
            {plans.otherYears}:{' '}
            {others.map((year) => (
              <a key={year} href={view.href(`/plans/${year}`)}>
                {plans.year(year)}{' '}
              </a>
            ))}
          </p>
        </nav>
      ) : null}
    </Layout>
  );
}

function SystemPlan({ view, system }: { view: View; system: System }) {
  const { plans } = view.words;
  const title = view.lang === 'en' && system.titleEn ? system.titleEn : system.titleTh;
  return (
    <section className="card">
      <h2>
        {system.no}. {title}
      </h2>
      {system.steps.length === 0 ? <p className="soft">{plans.noPlan}</p> : null}
      <ul>
        {system.steps.map((step) => (
          <li key={step.id}>
            <p>
              {step.no === '' ? '' : `${step.no}. `}
              {step.text}
              {step.proposal ? ` ${plans.draft}` : ''}
            </p>
            <p className="soft">{monthsOf(view, step)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "ดำเนินการแล้ว ต.ค.–พ.ย. · เลยกำหนด ม.ค.": the months of one state together, in their order. */
function monthsOf(view: View, { months }: Step): string {
  const { plans } = view.words;
  const names = [...MONTHS[view.lang].short.slice(9), ...MONTHS[view.lang].short.slice(0, 9)];
  const runs: { state: State; from: number; to: number }[] = [];
  for (const [i, { state }] of months.entries()) {
    const last = runs.at(-1);
    if (state === 'none') continue;
    if (last && last.state === state && last.to === i - 1) last.to = i;
    else runs.push({ state, from: i, to: i });
  }
  const spoken = runs.map(({ state, from, to }) => {
    const span = from === to ? (names[from] ?? '') : `${names[from] ?? ''}–${names[to] ?? ''}`;
    return `${plans.states[state]} ${span}`;
  });
  return spoken.length === 0 ? plans.noMonths : spoken.join(' · ');
}
