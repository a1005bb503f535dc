/** What a screen reader has a name for, so that it says where the keyboard is. */
const NAMED =
  'section[aria-label], section[aria-labelledby], fieldset, table, ul, ol, [role=toolbar], [role=group], [role=tabpanel], main';
/** What is over the page looks after its own focus, and gives it back. */
const OVER = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

/** What in the page was last gone to, and what it lay in, from within to without. */
let stood: readonly Element[] = [];

function remember({ target }: FocusEvent): void {
  if (!(target instanceof Element) || target.closest('main') === null) return;
  const around: Element[] = [];
  for (let at: Element | null = target; at !== null; at = at.parentElement) around.push(at);
  stood = around;
}

function standOn(place: HTMLElement | null | undefined): void {
  if (!place) return;
  if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

const page = (): HTMLElement | null => document.querySelector<HTMLElement>('main h1') ?? document.querySelector('main');

/** Once overlays have given the focus back where they can: that takes them a frame. */
function soon(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}

const isLost = (): boolean => document.activeElement === document.body && stood[0]?.isConnected === false;

/** Not on the next button: the key that pressed the one that went may still be down. */
function standNear(): void {
  if (!isLost() || document.querySelector(OVER) !== null) return;
  const near = stood.find((each) => each.isConnected && each.matches(NAMED));
  standOn(near instanceof HTMLElement && !near.matches('main') ? near : page());
}

/**
 * What the keyboard stood on may go by what it did: a button whose step is taken, a row that was deleted, a link to another page. A browser
 * then puts the focus nowhere and a screen reader at the top; here it goes to the nearest thing with a name that is still there, or to the
 * page's heading. Answers the way to stop.
 */
export function keepFocus(): () => void {
  const watcher = new MutationObserver(() => {
    if (isLost()) soon(standNear);
  });
  document.addEventListener('focusin', remember);
  watcher.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', remember);
    watcher.disconnect();
  };
}

/** Another page is read from its heading, unless something in it has the focus by then. */
export function goToPage(): void {
  soon(() => {
    const isThere = document.activeElement?.closest('main') !== null && document.activeElement !== document.body;
    if (!isThere && document.querySelector(OVER) === null) standOn(page());
  });
}
