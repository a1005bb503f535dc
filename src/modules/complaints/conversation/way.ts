import type { Adapter } from '../../channels/index.ts';

/** What a conversation needs to know of the installation. */
export type Way = {
  /** The address citizens use; null: there are no links. */
  readonly publicUrl: string | null;
  readonly adapters: readonly Adapter[];
  /** The installation's key: answers by mail prove themselves by it. */
  readonly key: string;
};

/** The tracking page of a case; '' when citizens' addresses are not known. */
export function trackUrl({ publicUrl }: Pick<Way, 'publicUrl'>, number: string): string {
  return publicUrl ? `${publicUrl}/track?n=${encodeURIComponent(number)}` : '';
}
