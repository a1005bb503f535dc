import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
/** The specification asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;

/** A new secret as Standard Webhooks writes it: `whsec_` and base64. */
export const newSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64');

/**
 * The three headers of Standard Webhooks 1.0.0. Every secret that is in force signs, the newest first, so that a receiver may change its
 * own in its own time. `payload` is the body to the byte.
 */
export function signedHeaders(
  message: { id: string; payload: string },
  secrets: readonly string[],
  now: Date,
): Record<string, string> {
  const id = `msg_${message.id.replaceAll('-', '')}`;
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signatures = secrets.map((secret) => signature(secret, `${id}.${timestamp}.${message.payload}`));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** One signature over `id.timestamp.payload`. */
export function signature(secret: string, content: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
}
