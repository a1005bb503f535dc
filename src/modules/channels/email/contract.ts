import type { Declared } from '../declared/contract.ts';

export const EMAIL = {
  kind: 'email',
  names: { th: 'อีเมล', en: 'E-mail' },
  brand: 'อีเมล',
  connection: { th: 'อีเมลเข้า', en: 'E-mail in' },
  alsoCalled: ['อีเมล', 'email', 'e-mail'],
  threads: 'address',
  copiedByHand: false,
  settings: {
    imapUrl: { th: 'ที่อยู่กล่องจดหมาย (IMAP)', en: 'Mailbox address (IMAP)' },
  },
  steps: {
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
} as const satisfies Declared;
