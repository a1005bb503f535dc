/** `accepted`: the server took it. `refused`: it never will (5xx). `unreachable`: it may later (4xx, network). `answer`: its own words, without addresses. */
export type MailOutcome = { outcome: 'accepted' | 'refused' | 'unreachable'; answer: string };

const LONGEST_ANSWER = 500;
/** RFC 4954 §6: the server wants another sign-in. That is for the administrator to mend, not a fault of the mail. */
const SIGN_IN = new Set([530, 534, 535, 538]);

/**
 * What became of a sending. The server's 5xx answer to a mail is final (RFC 5321 §4.2.1); one to the connection, the sign-in or TLS
 * is not about this mail, which waits like any that did not reach the server.
 */
export async function outcomeOf(sending: Promise<{ response?: string | undefined }>): Promise<MailOutcome> {
  try {
    const { response } = await sending;
    return { outcome: 'accepted', answer: cut(response ?? '') };
  } catch (error) {
    const { code, responseCode, text } = facts(error);
    const aboutTheMail = code === 'EENVELOPE' || code === 'EMESSAGE';
    const final = aboutTheMail && !SIGN_IN.has(responseCode) && !(responseCode >= 400 && responseCode < 500);
    return { outcome: final ? 'refused' : 'unreachable', answer: cut(text) };
  }
}

function facts(error: unknown): { code: string; responseCode: number; text: string } {
  if (!(error instanceof Error)) return { code: '', responseCode: 0, text: 'unknown fault' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const responseCode = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : 0;
  const response = 'response' in error && typeof error.response === 'string' ? error.response : '';
  return { code, responseCode, text: response || `${code} ${error.message}`.trim() };
}

/** A server quotes the recipient; the proof is kept longer than the address may be, so it says `…@…` instead. */
const ADDRESS = /(?:"[^"]*"|[^\s<>()"',;]+)@[^\s<>()"',;]+/g;

const cut = (text: string) =>
  text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .replaceAll(ADDRESS, '…@…')
    .trim()
    .slice(0, LONGEST_ANSWER);
