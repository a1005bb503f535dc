import { type Day, formatDay } from '../thai/index.ts';
import { Layout } from './layout.tsx';
import { dialled, type View } from './view.ts';

export type Notice = { version: number; bodyTh: string; bodyEn: string; effectiveFrom: Day };

export function PrivacyPage({ view, notice }: { view: View; notice: Notice | null }) {
  const { privacy, faults } = view.words;
  const { municipality } = view;
  const body = notice === null ? '' : view.lang === 'en' && notice.bodyEn ? notice.bodyEn : notice.bodyTh;
  return (
    <Layout view={view} title={privacy.title}>
      <h1>{privacy.title}</h1>
      {notice ? (
        <p className="soft">
          {privacy.version(notice.version, formatDay(notice.effectiveFrom, { lang: view.lang, style: 'long' }))}
        </p>
      ) : (
        <p>{faults.notFound}</p>
      )}
      {paragraphs(body).map((paragraph) => (
        <p key={paragraph} className="words">
          {paragraph}
        </p>
      ))}
      {municipality?.phone || municipality?.email ? (
        <>
          <h2>{privacy.contact}</h2>
          <p>
            {municipality.phone ? <a href={dialled(municipality.phone)}>{municipality.phone}</a> : null}{' '}
            {municipality.email ? <a href={`mailto:${municipality.email}`}>{municipality.email}</a> : null}
          </p>
        </>
      ) : null}
    </Layout>
  );
}

const paragraphs = (body: string) => body.split(/\n{2,}/).filter((each) => each.trim() !== '');
