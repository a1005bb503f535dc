/** What exchanges write for a caller who withholds the number (RFC 3323 §4.1.1.3, and what the usual ones show). */
const WITHHELD = /^(?:anonymous|unknown|unavailable|private|restricted|withheld|blocked|no ?number|n\/a|-+)$/i;
const LONGEST = 40;

/**
 * The number in what an exchange calls somebody: as it stands, or out of a SIP or telephone address (RFC 3261 §19.1, RFC 3966) with or
 * without a name before it. '' for who withholds it.
 */
export function callerNumber(said: string): string {
  const address = /<([^<>]*)>/.exec(said)?.[1] ?? said;
  const [user = ''] = address
    .trim()
    .replace(/^(?:sips?|tel):/i, '')
    .split(/[@;?]/);
  const number = decoded(user).trim();
  return WITHHELD.test(number) ? '' : number.slice(0, LONGEST);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
