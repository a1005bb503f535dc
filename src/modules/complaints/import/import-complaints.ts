import { basename } from 'node:path';
import pg from 'pg';
import { v7 } from 'uuid';
import { audit } from '../../../platform/audit.ts';
import { type Db, inMunicipality, type Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import type { Encoding } from '../../../platform/table/encoding.ts';
import type { Actor } from '../../people/index.ts';
import type { Status } from '../contract.ts';
import { fileBatch } from './file-batch.ts';
import { recognise } from './formats.ts';
import { columnKey, keysOf, Mapping } from './mapping.ts';
import { loadNames } from './names.ts';
import type { ProblemAt, ProblemCode } from './problem.ts';
import { refuses } from './problem.ts';
import { type ReadRow, rowReader } from './read-row.ts';
import { loadMapping, saveMapping } from './saved-mapping.ts';
import { openSource } from './source.ts';
import type { Source, SourceFormat } from './table-row.ts';

export type ImportInput = { readonly path: string; readonly fileName?: string };
export type ImportOptions = {
  readonly actor: Actor;
  readonly now: () => Date;
  /** A saved mapping's name, or a mapping of its own; without one the file's kind is recognised or its columns guessed. */
  readonly mapping?: string | Mapping;
  /** Keeps the mapping under this name. */
  readonly saveAs?: string;
  /** Only looks: nothing is written. */
  readonly dryRun: boolean;
  /** Hears of every refused row and every warning as it is found; none is kept. */
  readonly onProblem?: (problem: ProblemAt) => void | Promise<void>;
};
export type ImportProgress = { readonly rows: number; readonly share: number };
export type ImportResult = {
  readonly format: SourceFormat;
  readonly kind: 'traffy' | '311' | 'columns' | 'mapping';
  readonly encoding: Encoding | null;
  readonly headers: readonly string[];
  readonly mapping: Mapping;
  readonly rows: number;
  readonly added: number;
  readonly already: number;
  readonly refused: number;
  readonly warnings: ReadonlyMap<ProblemCode, number>;
  readonly statuses: ReadonlyMap<Status, number>;
  readonly withoutCategory: number;
  /** Words for categories that ours do not know, with how often each was read. */
  readonly unmapped: ReadonlyMap<string, number>;
};

const BATCH = 200;
/** What a file of rows without any source of its own is known by, beside each row's content. */
const NO_SOURCE = 'file';

/**
 * Brings complaints of another system's file into the register, 200 in a transaction: good rows go in, each bad one is told with
 * its line and reason. Rows that are here already change nothing, so an import that was broken off is simply run again.
 * @throws Refusal('file-unreadable') · ('not-found') for a mapping · ('invalid-input') when a needed column is not there
 */
export async function importComplaints(
  db: Db,
  municipalityId: string,
  input: ImportInput,
  options: ImportOptions,
  onProgress: (progress: ImportProgress) => void = () => undefined,
): Promise<ImportResult> {
  const scoped = <T>(work: (tx: Tx) => Promise<T>) => inMunicipality(db, municipalityId, work);
  const startedAt = options.now();
  const source = await openSource(input.path);
  const { kind, mapping } = await choose(scoped, source, options.mapping);
  needColumns(source, mapping);
  const names = await scoped((tx) => loadNames(tx, startedAt));
  const { saveAs } = options;
  if (saveAs && !options.dryRun) await scoped((tx) => saveMapping(tx, saveAs, mapping, startedAt));

  const read = rowReader(mapping, names, startedAt);
  const by = { actor: options.actor, source: mapping.source ?? NO_SOURCE, now: startedAt };
  const seen = new Set<string>();
  const sum = { rows: 0, added: 0, already: 0, refused: 0, withoutCategory: 0 };
  const [warnings, statuses, unmapped] = [
    new Map<ProblemCode, number>(),
    new Map<Status, number>(),
    new Map<string, number>(),
  ];
  const tell = async (problem: ProblemAt) => {
    if (!refuses(problem)) count(warnings, problem.code);
    // A foreign file would give one such line a row.
    if (problem.code !== 'coordinates-foreign' || warnings.get(problem.code) === 1) await options.onProblem?.(problem);
  };
  const settle = (row: ReadRow, added: boolean) => {
    if (!added) sum.already += 1;
    else {
      sum.added += 1;
      count(statuses, row.status);
      if (row.categoryId === null) sum.withoutCategory += 1;
    }
  };
  const flush = async (batch: readonly ReadRow[]): Promise<void> => {
    if (batch.length === 0) return;
    try {
      const added = await scoped((tx) =>
        options.dryRun ? wouldAdd(tx, by.source, batch, seen) : fileBatch(tx, batch, by),
      );
      batch.forEach((row, i) => {
        settle(row, added[i] ?? false);
      });
    } catch (error) {
      if (!isDataFault(error)) throw error;
      const [only] = batch;
      if (batch.length > 1) for (const row of batch) await flush([row]);
      else if (only) {
        sum.refused += 1;
        await tell({ line: only.line, code: 'not-stored', value: error.code ?? '' });
      }
    }
  };

  let [batch, bytes] = [[] as ReadRow[], 0];
  for await (const line of source.rows((read) => {
    bytes = read;
  })) {
    const { row, problems, unmapped: words } = read(line);
    sum.rows += 1;
    for (const problem of problems) await tell({ ...problem, line: line.line });
    for (const word of words) if (unmapped.size < 1000 || unmapped.has(word)) count(unmapped, word);
    if (row) batch.push(row);
    else sum.refused += 1;
    if (batch.length === BATCH) {
      await flush(batch);
      batch = [];
    }
    if (sum.rows % BATCH === 0) onProgress({ rows: sum.rows, share: Math.min(1, bytes / source.bytes) });
  }
  await flush(batch);
  onProgress({ rows: sum.rows, share: 1 });
  if (!options.dryRun) await scoped((tx) => record(tx, { source, input, options, sum, startedAt }));
  return {
    format: source.format,
    kind,
    encoding: source.encoding,
    headers: source.headers,
    mapping,
    ...sum,
    warnings,
    statuses,
    unmapped,
  };
}

async function choose(
  scoped: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  source: Source,
  wanted: ImportOptions['mapping'],
): Promise<Pick<ImportResult, 'kind' | 'mapping'>> {
  if (wanted === undefined) {
    const { name, mapping } = recognise(source.headers);
    return { kind: name, mapping };
  }
  return {
    kind: 'mapping',
    mapping: typeof wanted === 'string' ? await scoped((tx) => loadMapping(tx, wanted)) : Mapping.parse(wanted),
  };
}

/** A file that cannot give a single complaint is refused before it is read. */
function needColumns({ headers }: Source, mapping: Mapping): void {
  const there = new Set(headers.map(columnKey));
  const lacks = (field: Parameters<typeof keysOf>[1]) => !keysOf(mapping, field).some((key) => there.has(key));
  const missing = [
    ...(lacks('received') ? ['received'] : []),
    ...(lacks('text') && lacks('title') && lacks('category') ? ['text'] : []),
    ...(mapping.source !== null && lacks('ref') ? ['ref'] : []),
  ];
  if (missing.length > 0) throw new Refusal('invalid-input', { reason: 'columns-missing', missing, headers });
}

/** Which rows are not here yet; a row that the file has twice is added once, however far apart (`seen`: those of the file so far). */
async function wouldAdd(
  tx: Tx,
  source: string,
  rows: readonly ReadRow[],
  seen: Set<string>,
): Promise<readonly boolean[]> {
  const there = await tx
    .selectFrom('complaints.complaint')
    .select('source_ref')
    .where('source', '=', source)
    .where(
      'source_ref',
      'in',
      rows.map(({ ref }) => ref),
    )
    .execute();
  for (const row of there) if (row.source_ref !== null) seen.add(row.source_ref);
  return rows.map(({ ref }) => {
    const fresh = !seen.has(ref);
    seen.add(ref);
    return fresh;
  });
}

type Run = {
  source: Source;
  input: ImportInput;
  options: ImportOptions;
  sum: { rows: number; added: number; already: number; refused: number };
  startedAt: Date;
};

async function record(tx: Tx, { source, input, options, sum, startedAt }: Run): Promise<void> {
  const [id, endedAt] = [v7(), options.now()];
  const fileName = input.fileName ?? basename(input.path);
  const { rows, added, already, refused } = sum;
  await tx
    .insertInto('complaints.import_run')
    .values({
      id,
      file_name: fileName,
      sha256: source.sha256,
      format: source.format,
      rows,
      added,
      already,
      refused,
      started_at: startedAt,
      ended_at: endedAt,
    })
    .execute();
  const { actor } = options;
  await audit(tx, [
    {
      at: endedAt,
      actorKind: actor.kind,
      actorId: actor.id,
      action: 'complaint.import',
      subjectKind: 'import',
      subjectId: id,
      detail: { fileName, rows, added, already, refused },
    },
  ]);
}

/** SQLSTATE classes 22 (data exception) and 23 (integrity): the row's fault, not the server's. */
const isDataFault = (error: unknown): error is pg.DatabaseError =>
  error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '');

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
