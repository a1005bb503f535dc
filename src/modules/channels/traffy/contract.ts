import type { Declared } from '../declared/contract.ts';

export const TRAFFY = {
  kind: 'traffy',
  names: { th: 'Traffy Fondue', en: 'Traffy Fondue' },
  brand: 'Traffy Fondue',
  alsoCalled: ['traffy', 'traffy fondue'],
  threads: 'nobody',
  copiedByHand: false,
  unit: { th: 'เครดิต', en: 'credits' },
  month: {
    ending: 'อ่านเรื่องหรือแจ้งผลหนึ่งครั้งใช้หนึ่งเครดิต',
    ended: 'เรื่องที่แจ้งเข้ามาและผลที่จะแจ้งกลับรออยู่ ไม่หาย ระบบทำต่อเองเมื่อได้โควตาใหม่',
    more: 'หากต้องการเพิ่ม ติดต่อทีม Traffy Fondue ทาง LINE @fonduehelp',
  },
  settings: {
    webhookKey: { th: 'กุญแจลับของ Webhook', en: 'Secret word of the webhook' },
    user: { th: 'ชื่อผู้ใช้', en: 'User' },
    password: { th: 'รหัสผ่าน', en: 'Password' },
    orgId: { th: 'รหัสหน่วยงาน', en: 'Organisation' },
  },
  steps: {
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
} as const satisfies Declared;
