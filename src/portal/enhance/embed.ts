/** A page of ours within another site's dialog: it says that it came, that a report was sent, and that Esc was pressed in it. */
export function tellFrame(): void {
  if (window.parent === window) return;
  // To whoever frames us: nothing of what was typed is among it.
  const tell = (what: 'ready' | 'done' | 'close'): void => window.parent.postMessage(`fangsiang:${what}`, '*');
  tell('ready');
  if (location.pathname === '/receipt') tell('done');
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) tell('close');
  });
}

tellFrame();
