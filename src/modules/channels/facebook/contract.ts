import type { Declared } from '../declared/contract.ts';
import { META_SETTINGS } from '../meta/contract.ts';

export const FACEBOOK = {
  kind: 'facebook',
  names: { th: 'เฟซบุ๊ก', en: 'Facebook' },
  brand: 'Facebook',
  alsoCalled: ['เฟซบุ๊ก', 'เฟสบุ๊ค', 'facebook'],
  threads: 'own',
  copiedByHand: true,
  settings: META_SETTINGS,
  steps: {
    th: [
      'เปิด developers.facebook.com › My Apps สร้างแอปชนิด Business ที่ผูกกับเพจของเทศบาล',
      'App settings › Basic: คัดลอก App secret',
      'เพิ่มผลิตภัณฑ์ Messenger แล้วสร้าง Page access token ของเพจ (สิทธิ์ pages_messaging, pages_manage_metadata, pages_read_engagement, pages_manage_engagement)',
      'ตั้งคำลับ Verify token เอง (ข้อความยาวที่เดายาก) ใส่ทั้งที่นี่และในหน้า Webhooks ของ Meta',
      'Webhooks › Page: ใส่ที่อยู่ Webhook ด้านล่าง แล้วสมัครรับ messages, messaging_postbacks, message_reactions, feed',
      'กดบันทึก แล้วกด “ทดสอบการเชื่อมต่อ”',
    ],
    en: [
      'Open developers.facebook.com › My Apps and make a Business app for the municipality’s Page.',
      'App settings › Basic: copy the App secret.',
      'Add Messenger and make the Page’s access token (pages_messaging, pages_manage_metadata, pages_read_engagement, pages_manage_engagement).',
      'Choose a Verify token yourself; enter it here and at Meta’s Webhooks page.',
      'Webhooks › Page: set the webhook address below and subscribe to messages, messaging_postbacks, message_reactions, feed.',
      'Save and test the connection.',
    ],
  },
} as const satisfies Declared;
