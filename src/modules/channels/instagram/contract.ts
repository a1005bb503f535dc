import type { Declared } from '../declared/contract.ts';
import { META_SETTINGS } from '../meta/contract.ts';

export const INSTAGRAM = {
  kind: 'instagram',
  names: { th: 'อินสตาแกรม', en: 'Instagram' },
  brand: 'Instagram',
  alsoCalled: ['อินสตาแกรม', 'instagram'],
  threads: 'own',
  copiedByHand: true,
  settings: META_SETTINGS,
  steps: {
    th: [
      'บัญชี Instagram ของเทศบาลต้องเป็นบัญชี Business และผูกกับเพจ Facebook',
      'ใช้แอปของ Meta เดียวกับ Facebook: App secret และ Page access token ชุดเดียวกัน เพิ่มสิทธิ์ instagram_basic, instagram_manage_messages, instagram_manage_comments',
      'Webhooks › Instagram: ใส่ที่อยู่ Webhook ด้านล่าง แล้วสมัครรับ messages, comments, mentions',
      'ในแอป Instagram › ตั้งค่า › ข้อความ: เปิด “อนุญาตการเข้าถึงข้อความ”',
      'กดบันทึก แล้วกด “ทดสอบการเชื่อมต่อ”',
    ],
    en: [
      'The Instagram account must be a business account linked to the Facebook Page.',
      'Use the same Meta app, App secret and Page token; add instagram_basic, instagram_manage_messages, instagram_manage_comments.',
      'Webhooks › Instagram: set the address below and subscribe to messages, comments, mentions.',
      'In the Instagram app, message settings: allow access to messages.',
      'Save and test the connection.',
    ],
  },
} as const satisfies Declared;
