import { z } from 'zod';
import { sideProcess } from '../platform/side-process.ts';
import { normalise, segments } from '../thai/index.ts';
import type { RawReading } from './ocr-process.ts';

const Piece = z.object({ text: z.string(), confidence: z.number() });
const Raw: z.ZodType<RawReading> = z.object({ confidence: z.number(), lines: z.array(z.array(Piece)) });

/** `confidence` 0–100; `doubtful`: words that were read with little confidence, each once, in the order they stand in. */
export type Reading = { readonly text: string; readonly confidence: number; readonly doubtful: readonly string[] };
export type ReadPicture = (picture: Uint8Array, signal?: AbortSignal) => Promise<Reading>;

/** Below this a letter is worth a second look. */
const SURE = 80;
const MOST_DOUBTFUL = 60;

/**
 * Reads the Thai letters of a picture, in a process of its own, one picture after another. What it gives is a guess for a person to
 * correct. `signal` ends the reading, or keeps it from being begun. @throws Error when it failed, was ended, or took over `patienceMs`
 */
export function openReader({ patienceMs = 60_000 }: { patienceMs?: number } = {}): ReadPicture {
  const recognise = sideProcess(new URL('./ocr-process.ts', import.meta.url), { patienceMs });
  return async (picture, signal) => {
    return present(Raw.parse(await recognise({ picture }, signal)));
  };
}

/** Lines as text, and which of their words are doubtful: a word is as sure as its least sure letter. */
function present({ confidence, lines }: RawReading): Reading {
  const doubtful = new Set<string>();
  const texts = lines.map((pieces) => {
    const line = pieces.map(({ text }) => text).join('');
    const sure = pieces.flatMap(({ text, confidence: each }) => Array.from({ length: text.length }, () => each));
    let at = 0;
    for (const word of segments(line)) {
      const from = line.indexOf(word, at);
      if (from < 0) continue;
      at = from + word.length;
      if (/[\p{L}\p{N}]/u.test(word) && Math.min(...sure.slice(from, at)) < SURE) doubtful.add(word);
    }
    return line.trim();
  });
  const text = normalise(texts.filter((line) => line !== '').join('\n')).trim();
  return {
    text,
    confidence: text === '' ? 0 : Math.round(confidence),
    doubtful: [...doubtful].slice(0, MOST_DOUBTFUL),
  };
}
