import type { Words } from './words.ts';

type Sending = {
  /** Whether it may be sent; tells the person if not. */
  check: () => boolean;
  /** It arrived: what was kept of it is not needed any more. */
  sent: () => void;
  /** Another page's form came in the place of this one, and wants what this one had. */
  again: () => void;
};

/** So long with not a byte more and no answer is a connection that will not come back by itself, as on a telephone that lost its mast. */
const GIVEN_UP_MS = 60_000;

/** Sends the form with a progress bar. A lost connection leaves everything as it was; sending again is never a second report. */
export function enhanceSending(
  form: HTMLFormElement,
  words: Pick<Words, 'sending' | 'sendFailed'>,
  { check, sent, again }: Sending,
): void {
  const send = form.querySelector<HTMLButtonElement>('button[type=submit]');
  if (!send) return;
  const label = send.textContent;
  const bar = document.createElement('progress');
  bar.max = 1;
  bar.hidden = true;
  bar.setAttribute('aria-label', words.sending);
  const say = document.createElement('p');
  say.className = 'error';
  say.setAttribute('role', 'alert');
  send.before(say, bar);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (send.disabled || !check()) return;
    send.disabled = true;
    send.textContent = words.sending;
    say.textContent = '';
    const slow = setTimeout(() => {
      bar.hidden = false;
    }, 1000);
    let silence = 0;
    const done = () => {
      clearTimeout(slow);
      clearTimeout(silence);
      bar.hidden = true;
      send.disabled = false;
      send.textContent = label;
    };
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.responseType = 'document';
    const heard = () => {
      clearTimeout(silence);
      silence = window.setTimeout(() => request.abort(), GIVEN_UP_MS);
    };
    request.upload.onprogress = ({ loaded, total }) => {
      heard();
      if (total > 0) bar.value = loaded / total;
    };
    request.onload = () => {
      const page = request.response;
      if (request.status === 200 && new URL(request.responseURL).pathname !== new URL(form.action).pathname) {
        sent();
        // Whoever comes back to this page finds it as it was left: it sends no more.
        addEventListener('pageshow', done, { once: true });
        location.assign(request.responseURL);
        return;
      }
      done();
      const main = page instanceof Document ? page.querySelector('form[data-enhance]')?.closest('main') : null;
      if (main) return showInstead(document.adoptNode(main), again);
      const reason = page instanceof Document ? page.querySelector('.lead')?.textContent : null;
      say.textContent = reason || words.sendFailed;
    };
    request.onerror = request.onabort = () => {
      done();
      say.textContent = words.sendFailed;
    };
    heard();
    request.send(new FormData(form));
  });
}

/** The page that came back, and the person where it says why. */
function showInstead(main: Element, again: () => void): void {
  document.querySelector('main')?.replaceWith(main);
  again();
  const errors = document.querySelector<HTMLElement>('#errors');
  errors?.focus();
  if (!errors) scrollTo(0, 0);
}
