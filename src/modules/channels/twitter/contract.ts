import type { Declared } from '../declared/contract.ts';

export const TWITTER = {
  kind: 'twitter',
  names: { th: 'ทวิตเตอร์ (X)', en: 'X (Twitter)' },
  brand: 'X',
  alsoCalled: ['ทวิตเตอร์', 'twitter', 'x'],
  threads: 'own',
  copiedByHand: true,
  unit: { th: 'ดอลลาร์สหรัฐ', en: 'US dollars' },
  settings: {
    consumerSecret: { th: 'API Key Secret (Consumer secret)', en: 'API Key Secret (consumer secret)' },
    bearerToken: { th: 'Bearer token', en: 'Bearer token' },
    consumerKey: { th: 'API Key (Consumer key)', en: 'API Key (consumer key)' },
    accessToken: { th: 'Access token', en: 'Access token' },
    accessTokenSecret: { th: 'Access token secret', en: 'Access token secret' },
    mentionsPolling: {
      th: 'อ่านการกล่าวถึงทุกนาที (ใช้เมื่อ Webhook ใช้ไม่ได้)',
      en: 'Look for mentions every minute (where the webhook cannot be used)',
    },
  },
  steps: {
    th: [
      'เปิด developer.x.com สร้างโปรเจกต์และแอปของบัญชีเทศบาล (X คิดค่าใช้จ่ายตามการใช้งาน)',
      'Keys and tokens: คัดลอก API Key Secret (Consumer secret) และ Bearer token',
      'ถ้าจะตอบจากที่นี่ ให้สร้าง Access token and secret ของบัญชี (สิทธิ์ Read, Write and Direct Messages) แล้วใส่ทั้งสี่ช่อง',
      'ลงทะเบียนที่อยู่ Webhook ด้านล่างใน X Activity API และสมัครรับ post.mention.create, post.reply.create, dm.received',
      'ถ้าใช้ Webhook ไม่ได้ ให้เลือก “อ่านการกล่าวถึงทุกนาที”',
    ],
    en: [
      'Open developer.x.com and make a project and app of the municipality’s account (X charges by use).',
      'Keys and tokens: copy the API Key Secret (consumer secret) and the Bearer token.',
      'To answer from here, make the account’s access token and secret (read, write, direct messages) and fill in all four.',
      'Register the webhook address below in the X Activity API; subscribe to post.mention.create, post.reply.create, dm.received.',
      'Without webhooks, choose “Look for mentions every minute”.',
    ],
  },
} as const satisfies Declared;
