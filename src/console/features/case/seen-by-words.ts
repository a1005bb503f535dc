import { defineWords } from '../../lib/i18n.ts';

/** The words of who sees a case, and of showing it to more people. */
export const seen = defineWords({
  th: {
    seenBy: 'ใครเห็นเรื่องนี้',
    seenByHelp: 'การเปลี่ยนหมวดหรือชนิดไม่ทำให้คนเห็นมากขึ้น ต้องเลือกที่นี่และบอกเหตุผล',
    seenByAsItIs: 'คงเดิม',
    'seenBy-corruption': 'คณะกรรมการรับเรื่องทุจริตเท่านั้น',
    'seenBy-restricted': 'ศูนย์รับเรื่อง ผู้บริหาร และผู้อำนวยการกองที่รับผิดชอบ',
    'seenBy-normal': 'เจ้าหน้าที่ทุกคนของกองที่รับผิดชอบ ศูนย์รับเรื่อง ผู้บริหาร และนักวิเคราะห์ฯ',
    'showTo-restricted': 'เปิดเป็นเรื่องจำกัดผู้เห็น',
    'showTo-normal': 'เปิดเป็นเรื่องปกติ',
    showToMore: 'แก้และเปิดให้เห็นมากขึ้น',
    'about-showTo-restricted':
      'ศูนย์รับเรื่อง ผู้บริหาร และผู้อำนวยการกองที่รับผิดชอบจะเห็นเรื่องนี้ รวมประวัติและบันทึกภายในทั้งหมด ศูนย์รับเรื่องเห็นตัวตนผู้แจ้งด้วย แม้ผู้แจ้งขอปกปิด',
    'about-showTo-normal':
      'เจ้าหน้าที่ทุกคนของกองที่รับผิดชอบ ศูนย์รับเรื่อง ผู้บริหาร และนักวิเคราะห์ฯ จะเห็นเรื่องนี้ รวมประวัติและบันทึกภายในทั้งหมด และเรื่องอาจปรากฏต่อสาธารณะ เช่น บริการ Open311 และระบบอื่นที่เชื่อมไว้ ศูนย์รับเรื่องเห็นตัวตนผู้แจ้งด้วย แม้ผู้แจ้งขอปกปิด',
    'about-showTo': 'เมื่อมีผู้เห็นแล้วย้อนกลับไม่ได้ เหตุผลจะอยู่ในประวัติของเรื่อง และชื่อของท่านจะอยู่ในบันทึกการตรวจสอบ',
    hasReadToWhom: 'อ่านแล้วว่าใครจะเห็น และยืนยันให้เปิด',
    tickFirst: 'กรุณายืนยันก่อน',
  },
  en: {
    seenBy: 'Who sees this case',
    seenByHelp: 'Another category or kind shows it to nobody else: that is chosen here, with a reason.',
    seenByAsItIs: 'As it is',
    'seenBy-corruption': 'The corruption committee only',
    'seenBy-restricted': 'The desk, executives and the head of the department in charge',
    'seenBy-normal': 'Everybody of the department in charge, the desk, executives and planners',
    'showTo-restricted': 'Open as restricted',
    'showTo-normal': 'Open as ordinary',
    showToMore: 'Correct and show to more people',
    'about-showTo-restricted':
      'The desk, executives and the head of the department in charge will see this case with its whole history and internal notes. The desk sees who reported it, also where that was to be concealed.',
    'about-showTo-normal':
      'Everybody of the department in charge, the desk, executives and planners will see this case with its whole history and internal notes, and it may appear in public, as by Open311 and other systems that are connected. The desk sees who reported it, also where that was to be concealed.',
    'about-showTo':
      'Once people have seen it, that cannot be undone. The reason stays in the case’s history, and your name in the audit trail.',
    hasReadToWhom: 'I have read who will see it, and it is to be opened',
    tickFirst: 'Please confirm first',
  },
});
