import type { MultipartFile } from '@fastify/multipart';
import { type Image, MOST_IMAGE_BYTES, readImage } from '../platform/files/image.ts';
import type { Request } from '../platform/http.ts';
import { Refusal } from '../platform/refusal.ts';

export const MOST_PHOTOS = 5;
/** Bytes of photos and words: five photos at their largest, and some that are refused one by one; past it reading stops, whatever is still coming. */
const MOST_REQUEST_BYTES = 80 * 1024 * 1024;
/** Bytes of words alone, many times the longest report: they are held together until the form is read. */
const MOST_WORDS_BYTES = 2 * 1024 * 1024;
const LIMITS = {
  fileSize: MOST_IMAGE_BYTES,
  files: 20,
  // Twenty questions of a category, and of some lists several choices.
  fields: 300,
  parts: 330,
  fieldSize: 1_000_000,
  fieldNameSize: 100,
};
// A photo that is too large is cut and told of, it does not end the form.
const READING = { limits: LIMITS, throwFileSizeLimit: false };

type Photo = { image: Image; name: string };
export type PhotoProblem = {
  code: 'file-too-large' | 'file-not-an-image' | 'file-unreadable' | 'too-many-files' | 'request-too-large';
  name: string;
};
export type SentForm = {
  /** Every value of every field, in order. */
  fields: ReadonlyMap<string, readonly string[]>;
  photos: readonly Photo[];
  problems: readonly PhotoProblem[];
  /** Photos that were sent and not opened. */
  unopened: number;
};

/** A form's first value of a field; '' when it was not sent. */
export const sentValue = (form: SentForm, field: string): string => form.fields.get(field)?.[0] ?? '';

/** Whether photos are opened, by the fields that came before them; one that is not opened is let fall, and costs nothing. */
export type Opens = (field: (name: string) => string) => boolean;
export const opensNone: Opens = () => false;

/**
 * Reads a posted form, with its photos or without. A photo that cannot be taken is a problem to show, never the loss of the rest: it is
 * read to its end, so that the fields after it arrive. A form that has no photos opens none.
 */
export async function readForm(request: Request, opens: Opens = opensNone): Promise<SentForm> {
  return request.isMultipart()
    ? readParts(request, opens)
    : { fields: bodyFields(request.body), photos: [], problems: [], unopened: 0 };
}

function bodyFields(body: unknown): ReadonlyMap<string, readonly string[]> {
  if (typeof body !== 'object' || body === null) return new Map();
  return new Map(
    Object.entries(body).map(([name, value]) => [name, (Array.isArray(value) ? value : [value]).map(String)]),
  );
}

async function readParts(request: Request, opens: Opens): Promise<SentForm> {
  const fields = new Map<string, string[]>();
  const photos: Photo[] = [];
  const problems: PhotoProblem[] = [];
  let [bytes, words, unopened] = [0, 0, 0];
  const count = (more: number) => {
    bytes += more;
    if (bytes > MOST_REQUEST_BYTES) throw new Refusal('request-too-large');
  };
  try {
    for await (const part of request.parts(READING)) {
      if (part.type === 'field') {
        words += Buffer.byteLength(String(part.value));
        if (words > MOST_WORDS_BYTES) throw new Refusal('request-too-large');
        fields.set(part.fieldname, [...(fields.get(part.fieldname) ?? []), String(part.value)]);
        continue;
      }
      const opened = opens((name) => fields.get(name)?.[0] ?? '');
      if (!opened) {
        if (await letFall(part, count)) unopened += 1;
        continue;
      }
      const problem = await readPhoto(part, photos, count);
      if (problem) problems.push({ code: problem, name: part.filename });
    }
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    problems.push({ code: 'request-too-large', name: '' });
    // What is still coming is let fall, so that the answer reaches a browser that is still sending.
    request.raw.unpipe();
    request.raw.resume();
  }
  return { fields, photos, problems, unopened };
}

type Count = (bytes: number) => void;

/** Reads past a photo; whether there was one. */
async function letFall({ file }: MultipartFile, count: Count): Promise<boolean> {
  let bytes = 0;
  for await (const chunk of file) {
    bytes += chunk.length;
    count(chunk.length);
  }
  return bytes > 0;
}

async function readPhoto(
  { file, filename }: MultipartFile,
  photos: Photo[],
  count: Count,
): Promise<PhotoProblem['code'] | null> {
  const chunks: Buffer[] = [];
  const full = photos.length >= MOST_PHOTOS;
  let bytes = 0;
  for await (const chunk of file) {
    bytes += chunk.length;
    count(chunk.length);
    if (!full) chunks.push(chunk);
  }
  // A file control left empty sends a file without a name and without bytes.
  if (bytes === 0 && filename === '') return null;
  if (file.truncated) return 'file-too-large';
  if (full) return 'too-many-files';
  try {
    photos.push({ image: await readImage(Buffer.concat(chunks)), name: filename });
    return null;
  } catch (error) {
    const code = error instanceof Refusal ? error.code : null;
    if (code === 'file-too-large' || code === 'file-not-an-image' || code === 'file-unreadable') return code;
    throw error;
  }
}

const LIMIT_CODES = new Set(['FST_PARTS_LIMIT', 'FST_FILES_LIMIT', 'FST_FIELDS_LIMIT']);
const isTooLarge = (error: unknown): boolean =>
  (error instanceof Refusal && error.code === 'request-too-large') ||
  (error instanceof Error && 'code' in error && LIMIT_CODES.has(String(error.code)));
