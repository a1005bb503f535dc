import type { ChannelKind } from '../../../modules/channels/contract.ts';
import { language } from '../../lib/i18n.ts';

/** How to get each key, step by step, as the providers' pages are named; the guide says the same at length. */
const STEPS: Readonly<Record<ChannelKind, { th: readonly string[]; en: readonly string[] }>> = {
  line: {
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
  facebook: {
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
  instagram: {
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
  twitter: {
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
      'Without webhooks, type on in “Look for mentions every minute”.',
    ],
  },
  traffy: {
    th: [
      'ขอสิทธิ์ Exchange API จากทีม Traffy Fondue (NECTEC) สำหรับหน่วยงานของเทศบาล จะได้ชื่อผู้ใช้ รหัสผ่าน และรหัสหน่วยงาน',
      'ที่ช่อง “กุญแจลับของ Webhook” กด “สร้างกุญแจ” แล้วคัดลอกเก็บไว้',
      'แจ้งที่อยู่ Webhook ด้านล่าง ต่อท้ายด้วย / และกุญแจลับ ให้ทีม Traffy Fondue',
      'กดบันทึก แล้วกด “ทดสอบการเชื่อมต่อ”',
    ],
    en: [
      'Ask the Traffy Fondue team (NECTEC) for Exchange API access: user, password and organisation.',
      'Make a secret word for the webhook with the button beside its field, and copy it.',
      'Give the team the address below followed by / and the secret word.',
      'Save and test the connection.',
    ],
  },
  email: {
    th: [
      'ใช้กล่องจดหมายของเทศบาลที่ประชาชนส่งเข้ามา เปิด IMAP ในการตั้งค่าของกล่องจดหมาย',
      'ถ้าเป็น Google Workspace หรือ Microsoft 365 ให้สร้างรหัสผ่านสำหรับแอป',
      'ใส่ที่อยู่แบบ imaps://ผู้ใช้:รหัสผ่าน@เครื่อง/INBOX (@ ในชื่อผู้ใช้เขียนเป็น %40)',
      'กดบันทึก แล้วกด “ทดสอบการเชื่อมต่อ”',
    ],
    en: [
      'Use the mailbox that citizens write to, with IMAP switched on.',
      'With Google Workspace or Microsoft 365, make an app password.',
      'Enter it as imaps://user:password@host/INBOX (@ within the user is %40).',
      'Save and test the connection.',
    ],
  },
};

export const guideSteps = (kind: ChannelKind): readonly string[] => STEPS[kind][language()];
