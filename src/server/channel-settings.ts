import type { Bases } from '../modules/channels/index.ts';
import type { Config } from '../platform/config.ts';

/** What the operator's environment says of the channels: where providers are, and what connects the first municipality, by variable. */
export type ChannelSettings = {
  readonly bases: Bases;
  readonly environment: Readonly<Record<string, string>>;
};

const VARIABLES = [
  'LINE_CHANNEL_SECRET',
  'LINE_CHANNEL_ACCESS_TOKEN',
  'META_APP_SECRET',
  'META_VERIFY_TOKEN',
  'META_PAGE_TOKEN',
  'X_CONSUMER_SECRET',
  'X_BEARER_TOKEN',
  'TRAFFY_WEBHOOK_KEY',
  'IMAP_URL',
] as const satisfies readonly (keyof Config)[];

export function channelSettings(config: Config): ChannelSettings {
  const set = VARIABLES.flatMap((name): [string, string][] => {
    const value = config[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    bases: {
      line: config.LINE_API_BASE,
      lineData: config.LINE_DATA_API_BASE,
      meta: config.META_API_BASE,
      x: config.X_API_BASE,
      traffy: config.TRAFFY_API_BASE,
    },
    environment: Object.fromEntries(set),
  };
}
