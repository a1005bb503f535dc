import { z } from 'zod';
import type { Accounts } from '../accounts/open-accounts.ts';
import type { Reach } from '../adapter.ts';
import { setting } from '../provider/setting.ts';

export type LineLogin = {
  /** The LIFF app that opens the report page inside LINE; null where none is set up. */
  liffId(municipalityId: string): Promise<string | null>;
  /** Who the holder of an ID token is, asked of LINE itself; null when it is no token, or not for this channel, or has run out. */
  prove(municipalityId: string, idToken: string): Promise<{ id: string; name: string } | null>;
};

/** LINE's answer about an ID token (developers.line.biz/en/reference/line-login/#verify-id-token). */
const Verified = z.object({
  iss: z.literal('https://access.line.me'),
  sub: z.string().min(1).max(100),
  aud: z.string(),
  exp: z.number(),
  name: z.string().max(200).optional().catch(undefined),
});

/** LINE Login for the portal, by a municipality's own LINE channel settings (`loginChannelId`, `liffId`). */
export function openLineLogin(accounts: Pick<Accounts, 'reach'>): LineLogin {
  const configured = async (
    municipalityId: string,
  ): Promise<{ reach: Reach; liffId: string; channelId: string } | null> => {
    const reach = await accounts.reach(municipalityId, 'line');
    if (!reach) return null;
    const liffId = setting(reach.settings, 'liffId');
    const channelId = setting(reach.settings, 'loginChannelId');
    return /^\d+-[\w-]+$/.test(liffId) && /^\d+$/.test(channelId) ? { reach, liffId, channelId } : null;
  };
  return {
    liffId: async (municipalityId) => (await configured(municipalityId))?.liffId ?? null,
    async prove(municipalityId, idToken) {
      const known = await configured(municipalityId);
      if (!known || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(idToken)) return null;
      try {
        const answer = await known.reach.fetch(`${known.reach.bases.line}/oauth2/v2.1/verify`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ id_token: idToken, client_id: known.channelId }).toString(),
        });
        const read = Verified.safeParse(await answer.json());
        if (!answer.ok || !read.success) return null;
        const { aud, exp, sub, name = '' } = read.data;
        return aud === known.channelId && exp * 1000 > known.reach.now().getTime() ? { id: sub, name } : null;
      } catch {
        return null;
      }
    },
  };
}
