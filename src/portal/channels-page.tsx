import type { Publication, PublishedWay } from '../modules/channels/directory/contract.ts';
import { dayOf, formatDay } from '../thai/index.ts';
import { Layout } from './layout.tsx';
import { dialled, named, type View } from './view.ts';

/** How to speak to us: every published way, with its hours, for whom, and a picture to scan. `qr`: SVG by a way's id. */
export function ChannelsPage({
  view,
  publication,
  qr,
}: {
  view: View;
  publication: Publication | null;
  qr: ReadonlyMap<string, string>;
}) {
  const { channels } = view.words;
  return (
    <Layout view={view} title={channels.title}>
      <h1>{channels.title}</h1>
      <p className="lead">{channels.lead}</p>
      {publication === null ? (
        <>
          <p className="soft">{channels.none}</p>
          <p className="actions">
            <a className="button" href={view.href('/report')}>
              {view.words.site.report}
            </a>
          </p>
        </>
      ) : null}
      <ul className="ways">
        {(publication?.ways ?? []).map((way) => (
          <Way key={way.id} view={view} way={way} picture={qr.get(way.id) ?? null} />
        ))}
      </ul>
      {publication ? (
        <p className="soft">
          {channels.published(formatDay(dayOf(new Date(publication.publishedAt)), { lang: view.lang, style: 'long' }))}{' '}
          <a href="/channels/poster.pdf">{channels.poster}</a>
        </p>
      ) : null}
    </Layout>
  );
}

function Way({ view, way, picture }: { view: View; way: PublishedWay; picture: string | null }) {
  const { channels } = view.words;
  const groups = way.groups.map((group) => named(view, group)).join(', ');
  // A number that was published without a link is called all the same.
  const href = way.url || (way.channel === 'phone' && /\d/.test(way.address) ? dialled(way.address) : '');
  const department = named(view, { nameTh: way.department, nameEn: way.departmentEn });
  return (
    <li className="way">
      <div>
        <h2>{named(view, way)}</h2>
        <p>{href ? <a href={href}>{way.address}</a> : way.address}</p>
        {way.hours ? (
          <p>
            {channels.hours}: {way.hours}
          </p>
        ) : null}
        {way.method ? <p className="words">{way.method}</p> : null}
        <p className="soft">
          {channels.forWhom}: {groups || channels.everybody}
          {department ? ` · ${channels.answers}: ${department}` : ''}
        </p>
      </div>
      {picture ? (
        <img
          src={`data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`}
          alt={channels.scan(named(view, way))}
          width="112"
          height="112"
        />
      ) : null}
    </li>
  );
}
