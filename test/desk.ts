import { loadDirectory, type Role } from '../src/modules/people/index.ts';
import { dayOf } from '../src/thai/index.ts';
import { type World, world } from './harness.ts';
import type { SignedIn } from './sign-in.ts';

type Answer = {
  status: number;
  body: Record<string, unknown> & { row?: Record<string, unknown>; version?: number; steps?: string[] };
};

/** A world with people at their desks: the intake desk, two departments with an officer and a head each, and how they call. */
export async function office({
  now,
  smtpUrl,
  publicUrl,
  env,
}: {
  now?: Date;
  smtpUrl?: string;
  publicUrl?: string;
  env?: Record<string, string>;
} = {}) {
  const w: World = await world({
    ...(now && { now }),
    ...(smtpUrl && { smtpUrl }),
    ...(publicUrl && { publicUrl }),
    ...(env && { env }),
  });
  const directory = await w.scoped((tx) => loadDirectory(tx, dayOf(w.now())));
  const named = <T extends { nameTh: string }>(list: readonly T[], name: string): T => {
    const found = list.find((each) => each.nameTh.startsWith(name));
    if (!found) throw new Error(`no ${name}`);
    return found;
  };
  const engineers = named(directory.departments, 'กองช่าง').id;
  const health = named(directory.departments, 'กองสาธารณสุข').id;
  const staff = (role: Role, departmentId: string | null = null) => w.signIn({ roles: [role], departmentId });
  const call = async (
    who: SignedIn | null,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
  ): Promise<Answer> => {
    const answer = await w.app.inject({
      method,
      url: `/api/v1${url}`,
      headers: who?.headers ?? {},
      ...(payload && { payload }),
    });
    return { status: answer.statusCode, body: answer.body === '' ? {} : answer.json() };
  };
  const desk = await staff('intake');
  return {
    w,
    directory,
    named,
    engineers,
    health,
    staff,
    call,
    desk,
    /** Registers a case as the desk does; returns its id, number and code. */
    async file(over: object = {}, who: SignedIn = desk) {
      const { body } = await call(who, 'POST', '/intake', {
        key: crypto.randomUUID(),
        channel: 'phone',
        text: 'ไฟถนนหน้าตลาดดับ',
        ...over,
      });
      return {
        id: String(body['id']),
        number: String(body['number']),
        trackingCode: String(body['trackingCode']),
        body,
      };
    },
    /** Takes a step on what the case is now. */
    async step(who: SignedIn, id: string, step: object): Promise<Answer> {
      const seen = await w.scoped((tx) =>
        tx.selectFrom('complaints.complaint').select('version').where('id', '=', id).executeTakeFirstOrThrow(),
      );
      return call(who, 'POST', `/complaints/${id}/steps`, { version: seen.version, ...step });
    },
    see: (who: SignedIn, id: string) => call(who, 'GET', `/complaints/${id}`),
    [Symbol.asyncDispose]: () => w[Symbol.asyncDispose](),
  };
}
export type Office = Awaited<ReturnType<typeof office>>;
