import type { Status } from '../modules/complaints/contract.ts';
import { dayOf, daysBetween, formatDay } from '../thai/index.ts';
import { Answer } from './case-answer.tsx';
import type { CasePageData } from './case-data.ts';
import { History, LatestAnswer, Photos } from './case-history.tsx';
import { Judge } from './case-judge.tsx';
import { Icon } from './icons.tsx';
import { Layout } from './layout.tsx';
import { named, type View } from './view.ts';

const ENDED: readonly Status[] = ['answered', 'closed', 'refused', 'transferred'];
const MARKS: Record<Status, string> = {
  new: 'new',
  assigned: 'progress',
  'in-progress': 'progress',
  'waiting-citizen': 'waiting',
  'waiting-agency': 'waiting',
  answered: 'done',
  closed: 'closed',
  refused: 'closed',
  transferred: 'closed',
};

/** One case as its citizen sees it: where it is, who holds it, by when, what happened, and one question. */
export function CasePage({ view, data }: { view: View; data: CasePageData }) {
  const { words } = view;
  const { tracked, notice } = data;
  const ended = ENDED.includes(tracked.status);
  return (
    <Layout view={view} title={words.case.title(tracked.number)} script="case" at="track">
      <h1 className="numbered">{words.case.title(tracked.number)}</h1>
      <p className={`mark ${MARKS[tracked.status]}`}>{words.statuses[tracked.status]}</p>
      {notice ? (
        <p className="notice" role="status">
          {notice}
        </p>
      ) : null}
      <dl className="facts">
        <dt>{words.case.holder}</dt>
        <dd>
          {tracked.departmentName
            ? named(view, tracked.departmentName)
            : words.case[ended ? 'noHolderEnded' : 'noHolder']}
        </dd>
        {ended ? null : <Due view={view} data={data} />}
        {tracked.categoryName ? (
          <>
            <dt>{words.case.category}</dt>
            <dd>{named(view, tracked.categoryName)}</dd>
          </>
        ) : null}
        <dt>{words.case.received}</dt>
        <dd>{formatDay(dayOf(tracked.receivedAt), { lang: view.lang, style: 'long' })}</dd>
      </dl>
      {ended ? null : <HowCounted view={view} lines={tracked.explanation[view.lang]} />}
      <LatestAnswer view={view} data={data} />
      {tracked.mayAnswer && tracked.status === 'waiting-citizen' ? <Answer view={view} data={data} /> : null}
      {tracked.mayJudge ? <Judge view={view} data={data} /> : null}
      <History view={view} data={data} />
      <Said view={view} data={data} />
      {data.mayProveEmail ? (
        <p>
          <a href={view.href(`/case/email?t=${data.caseToken}`)}>{words.email.offer}</a>
        </p>
      ) : null}
      {tracked.mayAnswer && tracked.status !== 'waiting-citizen' ? <Answer view={view} data={data} /> : null}
    </Layout>
  );
}

function Due({ view, data: { tracked, now } }: { view: View; data: CasePageData }) {
  const words = view.words.case;
  const day = tracked.citizenDueOn;
  if (day === null) {
    return (
      <>
        <dt>{words.due}</dt>
        <dd>{words.noDue}</dd>
      </>
    );
  }
  const left = daysBetween(dayOf(now), day);
  const mark = left < 0 ? 'overdue' : left <= 3 ? 'soon' : '';
  return (
    <>
      <dt>{words.due}</dt>
      <dd>
        {formatDay(day, { lang: view.lang, style: 'weekday' })}
        <span className={`left ${mark}`}>{left < 0 ? words.late(-left) : words.left(left)}</span>
      </dd>
    </>
  );
}

function HowCounted({ view, lines }: { view: View; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>{view.words.case.how}</summary>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}

/** The citizen's own words, place and photos. */
function Said({ view, data: { tracked, files } }: { view: View; data: CasePageData }) {
  const words = view.words.case;
  const later = new Set(tracked.events.flatMap(({ fileIds }) => fileIds));
  const sent = tracked.files.filter(({ addedBy, fileId }) => addedBy !== 'staff' && !later.has(fileId));
  const { latitude, longitude } = tracked;
  return (
    <section aria-labelledby="said">
      <h2 id="said">{words.said}</h2>
      <p className="words">{tracked.text}</p>
      {tracked.placeText || latitude !== null ? (
        <p>
          <Icon name="pin" /> {tracked.placeText || words.place}{' '}
          {latitude !== null && longitude !== null ? (
            <a
              href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`}
              rel="noreferrer noopener"
              target="_blank"
            >
              {words.map}
            </a>
          ) : null}
        </p>
      ) : null}
      <Photos view={view} files={sent.flatMap(({ fileId }) => files.get(fileId) ?? [])} />
    </section>
  );
}
