export type GeoError = { code: number; description: string };

/**
 * A "no" as GeoReport answers it: 404 for what is not there, 403 for a missing or wrong api_key, 400 for everything else
 * ("Errors", last paragraph). The body may say several, each with a code of its own.
 */
export class GeoFault extends Error {
  override readonly name = 'GeoFault';
  readonly status: 400 | 403 | 404;
  readonly errors: readonly GeoError[];
  readonly retryAfterSeconds: number | null;

  constructor(status: 400 | 403 | 404, errors: string | readonly GeoError[], retryAfterSeconds: number | null = null) {
    super('an Open311 request was refused');
    this.status = status;
    this.errors = typeof errors === 'string' ? [{ code: status, description: errors }] : errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
