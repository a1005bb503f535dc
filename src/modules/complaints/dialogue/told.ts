import type { Pin } from '../../channels/index.ts';
import type { DialogueState, Gathered } from './state.ts';

/** What a report's pieces say together. The last pin counts: it corrects those before it. */
export type Told = {
  readonly text: string;
  readonly placeText: string | null;
  readonly pin: Pin | null;
  readonly media: number;
  readonly incomingIds: readonly string[];
};

export function told(gathered: Gathered): Told {
  const lines = (as: 'words' | 'place') =>
    gathered
      .filter((piece) => piece.as === as && piece.text !== '')
      .map(({ text }) => text)
      .join('\n');
  return {
    text: lines('words'),
    placeText: lines('place') || null,
    pin: gathered.findLast(({ pin }) => pin !== null)?.pin ?? null,
    media: gathered.reduce((sum, piece) => sum + piece.media, 0),
    incomingIds: gathered.map(({ incomingId }) => incomingId),
  };
}

/** A message was unsent while its report was being told: it is no part of it any more. */
export function forget(state: DialogueState, incomingId: string): DialogueState {
  if (!('gathered' in state)) return state;
  const without = <T extends { readonly incomingId: string | null }>(all: readonly T[]) =>
    all.filter((each) => each.incomingId !== incomingId);
  return { ...state, gathered: without(state.gathered), answers: without(state.answers) };
}

/** A message was edited while its report was being told. */
export function mend(state: DialogueState, incomingId: string, text: string): DialogueState {
  if (!('gathered' in state)) return state;
  const gathered = state.gathered.map((piece) =>
    piece.incomingId === incomingId ? { ...piece, text: text.trim() } : piece,
  );
  // What was chosen from a list cannot be read anew here: it is left out, and the message stands with the case as it is now.
  const answers = state.answers.flatMap((answer) => {
    if (answer.incomingId !== incomingId) return [answer];
    const written = answer.values.length === 1 && answer.values[0] === answer.shown;
    return written ? [{ ...answer, values: [text.trim()], shown: text.trim() }] : [];
  });
  return { ...state, gathered, answers };
}
