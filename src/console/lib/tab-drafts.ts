/** What is being written in this browser tab stands under keys that begin so. */
const PREFIX = 'fangsiang.';
const OWNER = `${PREFIX}owner`;

/** Whose drafts this tab keeps: they outlive a session that ends, and are gone when somebody else signs in at the same screen. */
export function keepDraftsOf(userId: string): void {
  try {
    if (sessionStorage.getItem(OWNER) === userId) return;
    forgetDrafts();
    sessionStorage.setItem(OWNER, userId);
  } catch {
    // Storage is closed in some private windows: nothing was kept either.
  }
}

export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept either.
  }
}
