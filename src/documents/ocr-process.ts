import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { createWorker, OEM, type Worker } from 'tesseract.js';
import { z } from 'zod';
import { serveParent } from '../platform/side-process.ts';

const require = createRequire(import.meta.url);
const Work = z.object({ picture: z.instanceof(Uint8Array) });

/** A piece of a line as Tesseract gives it; in Thai, where no spaces part the words, these are single letters. */
export type Piece = { readonly text: string; readonly confidence: number };
/** `confidence` 0–100 over all that was read; lines from the top. */
export type RawReading = { readonly confidence: number; readonly lines: readonly (readonly Piece[])[] };

/** A page of A4 at 200 dpi is 2,339 pixels high: more adds time and no letters. */
const MOST_SIDE = 2600;
const MOST_PIXELS = 100_000_000;
/** A piece of a page that is read worse than this may stand on its side or its head, for a scanner says nothing of that. */
const WELL_READ = 75;
/** Side of that piece, in pixels. */
const PIECE_SIDE = 1000;

let worker: Promise<Worker> | null = null;

/** Everything comes from the packages on this disk: nothing is fetched, and nothing is written. */
function begin(): Promise<Worker> {
  return createWorker('tha', OEM.LSTM_ONLY, {
    langPath: join(dirname(require.resolve('@tesseract.js-data/tha/package.json')), '4.0.0_best_int'),
    cacheMethod: 'none',
    gzip: true,
    // Left out, it would throw where nobody catches, and end the process.
    errorHandler: () => undefined,
  });
}

async function read(work: unknown): Promise<RawReading> {
  const { picture } = Work.parse(work);
  worker ??= begin();
  const reader = await worker;
  const page = await sharp(picture, { limitInputPixels: MOST_PIXELS, pages: 1 })
    .rotate()
    .resize({ width: MOST_SIDE, height: MOST_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .grayscale()
    .normalise()
    .png({ compressionLevel: 1 })
    .toBuffer();
  const turn = await turnOf(reader, page);
  const upright = turn === 0 ? page : await sharp(page).rotate(turn).png({ compressionLevel: 1 }).toBuffer();
  const { data } = await reader.recognize(upright, { rotateAuto: true }, { text: true, blocks: true });
  const lines = (data.blocks ?? []).flatMap((block) =>
    block.paragraphs.flatMap((paragraph) =>
      paragraph.lines.map((line) => line.words.map(({ text, confidence }) => ({ text, confidence }))),
    ),
  );
  // The spaces between words are in the line's own text only.
  const texts = data.text.split('\n').filter((text) => text.trim() !== '');
  return {
    confidence: data.confidence,
    lines: lines.map((pieces, i) => spaced(pieces, texts[i] ?? '')),
  };
}

/** By how many degrees a page has to be turned to stand upright: the way in which a piece of its middle is read well, first as it is; 0 where none is. */
async function turnOf(reader: Worker, page: Buffer): Promise<number> {
  const { data, info } = await sharp(page).trim().toBuffer({ resolveWithObject: true });
  const side = Math.min(PIECE_SIDE, info.width, info.height);
  const left = Math.floor((info.width - side) / 2);
  const top = Math.floor((info.height - side) / 2);
  const piece = await sharp(data).extract({ left, top, width: side, height: side }).png().toBuffer();
  for (const turn of [0, 90, 270, 180]) {
    const turned = await sharp(piece).rotate(turn).png().toBuffer();
    if ((await reader.recognize(turned)).data.confidence >= WELL_READ) return turn;
  }
  return 0;
}

/** The pieces of a line with the spaces that stand between them. */
function spaced(pieces: readonly Piece[], line: string): Piece[] {
  let at = 0;
  return pieces.map(({ text, confidence }) => {
    const found = line.indexOf(text, at);
    if (found < 0) return { text, confidence };
    const before = found > at && /\s/.test(line.slice(at, found)) ? ' ' : '';
    at = found + text.length;
    return { text: before + text, confidence };
  });
}

serveParent(read);
