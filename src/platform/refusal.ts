/** Every reason the product may turn a request down, and the status it answers with. Closed: the words are in `refusal-words.ts`. */
const STATUS = {
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'wrong-signature': 401,
  'not-allowed': 403,
  'forged-form': 403,
  'not-found': 404,
  'wrong-tracking-code': 404,
  'link-expired': 410,
  'content-removed': 410,
  'already-there': 409,
  'wrong-state': 409,
  'changed-meanwhile': 409,
  'key-reused': 409,
  'in-use': 409,
  'holder-may-not-see': 409,
  'year-frozen': 409,
  'year-running': 409,
  'month-over': 409,
  'term-ended': 409,
  'not-in-public': 409,
  'not-theirs': 409,
  'too-long-in-public': 400,
  'address-in-public': 400,
  'personal-in-public': 400,
  'own-minutes': 403,
  'host-by-operator': 403,
  'minutes-empty': 409,
  'directory-empty': 409,
  'invalid-input': 400,
  'text-too-long': 400,
  'text-missing': 400,
  'too-many-files': 400,
  'too-many-rows': 400,
  'search-too-short': 400,
  'search-only-near': 400,
  'file-too-large': 413,
  'file-not-an-image': 415,
  'file-type-refused': 415,
  'file-unreadable': 422,
  'scan-not-a-picture': 415,
  'scan-not-read': 422,
  'reader-busy': 503,
  'request-too-large': 413,
  'unsupported-media-type': 415,
  'too-many-requests': 429,
  'storage-full': 507,
  'storage-unavailable': 503,
  'database-unavailable': 503,
  'database-unsuitable': 503,
  'migration-failed': 503,
  'secret-key-unusable': 503,
  'nothing-to-back-up': 409,
  'not-a-backup': 400,
  'backup-damaged': 422,
  'backup-passphrase': 403,
  'backup-newer': 409,
  'not-empty': 409,
  'key-differs': 409,
  'not-configured': 503,
  'provider-unreachable': 502,
  internal: 500,
} as const;

export type RefusalCode = keyof typeof STATUS;

/** An expected "no". Anything else that is thrown is a bug and answers 500. `detail` holds no personal data. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly detail: Readonly<Record<string, unknown>>;

  constructor(code: RefusalCode, detail: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.code = code;
    this.detail = detail;
  }

  get status(): number {
    return STATUS[this.code];
  }
}
