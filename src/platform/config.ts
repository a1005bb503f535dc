import { resolve } from 'node:path';
import { z } from 'zod';
import { speakThai } from './problem-words.ts';

const text = z.string().trim().min(1);
/** An address that a path is written after. */
const base = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

/** An address with a name and password in it, whose own signs (@ # / %) are written as %40 %23 %2F %25. */
const server = (schemes: readonly string[], example: string) =>
  text.refine((given) => schemes.includes(URL.parse(given)?.protocol ?? ''), {
    error: `เขียนแบบ ${example} อักขระพิเศษในชื่อหรือรหัสผ่านใช้ %40 แทน @ %23 แทน # %25 แทน % · is written as ${example}; in a name or password @ is %40, # is %23, % is %25`,
  });

const database = server(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database');

/** The same, where we read name and password ourselves. */
const account = (schemes: readonly string[], example: string) =>
  server(schemes, example).refine(isWhole, {
    error: 'ในชื่อหรือรหัสผ่าน ใช้ %25 แทน % · in a name or password % is written as %25',
  });

function isWhole(given: string): boolean {
  try {
    decodeURI(given);
    return true;
  } catch {
    return false;
  }
}

/** Pages link to each other from the root: an address that has a path would lead nowhere. */
const origin = base.refine((url) => url === URL.parse(url)?.origin, {
  error: 'ต้องไม่มีทางย่อยต่อท้าย เช่น https://example.org · is without a path, such as https://example.org',
});

/** The environment the program reads. An unknown variable is none of its business (`misspeltSettings` asks about those that look like ours); a wrong one stops the start with its name. */
const Environment = z.object({
  PORT: text.transform(Number).pipe(z.number().int().min(0).max(65_535)).default(8080),
  HOST: text.default('0.0.0.0'),
  DATA_DIR: text.default('./data').transform((path) => resolve(path)),
  DATABASE_URL: database.optional(),
  APP_DATABASE_URL: database.optional(),
  ADMIN_EMAIL: z.email().optional(),
  ADMIN_PASSWORD: z.string().min(8).optional(),
  SMTP_URL: account(['smtp:', 'smtps:'], 'smtp://user:password@host:587').optional(),
  MAIL_FROM: text
    .regex(/^[^<>]*<?[^\s<>@]+@[^\s<>@]+>?$/, {
      error: 'ต้องมีอีเมล เช่น "เทศบาล" <desk@example.go.th> · holds an address, such as "Desk" <desk@example.go.th>',
    })
    .optional(),
  /** The address citizens use, for links in mail and QR codes; without it the request's own host is used. */
  PUBLIC_URL: origin.optional(),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** How many proxies of one's own stand in front: the visitor's address is what the outermost of them saw. `true` is one. */
  TRUST_PROXY: z.union([z.stringbool().transform(Number), z.coerce.number().int().min(0).max(10)]).default(0),
  /** Signs forms and links; without it a key file is made in DATA_DIR at first start. */
  SECRET_KEY: z.string().min(32).optional(),
  S3_URL: account(['http:', 'https:'], 'https://KEY:SECRET@endpoint/bucket?region=…')
    .refine((given) => /^https?:\/\/[^/@:]+:[^/@]+@[^/]+\/[^?]+/.test(given), {
      error: 'ต้องมีกุญแจ รหัสลับ และชื่อถัง · names a key, a secret and a bucket: https://KEY:SECRET@endpoint/bucket',
    })
    .optional(),
  /** Hosts inside our own network that webhooks may go to, also without TLS, separated by commas: a receiver in the town hall, a test. */
  OUTBOUND_INTERNAL_HOSTS: z
    .string()
    .default('')
    .transform((hosts) => hosts.split(',').map((host) => host.trim())),
  /** The first municipality's channels may be connected by these; what is set in the console wins. */
  LINE_CHANNEL_SECRET: text.optional(),
  LINE_CHANNEL_ACCESS_TOKEN: text.optional(),
  META_APP_SECRET: text.optional(),
  META_VERIFY_TOKEN: text.optional(),
  META_PAGE_TOKEN: text.optional(),
  X_CONSUMER_SECRET: text.optional(),
  X_BEARER_TOKEN: text.optional(),
  TRAFFY_WEBHOOK_KEY: text.optional(),
  IMAP_URL: account(['imap:', 'imaps:'], 'imaps://user:password@host').optional(),
  /** Where providers are reached, for tests and rehearsal. */
  LINE_API_BASE: base.default('https://api.line.me'),
  LINE_DATA_API_BASE: base.default('https://api-data.line.me'),
  META_API_BASE: base.default('https://graph.facebook.com'),
  X_API_BASE: base.default('https://api.x.com'),
  TRAFFY_API_BASE: base.default('https://publicapi.traffy.in.th/exchange-api'),
});
export type Config = z.infer<typeof Environment>;

/** The names of all that it reads. */
export const SETTINGS: readonly string[] = Object.keys(Environment.shape);

/** Reads the environment. @throws ZodError naming the variables that are wrong */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  speakThai();
  return Environment.parse(env);
}
