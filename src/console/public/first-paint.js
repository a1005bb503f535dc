// Runs before the first paint, as a file and not inline (content security policy): no white flash for who chose dark.
try {
  const chosen = localStorage.getItem('fangsiang.theme');
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.documentElement.lang = localStorage.getItem('fangsiang.language') === 'en' ? 'en' : 'th';
} catch {
  // Storage is closed in some private windows: light and Thai it is.
}
