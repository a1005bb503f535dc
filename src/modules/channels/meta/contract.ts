import type { Named } from '../declared/contract.ts';

/** What Meta’s settings are called: Facebook and Instagram share one app and one token. */
export const META_SETTINGS = {
  appSecret: { th: 'App secret', en: 'App secret' },
  verifyToken: { th: 'Verify token', en: 'Verify token' },
  pageToken: { th: 'Page access token', en: 'Page access token' },
  accountId: {
    th: 'รหัสเพจหรือบัญชี (ใส่เองถ้าทดสอบแล้วไม่พบ)',
    en: 'Page or account id (only when the test does not find it)',
  },
  humanAgent: {
    th: 'Meta ให้สิทธิ์ Human Agent แล้ว: เจ้าหน้าที่ตอบได้ถึง 7 วัน',
    en: 'Meta has granted Human Agent: staff may answer for 7 days',
  },
} as const satisfies Readonly<Record<string, Named>>;
