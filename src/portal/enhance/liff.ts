/** Inside LINE: asks who is here, and goes on to the report page with the proof. Whatever fails, the link on the page is still there. */
type Liff = {
  init(options: { liffId: string }): Promise<void>;
  isLoggedIn(): boolean;
  isInClient(): boolean;
  login(): void;
  getIDToken(): string | null;
};

/** LINE's own script makes it; where that is kept away there is none. */
declare const liff: Liff | undefined;

async function whoIsHere(form: HTMLFormElement, liff: Liff): Promise<void> {
  await liff.init({ liffId: form.dataset['liff'] ?? '' });
  const idToken = liff.isLoggedIn() ? liff.getIDToken() : null;
  const field = form.elements.namedItem('id_token');
  if (idToken && field instanceof HTMLInputElement) {
    field.value = idToken;
    form.submit();
  } else {
    location.replace('/report');
  }
}

const form = document.querySelector<HTMLFormElement>('form[data-liff]');
if (form && typeof liff !== 'undefined') whoIsHere(form, liff).catch(() => location.replace('/report'));
