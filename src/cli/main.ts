import { ZodError } from 'zod';
import { Refusal } from '../platform/refusal.ts';
import { explain } from './explain.ts';
import { HELP } from './help.ts';
import { say, UsageError, warn } from './print.ts';

type Command = (args: string[]) => Promise<number>;

/** Each is loaded when it is asked for: what the demo is made of never meets the desk's own data. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  'import complaints': async () => (await import('./import-complaints.ts')).importCommand,
  'create-api-key': async () => (await import('./create-api-key.ts')).createApiKeyCommand,
  'create-municipality': async () => (await import('./create-municipality.ts')).createMunicipalityCommand,
  'set-hosts': async () => (await import('./set-hosts.ts')).setHostsCommand,
  'create-admin': async () => (await import('./create-admin.ts')).createAdminCommand,
  'check-audit': async () => (await import('./check-audit.ts')).checkAuditCommand,
  'read-document': async () => (await import('./read-document.ts')).readDocumentCommand,
  'line rich-menu': async () => (await import('./line-rich-menu.ts')).lineRichMenuCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  resume: async () => (await import('./resume.ts')).resumeCommand,
  restore: async () => (await import('./restore.ts')).restoreCommand,
  demo: async () => (await import('./demo/demo.ts')).demoCommand,
};

async function main(args: readonly string[]): Promise<number> {
  const [first = '', second = ''] = args;
  if (['', 'help', '--help', '-h'].includes(first)) {
    say(HELP);
    return first === '' ? 2 : 0;
  }
  const words = Object.hasOwn(COMMANDS, `${first} ${second}`) ? 2 : 1;
  const name = args.slice(0, words).join(' ');
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const rest = args.slice(words);
  if (load && rest.some((arg) => arg === '--help' || arg === '-h')) {
    say(HELP);
    return 0;
  }
  if (!load) throw new UsageError(`ไม่รู้จักคำสั่ง “${first}” · unknown command "${first}"`);
  return (await load())(rest);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const misuse =
    error instanceof UsageError ||
    (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  if (misuse) warn(`${error.message}\n\n${HELP}`);
  else if (error instanceof Refusal || error instanceof ZodError) warn(explain(error));
  else warn(`ทำไม่สำเร็จ · failed: ${error instanceof Error ? error.message : 'unknown'}`);
  process.exitCode = misuse ? 2 : 1;
}
