import type { CSSProperties, ReactNode } from 'react';
import { officeHoursIn } from '../modules/people/index.ts';
import { Icon } from './icons.tsx';
import { localPath } from './language.ts';
import { dialled, named, type View } from './view.ts';

type Page = {
  view: View;
  title: string;
  /** An enhancing script's name; the page is whole without it. */
  script?: string;
  /** Which door is open. */
  at?: 'report' | 'track';
  children: ReactNode;
};

const FIRST_FONTS = { th: ['plex-thai-looped-400', 'plex-thai-600'], en: ['plex-latin-400', 'plex-latin-600'] };

/** Every page: who we are, where to go, how to call us. */
export function Layout({ view, title, script, at, children }: Page) {
  const { words, assets, municipality } = view;
  const name = municipality ? named(view, municipality) : words.site.footer;
  return (
    <html lang={view.lang} style={brand(municipality?.settings.primaryColour)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – ${name}`}</title>
        <link rel="icon" href="data:," />
        {FIRST_FONTS[view.lang].map((font) => (
          <link
            key={font}
            rel="preload"
            as="font"
            type="font/woff2"
            crossOrigin=""
            href={assets.url(`fonts/${font}.woff2`)}
          />
        ))}
        <link rel="stylesheet" href={assets.url('portal.css')} />
        {script ? <script type="module" src={assets.url(`${script}.js`)} /> : null}
        {view.framed ? <script type="module" src={assets.url('embed.js')} /> : null}
      </head>
      <body>
        <a className="skip" href="#content">
          {words.site.skip}
        </a>
        <header className="top">
          <div className="wide bar">
            <a className="brand" href={view.href('/')}>
              <Emblem />
              <span>{name}</span>
            </a>
            <a className="language" lang={view.lang === 'th' ? 'en' : 'th'} href={otherLanguage(view)}>
              {words.site.otherLanguage}
            </a>
          </div>
          <nav className="wide doors" aria-label={words.site.home}>
            <a href={view.href('/report')} aria-current={at === 'report' ? 'page' : undefined}>
              {words.site.report}
            </a>
            <a href={view.href('/track')} aria-current={at === 'track' ? 'page' : undefined}>
              {words.site.track}
            </a>
          </nav>
        </header>
        <main id="content" className="narrow" tabIndex={-1}>
          {children}
        </main>
        <footer className="bottom">
          <div className="wide">
            <Contact view={view} />
            <p>
              <a href={view.href('/channels')}>{words.channels.title}</a>
              <a href={view.href('/plans')}>{words.plans.title}</a>
              <a href={view.href('/privacy')}>{words.site.privacy}</a>
            </p>
          </div>
        </footer>
      </body>
    </html>
  );
}

/** The municipality's own colour where it chose one. */
function brand(colour: string | undefined): CSSProperties | undefined {
  if (!colour || colour.toLowerCase() === '#0f5c63') return undefined;
  return { '--c-primary': colour, '--c-primary-hover': colour, '--c-primary-ink': colour } as CSSProperties;
}

function otherLanguage({ lang, path }: View): string {
  const query = new URLSearchParams({ to: lang === 'th' ? 'en' : 'th', back: localPath(path, { lang: null }) });
  return `/lang?${query}`;
}

/** A voice heard: the mark where a municipality has set no emblem. */
function Emblem() {
  return (
    <svg className="emblem" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
      <circle cx="20" cy="20" r="20" fill="currentColor" />
      <path d="M11 14a4 4 0 0 1 4-4h10a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4h-5l-6 5v-5a4 4 0 0 1-3-4z" fill="#fff" />
      <path d="M16 18h8M16 22h5" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}

function Contact({ view: { municipality, words, lang } }: { view: View }) {
  if (!municipality) return null;
  return (
    <address>
      {municipality.phone ? (
        <a className="call" href={dialled(municipality.phone)}>
          <Icon name="phone" /> {words.site.phone} {municipality.phone}
        </a>
      ) : null}
      <span>
        {words.site.hours} {officeHoursIn(municipality, lang)}
      </span>
      {municipality.address ? <span>{municipality.address}</span> : null}
    </address>
  );
}
