import { inFours } from '../platform/token.ts';
import { formatDay } from '../thai/index.ts';
import { Layout } from './layout.tsx';
import type { ReceiptFacts } from './receipt-link.ts';
import { named, type View } from './view.ts';

/** `qr` is our own drawing of our own address. */
export type ReceiptPageData = { facts: ReceiptFacts; qr: string; pdfUrl: string; caseUrl: string; imageName: string };

export function ReceiptPage({ view, data }: { view: View; data: ReceiptPageData }) {
  const { receipt } = view.words;
  const { number, trackingCode, citizenDueOn } = data.facts;
  return (
    <Layout view={view} title={receipt.title} script="receipt">
      <section className="receipt" data-enhance="receipt" data-words={JSON.stringify(scriptWords(view, data))}>
        <h1>
          <span className="tick" aria-hidden="true">
            ✓
          </span>
          {receipt.title}
        </h1>
        <dl>
          <dt>{receipt.number}</dt>
          <dd className="number" data-number="">
            {number}
          </dd>
          <dt>{receipt.code}</dt>
          <dd className="code" data-code="">
            {inFours(trackingCode)}
          </dd>
        </dl>
        <p className="hint">{receipt.codeHint}</p>
        {citizenDueOn ? (
          <p className="promise" data-due="">
            {receipt.due}{' '}
            <span className="whole">{formatDay(citizenDueOn, { lang: view.lang, style: 'weekday' })}</span>
          </p>
        ) : null}
        <figure className="qr">
          {/* Drawn by our server from our own address: nobody else's text is in it. */}
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own SVG */}
          <div role="img" aria-label={receipt.qr} dangerouslySetInnerHTML={{ __html: data.qr }} />
          <figcaption>{receipt.qr}</figcaption>
        </figure>
      </section>
      <p className="actions no-print">
        <a className="button" href={data.caseUrl}>
          {receipt.follow}
        </a>
        <a className="button quiet" href={data.pdfUrl}>
          {receipt.pdf}
        </a>
        <span data-actions="" />
      </p>
      <section aria-labelledby="next">
        <h2 id="next">{receipt.next}</h2>
        <ol className="steps">
          <li>{receipt.step1}</li>
          <li>{receipt.step2}</li>
          <li>{receipt.step3}</li>
        </ol>
      </section>
    </Layout>
  );
}

function scriptWords(view: View, { imageName }: ReceiptPageData) {
  const { receipt } = view.words;
  return {
    ...{ copy: receipt.copy, copied: receipt.copied, copyFailed: receipt.copyFailed },
    ...{ picture: receipt.picture, pictureHold: receipt.pictureHold, pictureFailed: receipt.pictureFailed },
    ...{ print: receipt.print, imageName },
    ...{ title: receipt.title, number: receipt.number, code: receipt.code },
    from: view.municipality ? named(view, view.municipality) : '',
  };
}
