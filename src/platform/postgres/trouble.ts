/** Why the database cannot be used. Closed: the server's start-up words are chosen by it. */
export type PostgresTroubleCode =
  | 'no-binaries'
  | 'no-unprivileged-user'
  | 'no-place'
  | 'init-failed'
  | 'data-missing'
  | 'copied-folder'
  | 'start-failed'
  | 'other-version'
  | 'unreachable'
  | 'too-old'
  | 'not-utf8'
  | 'no-trigrams'
  | 'thai-not-indexed';

/** A database that cannot be started or used. `detail` is for the operator's log and names no person. */
export class PostgresTrouble extends Error {
  readonly code: PostgresTroubleCode;
  readonly detail: string;

  constructor(code: PostgresTroubleCode, detail: string, options?: ErrorOptions) {
    super(`${code}: ${detail}`, options);
    this.name = 'PostgresTrouble';
    this.code = code;
    this.detail = detail;
  }
}
