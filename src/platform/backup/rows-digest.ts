import { hash } from 'node:crypto';

const NEW_LINE = 10;
const LANES = 8;

/**
 * What a table's rows are, whatever their order: their number, and the sum of their SHA-256 (eight lanes of 32 bits). PostgreSQL may keep the same
 * rows in another order once they were written anew.
 */
export class RowsDigest {
  rows = 0;
  readonly #lanes = new Uint32Array(LANES);
  #rest: Buffer[] = [];

  /** Takes a piece of what `copy … to stdout` gives in its text format: a row a line, new lines within one written as `\n`. */
  add(piece: Buffer): void {
    let from = 0;
    for (let end = piece.indexOf(NEW_LINE); end >= 0; end = piece.indexOf(NEW_LINE, from)) {
      const line = piece.subarray(from, end);
      this.#count(this.#rest.length > 0 ? Buffer.concat([...this.#rest, line]) : line);
      this.#rest = [];
      from = end + 1;
    }
    if (from < piece.length) this.#rest.push(piece.subarray(from));
  }

  #count(row: Buffer): void {
    const sum = hash('sha256', row, 'buffer');
    for (let lane = 0; lane < LANES; lane += 1)
      this.#lanes[lane] = (this.#lanes[lane] ?? 0) + sum.readUInt32BE(lane * 4);
    this.rows += 1;
  }

  toString(): string {
    return [...this.#lanes].map((lane) => lane.toString(16).padStart(8, '0')).join('');
  }
}
