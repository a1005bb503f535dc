import { Layout } from '../layout.tsx';
import type { View } from '../view.ts';

/** What is seen for a moment inside LINE, and stays where there is no script. */
export function LiffPage({ view, liffId, sdk }: { view: View; liffId: string; sdk: string }) {
  const { report, site } = view.words;
  return (
    <Layout view={view} title={report.title} at="report">
      <h1>{report.title}</h1>
      <p className="lead">{report.lead}</p>
      <form method="post" action={view.href('/liff')} data-liff={liffId}>
        <input type="hidden" name="id_token" value="" />
        <p>
          <a className="button" href={view.href('/report')}>
            {site.report}
          </a>
        </p>
      </form>
      <script src={sdk} defer />
      <script type="module" src={view.assets.url('liff.js')} />
    </Layout>
  );
}
