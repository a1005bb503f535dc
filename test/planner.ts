import { office } from './desk.ts';
import type { SignedIn } from './sign-in.ts';

/** An office with a planner, and a way for anybody to call the interface by what stands after `/api/v1`. */
export async function planners() {
  const o = await office();
  const planner = await o.staff('planner');
  const send = async (who: SignedIn, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
    const answer = await o.w.app.inject({
      method,
      url: `/api/v1${url}`,
      headers: who.headers,
      ...(payload && { payload }),
    });
    const body: unknown = answer.body === '' ? {} : answer.json();
    return { status: answer.statusCode, body, code: (body as { code?: string }).code };
  };
  return { ...o, planner, send };
}
