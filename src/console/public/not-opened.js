// Says why the console did not open, instead of a blank page. Browsers of any age read it, Internet Explorer 11 among them: it is written
// with what that one knows, and is a file because the content security policy admits no script in the page.

/** Chrome 105, Firefox 110 and Safari 16 lay out by the room there is; Safari 16.4 looks behind in a pattern, as ours do. */
function isTooOld() {
  const lookBehind = '(?<!a)b';
  try {
    return !window.CSS.supports('container-type', 'inline-size') || !new RegExp(lookBehind).test('b');
  } catch (error) {
    return error !== null;
  }
}

// Once all scripts have come and run, or failed.
window.addEventListener('load', function tell() {
  if (document.getElementById('root').hasAttribute('data-started')) return;
  document.getElementById(isTooOld() ? 'too-old' : 'not-loaded').hidden = false;
});
