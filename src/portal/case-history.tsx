import type { TrackedCase } from '../modules/complaints/index.ts';
import { formatInstant } from '../thai/index.ts';
import type { CasePageData } from './case-data.ts';
import type { ShownFile } from './photos.tsx';
import { named, type View } from './view.ts';

type PublicEvent = TrackedCase['events'][number];
const ANSWERS: readonly PublicEvent['step'][] = ['reply', 'refuse', 'transfer'];

const latestAnswer = (events: readonly PublicEvent[]) =>
  events.findLast(({ step, note, reason }) => ANSWERS.includes(step) && (note !== '' || reason !== null));

/** The answer in full and on top: it is what a person came for. */
export function LatestAnswer({ view, data: { tracked, files } }: { view: View; data: CasePageData }) {
  const answer = latestAnswer(tracked.events);
  if (!answer) return null;
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">{view.words.case.answer}</h2>
      <div className="answer">
        <Reason view={view} event={answer} />
        {answer.note === '' ? null : <p className="words">{answer.note}</p>}
        <Photos view={view} files={answer.fileIds.flatMap((id) => files.get(id) ?? [])} />
      </div>
      {tracked.status === 'refused' ? <p>{view.words.case.elsewhere}</p> : null}
    </section>
  );
}

/** Why a case was not taken up, and the law it stands on. */
function Reason({ view, event: { reason } }: { view: View; event: PublicEvent }) {
  if (reason === null) return null;
  return (
    <p>
      {view.words.case.reason} {named(view, reason)}
      {reason.source === '' ? null : <span className="soft"> ({reason.source})</span>}
    </p>
  );
}

/** What happened, newest first: the newest is what a person came to see. */
export function History({ view, data: { tracked, files } }: { view: View; data: CasePageData }) {
  const onTop = latestAnswer(tracked.events)?.seq;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{view.words.case.history}</h2>
      <ol className="timeline">
        {tracked.events.toReversed().map((event) => (
          <li key={event.seq} className={classOf(event)}>
            <p className="when">
              <strong>{view.words.steps[event.step]}</strong>{' '}
              <time dateTime={event.at.toISOString()}>{formatInstant(event.at, { lang: view.lang })}</time>
            </p>
            <Particulars view={view} event={event} />
            {event.seq === onTop ? null : <Reason view={view} event={event} />}
            {event.note && event.step !== 'file' && event.seq !== onTop ? <p className="words">{event.note}</p> : null}
            <Photos
              view={view}
              files={(event.seq === onTop ? [] : event.fileIds).flatMap((id) => files.get(id) ?? [])}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

function classOf({ step, byCitizen }: PublicEvent): string {
  if (ANSWERS.includes(step)) return 'answer';
  return byCitizen ? 'citizen' : '';
}

/** What a step carries besides its words: the agency it went to, the verdict and stars. */
function Particulars({ view, event: { data } }: { view: View; event: PublicEvent }) {
  const { verdicts, case: words } = view.words;
  const verdict = Object.entries(verdicts).find(([code]) => code === data['verdict'])?.[1];
  const stars = typeof data['stars'] === 'number' ? words.star(data['stars']) : null;
  const agency = typeof data['agency'] === 'string' ? data['agency'] : null;
  const said = [agency, verdict, stars].filter((each) => typeof each === 'string' && each !== '');
  return said.length === 0 ? null : <p>{said.join(' · ')}</p>;
}

/** Pictures small, each opening large; papers as links. */
export function Photos({ view, files }: { view: View; files: readonly ShownFile[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="photos">
      {files.map(({ id, name, url, image }, i) => (
        <li key={id}>
          <a href={url} target="_blank" rel="noopener">
            {image ? (
              <img src={url} alt={view.words.report.photoAlt(i + 1)} width="120" height="120" loading="lazy" />
            ) : (
              name
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}
