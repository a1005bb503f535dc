import { z } from 'zod';
import { sha256 } from '../../../platform/token.ts';
import type { Reach } from '../adapter.ts';
import { type Asked, answerOf, line, lineHeaders } from './api.ts';
import { postback } from './limits.ts';

export type MenuArea = {
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** At most 20 characters: read aloud, and shown in the chat when it is pressed. */
  readonly label: string;
  /** Comes back as `chosen`. */
  readonly data: string;
};
export type MenuToSet = {
  readonly size: { readonly width: number; readonly height: number };
  /** At most 14 characters. */
  readonly chatBarText: string;
  readonly areas: readonly MenuArea[];
  /** PNG, under a megabyte. */
  readonly picture: Buffer;
};
export type MenuSet =
  | { readonly kind: 'set'; readonly id: string; readonly removed: number }
  | { readonly kind: 'unchanged'; readonly id: string }
  | { readonly kind: 'failed'; readonly at: string; readonly answer: string };

/** Menus of ours are known by their name; those that somebody made in LINE's own console are left alone. */
const OURS = 'fangsiang ';
const Made = z.object({ richMenuId: z.string() });
const Listed = z.object({ richmenus: z.array(z.object({ richMenuId: z.string(), name: z.string() })) });
const Done = z.unknown();

/**
 * Puts the menu under every chat of the account: makes it, gives it its picture, makes it the default, and removes those of ours that
 * were there before. The same menu again changes nothing. What fails half-way leaves the menu that was there.
 */
export async function setRichMenu(reach: Reach, menu: MenuToSet): Promise<MenuSet> {
  const request = {
    size: menu.size,
    selected: true,
    chatBarText: menu.chatBarText,
    areas: menu.areas.map(({ bounds, label, data }) => ({ bounds, action: postback(label, label, data) })),
  };
  const name =
    OURS +
    sha256(Buffer.concat([Buffer.from(JSON.stringify(request)), menu.picture]))
      .toString('hex')
      .slice(0, 16);
  const listed = await line(reach, { path: '/v2/bot/richmenu/list' }, Listed);
  if (listed.kind !== 'done') return failed('list', listed);
  const ours = listed.body.richmenus.filter((each) => each.name.startsWith(OURS));
  const now = await line(reach, { path: '/v2/bot/user/all/richmenu' }, Made);
  const current = now.kind === 'done' ? now.body.richMenuId : null;
  if (ours.some((each) => each.name === name && each.richMenuId === current))
    return { kind: 'unchanged', id: current ?? '' };

  const made = await line(reach, { method: 'POST', path: '/v2/bot/richmenu', json: { ...request, name } }, Made);
  if (made.kind !== 'done') return failed('create', made);
  const id = made.body.richMenuId;
  const remove = (richMenuId: string) =>
    line(reach, { method: 'DELETE', path: `/v2/bot/richmenu/${encodeURIComponent(richMenuId)}` }, Done);
  const wrong = (await upload(reach, id, menu.picture)) ?? (await makeDefault(reach, id));
  if (wrong) {
    await remove(id);
    return wrong;
  }
  let removed = 0;
  for (const { richMenuId } of ours) if ((await remove(richMenuId)).kind === 'done') removed += 1;
  return { kind: 'set', id, removed };
}

async function upload(reach: Reach, id: string, picture: Buffer): Promise<MenuSet | null> {
  const url = `${reach.bases.lineData}/v2/bot/richmenu/${encodeURIComponent(id)}/content`;
  try {
    const response = await reach.fetch(url, {
      method: 'POST',
      headers: { ...lineHeaders(reach), 'content-type': 'image/png' },
      body: new Uint8Array(picture),
    });
    const answer = await response.text();
    return response.ok ? null : { kind: 'failed', at: 'picture', answer: `${response.status} ${answer}`.slice(0, 300) };
  } catch (error) {
    return { kind: 'failed', at: 'picture', answer: error instanceof Error ? error.name : 'no answer' };
  }
}

async function makeDefault(reach: Reach, id: string): Promise<MenuSet | null> {
  const asked = await line(
    reach,
    { method: 'POST', path: `/v2/bot/user/all/richmenu/${encodeURIComponent(id)}` },
    Done,
  );
  return asked.kind === 'done' ? null : failed('default', asked);
}

function failed(at: string, asked: Exclude<Asked<unknown>, { kind: 'done' }>): MenuSet {
  return { kind: 'failed', at, answer: asked.kind === 'failed' ? answerOf(asked.failure) : asked.why };
}
