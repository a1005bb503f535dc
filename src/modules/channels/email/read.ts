import type { Arrival, MediaRef, RawEvent } from '../arrival.ts';
import { isDoubtful, Letter } from './letter.ts';
import { unquoted } from './quoted.ts';

/** What a mail means. What could not be parsed is kept raw, and means nothing yet. */
export function readLetter(event: RawEvent): Arrival[] {
  const letter = letterIn(event.raw);
  if (!letter) return [];
  const at = letter.at === null ? (event.at ?? new Date(0)) : new Date(letter.at);
  switch (letter.sort) {
    case 'own':
      return [{ kind: 'nothing', why: 'echo' }];
    case 'auto':
    case 'bulk':
      return [{ kind: 'nothing', why: 'not-for-us' }];
    case 'bounce':
      return returned(letter, at);
    case 'mail':
      return [message(letter, at)];
  }
}

function letterIn(raw: string): Letter | null {
  try {
    return Letter.nullable().catch(null).parse(JSON.parse(raw));
  } catch {
    return null;
  }
}

/** A mail that is only late is still on its way. */
function returned({ returned: told }: Letter, at: Date): Arrival[] {
  if (!told?.forGood || told.references.length === 0) return [{ kind: 'nothing', why: 'not-for-us' }];
  return [{ kind: 'returned', references: told.references, at, status: told.status }];
}

function message(letter: Letter, at: Date): Arrival {
  const { from, messageId, uid, validity, references } = letter;
  const text = wordsOf(letter);
  return {
    kind: 'message',
    // A Message-ID is its sender's word: another sender's of the same name is another mail.
    externalId: messageId === null ? `${validity}:${uid}` : `${messageId} ${from.address}`,
    thread: { kind: 'person', id: from.address },
    sender: { id: from.address, name: from.name === '' ? null : from.name },
    at,
    replyToken: null,
    // Receipts and news go out by the register's own mail: nothing is answered to each letter.
    mayReply: false,
    text,
    own: unquoted(text),
    pin: null,
    media: letter.files.map((file) => mediaRef(letter, file)),
    album: null,
    // A forwarded mail shows our reference to others: one who then writes in the citizen's name is not taken for them.
    replyTo: references.length === 0 || isDoubtful(letter) ? null : references.join(' '),
    public: false,
    link: null,
    gesture: false,
    unreadable: false,
  };
}

const ANSWERS = /^(?:\s*(?:re|fwd?|ตอบ|ตอบกลับ|ส่งต่อ)\s*:)+\s*/i;

/** The subject is often the half of it; of an answer it is ours, unless it is all that was written, in answer to nothing of ours. */
function wordsOf({ subject, text, isReply, references }: Letter): string {
  const said = subject.trim();
  if (isReply) return text === '' && references.length === 0 ? said.replace(ANSWERS, '') : text;
  return said === '' || text.startsWith(said) ? text : `${said}\n\n${text}`.trim();
}

const KINDS = ['image', 'video', 'audio'] as const;

function mediaRef({ validity, uid }: Letter, { index, name, type }: Letter['files'][number]): MediaRef {
  const kind = KINDS.find((each) => type.startsWith(`${each}/`)) ?? 'file';
  return { kind, ref: `${validity}/${uid}/${index}`, name };
}
