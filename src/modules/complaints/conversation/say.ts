import type { Tx } from '../../../platform/db/db.ts';
import {
  ANSWER,
  type Part,
  queueMessage,
  renewQuestion,
  type Thread,
  type ThreadMessage,
} from '../../channels/index.ts';
import { wordsIn } from './words.ts';

type About = {
  /** Names what causes it: said once. */
  readonly key: string;
  readonly now: Date;
  /** The case it is about; left out: the conversation itself. */
  readonly caseId?: string;
  readonly template?: string;
  readonly title?: string;
  readonly answers?: ThreadMessage['answers'];
  readonly recipient?: string;
  /** It waits until then: more is on its way. */
  readonly notBefore?: Date;
};

/**
 * Says something back at once, in answer to what was just said. Nothing to say is nothing said; a question that still waits to be sent is
 * asked once, as it is now.
 */
export async function say(tx: Tx, thread: Thread, parts: readonly Part[], about: About): Promise<void> {
  const [first, ...rest] = parts;
  if (!first) return;
  const {
    caseId,
    template = ANSWER,
    title = wordsIn(thread.language).talkTitle,
    answers,
    recipient,
    notBefore,
  } = about;
  if (caseId === undefined && (await renewQuestion(tx, thread, parts))) return;
  await queueMessage(tx, {
    thread,
    parts: [first, ...rest],
    subjectKind: caseId === undefined ? 'thread' : 'complaint',
    subjectId: caseId ?? thread.id,
    template,
    title,
    dedupeKey: about.key,
    inAnswer: true,
    now: about.now,
    ...(notBefore && { notBefore }),
    ...(answers && { answers }),
    ...(recipient !== undefined && { recipient }),
  });
}
