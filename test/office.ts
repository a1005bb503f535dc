import { casesByNumber } from '../src/modules/complaints/index.ts';
import { hashPassword } from '../src/modules/people/auth/password.ts';
import {
  type Auth,
  addStaff,
  openAuth,
  peopleRoutes,
  type Role,
  type SendLink,
  signInRoutes,
  type TellStaff,
} from '../src/modules/people/index.ts';
import { buildApp } from '../src/server/app.ts';
import { world } from './harness.ts';

export const PASSWORD = 'ช้างเดินช้า 7 ตัว';
export const ORIGIN = 'http://localhost';
type Sent = Parameters<SendLink>[1];
type Told = Parameters<TellStaff>[1];
export type Office = Awaited<ReturnType<typeof office>>;

/** A world whose app has this module's routes alone, and keeps the links that would be mailed. */
export async function office() {
  const w = await world();
  const auth: Auth = openAuth(w.parts);
  const sent: Sent[] = [];
  const told: Told[] = [];
  const sendLink: SendLink = async (_tx, message) => void sent.push(message);
  const tellStaff: TellStaff = async (_tx, message) => void told.push(message);
  const { app } = await buildApp({
    ...w.parts,
    whoIs: auth.whoIs,
    mounted: [
      {
        prefix: '/api/v1',
        routes: (scope, parts) => peopleRoutes(scope, parts, { sendLink, tellStaff, cases: casesByNumber }),
      },
      { prefix: '', routes: (scope, parts) => signInRoutes(scope, parts, auth) },
    ],
  });
  const call = (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    options: { cookie?: string; body?: object; ip?: string; headers?: Record<string, string> } = {},
  ) =>
    app.inject({
      method,
      url,
      headers: {
        origin: ORIGIN,
        'x-requested-with': 'fangsiang',
        ...(options.cookie && { cookie: options.cookie }),
        ...options.headers,
      },
      ...(options.body && { payload: options.body }),
      ...(options.ip && { remoteAddress: options.ip }),
    });
  return {
    ...w,
    auth,
    sent,
    told,
    call,
    /** Someone with a password, put on the staff directly. */
    async hire(email: string, roles: Role[] = ['intake'], password = PASSWORD): Promise<string> {
      const passwordHash = await hashPassword(password);
      return w.scoped((tx) =>
        addStaff(tx, { email, name: 'สมหญิง ใจดี', passwordHash, roles, departmentId: null }, w.now()),
      );
    },
    /** Signs in over HTTP. */
    enter: (email: string, password = PASSWORD, ip = '203.0.113.7', cookie = '') =>
      call('POST', '/api/auth/sign-in/email', { body: { email, password }, ip, cookie }),
    async [Symbol.asyncDispose]() {
      await app.close();
      await w[Symbol.asyncDispose]();
    },
  };
}

/** What a browser would send back after an answer; a cookie that was taken away is not among it. */
export function cookieOf(answer: { cookies: { name: string; value: string; maxAge?: number }[] }): string {
  return answer.cookies
    .filter(({ value, maxAge }) => value !== '' && maxAge !== 0)
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ');
}
