import type { Declared } from '../declared/contract.ts';

export const LINE = {
  kind: 'line',
  names: { th: 'ไลน์', en: 'LINE' },
  brand: 'LINE',
  alsoCalled: ['ไลน์', 'line'],
  threads: 'own',
  copiedByHand: true,
  unit: { th: 'ข้อความ', en: 'messages' },
  month: {
    ending: 'การตอบทันทีภายในหนึ่งนาทีไม่เสียโควตา ข้อความที่ส่งภายหลังเสียครั้งละหนึ่งข้อความต่อผู้รับ',
    ended: 'ข้อความที่ประชาชนเพิ่งเขียนมายังตอบได้โดยไม่เสียโควตา ข้อความอื่นระบบจะส่งทางอีเมลแทนหากผู้แจ้งให้ไว้ หรือรอให้ท่านติดต่อเอง',
    more: 'หากต้องการเพิ่ม ให้เปลี่ยนแพ็กเกจในหน้าผู้ดูแลของ LINE',
  },
  settings: {
    channelSecret: { th: 'Channel secret', en: 'Channel secret' },
    channelAccessToken: { th: 'Channel access token', en: 'Channel access token' },
    loginChannelId: { th: 'LINE Login channel ID', en: 'LINE Login channel ID' },
    liffId: { th: 'LIFF ID', en: 'LIFF ID' },
  },
  steps: {
    th: [
      'เปิด developers.line.biz แล้วเข้าสู่ระบบด้วยบัญชี LINE ที่ดูแล LINE OA ของเทศบาล',
      'เลือก Provider แล้วเปิดช่อง Messaging API ของ LINE OA (ถ้ายังไม่มี ให้เปิดใช้ Messaging API จาก manager.line.biz › ตั้งค่า › Messaging API)',
      'แท็บ Basic settings: คัดลอก Channel secret มาใส่ช่อง “Channel secret”',
      'แท็บ Messaging API: กด Issue ที่ Channel access token (long-lived) แล้วคัดลอกมาใส่ช่อง “Channel access token”',
      'แท็บ Messaging API: ใส่ที่อยู่ Webhook ด้านล่างลงใน Webhook URL กด Verify แล้วเปิด Use webhook และ Webhook redelivery',
      'ที่ manager.line.biz › ตั้งค่าการตอบกลับ: ปิดข้อความตอบกลับอัตโนมัติ เปิด Webhook',
      'กดบันทึก แล้วกด “ทดสอบการเชื่อมต่อ” ลองส่งข้อความเข้า LINE OA หนึ่งข้อความ',
    ],
    en: [
      'Open developers.line.biz and sign in with the account that manages the municipality’s LINE OA.',
      'Choose the provider and open the Messaging API channel of the OA.',
      'Basic settings: copy the Channel secret.',
      'Messaging API: issue a long-lived Channel access token and copy it.',
      'Messaging API: set the webhook address below, verify it, and switch on “Use webhook” and “Webhook redelivery”.',
      'In manager.line.biz, response settings: switch automatic responses off and webhooks on.',
      'Save, test the connection, and write one message to the OA.',
    ],
  },
} as const satisfies Declared;
