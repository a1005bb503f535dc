type Language = 'th' | 'en';

/** What the program says in a conversation by itself, beside the guide's words. */
const TH = {
  picturesOnly: '(ส่งรูปหรือไฟล์มาโดยไม่มีข้อความ)',
  unreadable: '(ข้อความนี้ระบบอ่านไม่ได้ เปิดอ่านได้ที่ช่องทางเดิม)',
  withdrawn: '(ผู้แจ้งถอนข้อความนี้แล้ว)',
  moved: '(แยกไปเป็นเรื่องอื่นแล้ว)',
  splitOff: (number: string) => `แยกข้อความไปเป็นเรื่อง ${number}`,
  placeHeld: 'ได้รับตำแหน่งแล้ว ที่จุดนี้มีเรื่องอะไร พิมพ์บอกได้เลย',
  placeAdded: 'ส่งตำแหน่งของเรื่องนี้',
  groupFiled: (number: string) => `รับเรื่องแล้ว เลขรับเรื่อง ${number} เล่าเพิ่มได้โดยตอบกลับข้อความนี้`,
  publicFiled: (number: string) => `ขอบคุณที่แจ้งเรา รับเรื่องแล้ว เลขรับเรื่อง ${number}`,
  publicNews: (number: string) => `เรื่อง ${number} มีความเคลื่อนไหว กรุณาดูในข้อความส่วนตัวหรือหน้าติดตามเรื่อง`,
  publicNewsAsk: (number: string) => `เรื่อง ${number} มีความเคลื่อนไหว กรุณาส่งข้อความส่วนตัวถึงเราเพื่อรับรายละเอียด`,
  publicAnswer: (number: string) => ({ before: `ตอบเรื่อง ${number}\n\n`, after: '' }),
  publicTitle: (number: string) => `ตอบในที่สาธารณะ เรื่อง ${number}`,
  adding: (number: string) => `เพิ่มในเรื่อง ${number} แล้ว`,
  otherWay: (number: string, code: string, phone: string) =>
    [
      `เรื่อง ${number} ยังดำเนินการอยู่ อีกไม่นานช่องทางนี้จะไม่ให้เราตอบ จนกว่าท่านจะทักมาอีก`,
      `รหัสติดตาม ${code}`,
      `ดูคำตอบได้ที่หน้าติดตามเรื่อง หรือทักเราทางไลน์${phone ? ` โทร ${phone}` : ''} หรือพิมพ์อีเมลของท่านทิ้งไว้ที่นี่`,
    ].join('\n'),
  otherWayTitle: (number: string) => `ช่องทางอื่นของเรื่อง ${number}`,
  picture: (n: number) => `รูปที่ ${n} จากเจ้าหน้าที่`,
  file: (name: string) => `ไฟล์จากเจ้าหน้าที่: ${name}`,
  picturesTitle: (number: string) => `รูปและไฟล์ของเรื่อง ${number}`,
  track: 'ติดตามเรื่อง',
  openedTitle: (number: string) => `รับเรื่องแล้ว ${number}`,
  talkTitle: 'สนทนา',
  byForm: 'แจ้งเรื่องด้วยแบบฟอร์ม',
  partedHere: '(เรื่องนี้แยกออกจากแชทนี้แล้ว)',
  parted: 'แยกแชทออกจากเรื่องนี้แล้ว คำตอบจะไม่ไปทางแชทนั้นอีก และแชทนั้นไม่แสดงเรื่องนี้',
};
type Words = typeof TH;
const EN: Words = {
  picturesOnly: '(pictures or files, no words)',
  unreadable: '(we cannot read this message; it can be opened where it was written)',
  withdrawn: '(the sender took this back)',
  moved: '(split off as another case)',
  splitOff: (number) => `Messages were split off as case ${number}`,
  placeHeld: 'We have the place. What happened there? Just write it.',
  placeAdded: 'The place of this case',
  groupFiled: (number) => `Received, number ${number}. To add to it, reply to this message.`,
  publicFiled: (number) => `Thank you for telling us. Received, number ${number}.`,
  publicNews: (number) => `There is news on ${number}; please look at your private messages or the tracking page.`,
  publicNewsAsk: (number) => `There is news on ${number}; please send us a private message to get it.`,
  publicAnswer: (number) => ({ before: `About ${number}\n\n`, after: '' }),
  publicTitle: (number) => `Public answer to ${number}`,
  adding: (number) => `Added to case ${number}.`,
  otherWay: (number, code, phone) =>
    [
      `Case ${number} goes on. Soon we may no longer answer here until you write again.`,
      `Tracking code ${code}`,
      `See the answer on the tracking page, write to us on LINE${phone ? `, call ${phone}` : ''}, or leave your e-mail address here.`,
    ].join('\n'),
  otherWayTitle: (number) => `Another way for ${number}`,
  picture: (n) => `Picture ${n} from the officer`,
  file: (name) => `File from the officer: ${name}`,
  picturesTitle: (number) => `Pictures and files of ${number}`,
  track: 'Follow this case',
  openedTitle: (number) => `Received: ${number}`,
  talkTitle: 'Conversation',
  byForm: 'Reported by the form',
  partedHere: '(this case was split off from this chat)',
  parted: 'A chat was split off from this case: no answer goes there any more, and the chat does not list it',
};

export const wordsIn = (language: Language): Words => (language === 'en' ? EN : TH);
