import { type Logger, pino } from 'pino';

export type { Logger };

/** One JSON line an event. Requests are logged by route pattern, never by address, body, query or header: they carry personal data. */
export function openLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: errorFacts } });
}

/** What may be kept of an error: its name, code and stack. A database error's message and detail can quote a citizen's row. */
function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const fromDatabase = 'severity' in error;
  const stack = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12);
  return { name: error.name, code, message: fromDatabase ? undefined : error.message.slice(0, 300), stack };
}
