import { defineWords } from '../../../lib/i18n.ts';

export const t = defineWords({
  th: {
    rests: 'ระบบนี้กู้คืนมา ยังไม่ส่งและยังไม่รับข้อความจากช่องทาง',
    open: 'ดูและเริ่มทำงาน',
  },
  en: {
    rests: 'This desk was restored: it sends nothing and fetches nothing from its channels yet',
    open: 'See and start',
  },
});
