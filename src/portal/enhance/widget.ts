/**
 * The button that another site carries: `<script src="https://…/widget.js" async></script>`. It opens the report page in a dialog; where
 * the site's own rules or ours do not let it be framed, in a page of its own. A shadow tree and a constructed style sheet, so
 * that neither the site's styles nor a strict Content-Security-Policy spoil it. data-lang, data-label, data-colour, data-side, data-target.
 */
(() => {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  const { origin } = new URL(script.src);
  const { lang, label, colour, side, target } = script.dataset;
  const english = (lang || document.documentElement.lang).toLowerCase().startsWith('en');
  const words = english
    ? { report: 'Report a problem', close: 'Close', apart: 'Open in a new page', slow: 'Does the form not appear?' }
    : { report: 'แจ้งเรื่อง', close: 'ปิด', apart: 'เปิดในหน้าใหม่', slow: 'แบบฟอร์มไม่ขึ้นใช่ไหม' };
  const address = `${origin}/report?lang=${english ? 'en' : 'th'}&embed=1`;
  const PATIENCE_MS = 6000;

  const make = <K extends keyof HTMLElementTagNameMap>(tag: K, part: string, text = ''): HTMLElementTagNameMap[K] => {
    const made = document.createElement(tag);
    made.className = part;
    made.textContent = text;
    return made;
  };
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const css = `
:host{all:initial}
*{box-sizing:border-box;font:600 17px/1.6 "IBM Plex Sans Thai","Noto Sans Thai",system-ui,sans-serif}
button,a{color:inherit;cursor:pointer}
:focus-visible{outline:3px solid #e8a317;outline-offset:2px}
.open{position:fixed;bottom:max(16px,env(safe-area-inset-bottom));z-index:2147483000;min-height:48px;padding:8px 20px;border:0;border-radius:24px;background:var(--ground);color:#fff;box-shadow:0 2px 12px #0004}
.right{right:16px}.left{left:16px}
dialog{width:min(720px,100vw);height:min(860px,100vh);height:min(860px,100dvh);max-width:none;max-height:none;padding:0;border:0;border-radius:12px;overflow:hidden;background:#fbfaf7;color:#1c2430}
dialog::backdrop{background:#1c243099}
dialog[open]{display:flex;flex-direction:column}
.head{display:flex;gap:12px;align-items:center;padding:4px 8px 4px 16px;border-bottom:1px solid #d8d5cc}
.name{flex:1;margin:0}.head a{padding:10px 4px;font-size:15px;font-weight:400;color:#0f5c63}
.close{min-width:44px;min-height:44px;border:0;background:none}
.slow{margin:0;padding:8px 16px;background:#fdf1d6;font-weight:400}
iframe{flex:1;width:100%;border:0}
@media(max-width:640px){dialog{width:100vw;height:100vh;height:100dvh;border-radius:0}}
@media print{.open{display:none}}`;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(make('style', '', css));
  }

  const dialog = make('dialog', 'dialog');
  const head = make('div', 'head');
  const name = make('p', 'name', label || words.report);
  const apart = make('a', 'apart', words.apart);
  const close = make('button', 'close', '✕');
  const slow = make('p', 'slow', words.slow);
  const frame = make('iframe', 'frame');
  name.id = 'name';
  dialog.setAttribute('aria-labelledby', 'name');
  apart.href = address;
  apart.target = '_blank';
  apart.rel = 'noopener';
  close.type = 'button';
  close.autofocus = true;
  close.setAttribute('aria-label', words.close);
  slow.hidden = true;
  slow.setAttribute('role', 'status');
  frame.title = name.textContent || words.report;
  frame.allow = 'geolocation; camera';
  head.append(name, apart, close);
  dialog.append(head, slow, frame);

  let ready = false;
  let fresh = true;
  let opener: HTMLElement | null = null;
  let scrolling = '';

  const open = (from: HTMLElement): void => {
    opener = from;
    if (typeof dialog.showModal !== 'function') return void window.open(address, '_blank', 'noopener');
    dialog.showModal();
    scrolling = document.documentElement.style.overflow;
    document.documentElement.style.overflow = 'hidden';
    if (!fresh) return;
    fresh = false;
    ready = false;
    frame.src = address;
    setTimeout(() => {
      slow.hidden = ready;
    }, PATIENCE_MS);
  };
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    document.documentElement.style.overflow = scrolling;
    opener?.focus();
  });
  apart.addEventListener('click', () => dialog.close());
  addEventListener('message', (event) => {
    if (event.origin !== origin || event.source !== frame.contentWindow) return;
    if (event.data === 'fangsiang:ready') {
      ready = true;
      slow.hidden = true;
    }
    // What was sent has its receipt; the next opening begins anew.
    if (event.data === 'fangsiang:done') fresh = true;
    if (event.data === 'fangsiang:close') dialog.close();
  });
  // The site's own rules forbid the frame: the report page opens by itself instead.
  document.addEventListener('securitypolicyviolation', (event) => {
    if (
      !dialog.open ||
      !event.blockedURI.startsWith(origin) ||
      !/^(frame|child|default)-src/.test(event.violatedDirective)
    )
      return;
    const page = window.open(address, '_blank');
    if (!page) slow.hidden = false;
    else {
      page.opener = null;
      dialog.close();
    }
    fresh = true;
  });

  const place = (): void => {
    const carriers = target ? document.querySelectorAll<HTMLElement>(target) : [];
    for (const carrier of carriers)
      carrier.addEventListener('click', (event) => {
        event.preventDefault();
        open(carrier);
      });
    if (carriers.length === 0) {
      const button = make('button', `open ${side === 'left' ? 'left' : 'right'}`, label || words.report);
      button.type = 'button';
      button.setAttribute('aria-haspopup', 'dialog');
      button.style.setProperty('--ground', /^#[\da-f]{6}$/i.test(colour ?? '') ? (colour ?? '') : '#0f5c63');
      button.addEventListener('click', () => open(button));
      root.append(button);
    }
    root.append(dialog);
    document.body.append(host);
  };
  if (document.body) place();
  else document.addEventListener('DOMContentLoaded', place);
})();

export {};
