import { defineWords } from '../../lib/i18n.ts';

export const t = defineWords({
  th: {
    home: 'หน้าแรก',
    greeting: 'สวัสดี {name}',
    municipality: '{name} · ปีงบประมาณ {year}',
    portal: 'หน้าที่ประชาชนเห็น',
    portalBody: 'ประชาชนแจ้งเรื่องและติดตามผลได้จากหน้าเว็บนี้ เปิดดูเพื่อให้รู้ว่าประชาชนเห็นอะไร',
    openPortal: 'เปิดหน้าเว็บประชาชน',
  },
  en: {
    home: 'Home',
    greeting: 'Hello, {name}',
    municipality: '{name} · fiscal year {year}',
    portal: 'What citizens see',
    portalBody: 'Citizens report and follow their reports on this site. Open it to see what they see.',
    openPortal: 'Open the citizens’ site',
  },
});
