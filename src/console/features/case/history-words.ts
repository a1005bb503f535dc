import { defineWords } from '../../lib/i18n.ts';

/** What the card says of the person's other cases. */
export const said = defineWords({
  th: {
    history: 'ประวัติจากทุกช่องทาง',
    onlyThis: 'ยังไม่มีเรื่องอื่นที่ยืนยันแล้วว่าเป็นของคนเดียวกัน',
    whole: 'ดูประวัติทั้งหมด',
    this: 'เรื่องนี้',
    maybe: 'อาจเป็นคนเดียวกัน',
    'same-phone': 'เบอร์เดียวกัน ยังไม่ยืนยัน',
    'same-email': 'อีเมลเดียวกัน ยังไม่ยืนยัน',
    stillFormer: 'เรื่องที่ยังใช้เบอร์หรืออีเมลเดิมที่แก้แล้ว',
    stillFormerHelp: 'ถามผู้แจ้งว่าผิดด้วยหรือไม่ แล้วแก้ในเรื่องนั้น',
    join: 'เป็นคนเดียวกัน',
    joinTitle: 'รวมประวัติกับเรื่อง {number}',
    joinBody: 'เบอร์หรืออีเมลที่เหมือนกันยังไม่ใช่หลักฐาน ใครก็พิมพ์ได้ โปรดบอกว่ารู้ได้อย่างไรว่าเป็นคนเดียวกัน แยกกลับได้ภายหลัง',
    confirm: 'ยืนยันเบอร์โทร',
    confirmTitle: 'ยืนยันเบอร์ {phone}',
    confirmBody: 'โทรกลับไปที่เบอร์นี้แล้วผู้รับสายเป็นผู้แจ้งเรื่องนี้จริง เรื่องอื่นที่ยืนยันเบอร์เดียวกันจะรวมเป็นประวัติของคนเดียวกัน',
    reason: 'เหตุผล',
    reasonHelp: 'อย่างน้อย 5 ตัวอักษร บันทึกไว้กับชื่อของท่าน',
    joined: 'รวมประวัติแล้ว',
  },
  en: {
    history: 'History by all channels',
    onlyThis: 'No other case is proven to be the same person’s yet',
    whole: 'Whole history',
    this: 'This case',
    maybe: 'May be the same person',
    'same-phone': 'Same number, not confirmed',
    'same-email': 'Same e-mail, not confirmed',
    stillFormer: 'Still with the number or e-mail that was corrected',
    stillFormerHelp: 'Ask the citizen whether it is wrong there too, and correct it in that case',
    join: 'Same person',
    joinTitle: 'Join the history with case {number}',
    joinBody:
      'An equal number or address is no proof: anybody may type it. Say how you know that it is the same person. It can be split again.',
    confirm: 'Confirm the number',
    confirmTitle: 'Confirm {phone}',
    confirmBody:
      'You called this number back and whoever answered is the person who reported this. Other cases with the same confirmed number become one history.',
    reason: 'Reason',
    reasonHelp: 'At least 5 letters; kept with your name',
    joined: 'Joined',
  },
});
