import { Fragment } from 'react';
import { officeHoursIn } from '../modules/people/index.ts';
import { type Day, formatDay } from '../thai/index.ts';
import { Icon } from './icons.tsx';
import { Layout } from './layout.tsx';
import { dialled, named, type View } from './view.ts';

type Names = { nameTh: string; nameEn: string };
/** One finished case, without anybody's words or name. */
export type DoneLately = { categoryName: Names | null; areaName: Names | null; closedOn: Day; days: number };

/** Who we are, the doors, and what was done lately. */
export function HomePage({ view, recent }: { view: View; recent: readonly DoneLately[] }) {
  const { home, site } = view.words;
  const { municipality, lang } = view;
  const phone = municipality?.phone;
  return (
    <Layout view={view} title={site.home}>
      <h1>
        {home.title.split(' ').map((phrase, i) => (
          <Fragment key={phrase}>
            {i === 0 ? '' : ' '}
            <span className="whole">{phrase}</span>
          </Fragment>
        ))}
      </h1>
      <p className="lead">{home.lead}</p>
      <ul className="door-list">
        <li>
          <a className="door main" href={view.href('/report')}>
            <Icon name="report" size={32} />
            <span>
              <strong>{site.report}</strong>
              <span>{home.reportHint}</span>
            </span>
          </a>
        </li>
        <li>
          <a className="door" href={view.href('/track')}>
            <Icon name="track" size={32} />
            <span>
              <strong>{site.track}</strong>
              <span>{home.trackHint}</span>
            </span>
          </a>
        </li>
        {phone ? (
          <li>
            <a className="door" href={dialled(phone)}>
              <Icon name="phone" size={32} />
              <span>
                <strong>
                  {home.phoneTitle} <span className="nowrap">{phone}</span>
                </strong>
                <span>{home.phoneHint}</span>
                <span>
                  {site.hours} {municipality && officeHoursIn(municipality, lang)}
                </span>
              </span>
            </a>
          </li>
        ) : null}
      </ul>
      <section aria-labelledby="recent">
        <h2 id="recent">{home.recentTitle}</h2>
        {recent.length === 0 ? <p className="empty">{home.recentEmpty}</p> : <p className="soft">{home.recentLead}</p>}
        <ul className="recent">
          {recent.map((done, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
            <li key={`${done.closedOn}-${i}`}>
              <Icon name="check" />
              <span>
                <strong>{done.categoryName ? named(view, done.categoryName) : home.recentOther}</strong>
                {done.areaName ? ` · ${named(view, done.areaName)}` : ''}
                <span className="soft block">
                  {home.recentDone(formatDay(done.closedOn, { lang: view.lang }), done.days)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </section>
    </Layout>
  );
}
