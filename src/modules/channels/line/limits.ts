/** Shortened to at most `most` UTF-16 units by whole characters; what was cut is shown by an ellipsis. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(text)) {
    if (kept.length + segment.length > most - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

const DATA_MOST = 300;
const SHOWN_MOST = 300;

/** A button that tells us what it is, and shows in the chat what was pressed. Longer data than LINE takes was never ours. */
export const postback = (label: string, shown: string, data: string) => ({
  type: 'postback',
  label,
  data: data.slice(0, DATA_MOST),
  displayText: shortened(shown, SHOWN_MOST),
});
