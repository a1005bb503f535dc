const HOSTS = /(?:^|\.)(?:fbcdn\.net|fbsbx\.com|cdninstagram\.com|facebook\.com|instagram\.com)$/;

/** Whether an address is one of Meta's own, over TLS: the only ones that an event may make us fetch. */
export function isMetaHost(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  return (
    url !== null && url.protocol === 'https:' && url.port === '' && url.username === '' && HOSTS.test(url.hostname)
  );
}

/** The same, or a place under the base that is set in Meta's stead (tests, rehearsal). */
export function mayFetch(address: string, base: string): boolean {
  if (isMetaHost(address)) return true;
  return URL.canParse(address) && URL.canParse(base) && new URL(address).origin === new URL(base).origin;
}
