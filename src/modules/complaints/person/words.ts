const TH = {
  codeTitle: (number: string) => `รหัสยืนยันอีเมล · เรื่อง ${number}`,
  codeBody: (code: string) =>
    `รหัสยืนยันอีเมลของท่านคือ ${code}\n\nพิมพ์รหัสนี้ในหน้าติดตามเรื่องภายใน 15 นาที\n\nหากท่านไม่ได้ขอ ไม่ต้องทำอะไร และอย่าบอกรหัสนี้แก่ผู้อื่น`,
  claimed: (number: string) => `ผูกเรื่อง ${number} กับแชทนี้แล้ว คำตอบจะมาทางนี้ และดูได้ที่ “เรื่องของฉัน”`,
  notClaimed: (number: string) =>
    `เรื่อง ${number} แจ้งไว้โดยไม่เปิดเผยตัวตน เราจึงไม่ผูกกับแชทนี้ ติดตามได้ที่หน้าติดตามเรื่องด้วยเลขและรหัสเดิม`,
  noMatch: 'ไม่พบเรื่องที่ตรงกัน กรุณาตรวจดูเลขรับเรื่องและรหัสติดตามอีกครั้ง',
};
const EN: typeof TH = {
  codeTitle: (number) => `Code to confirm your e-mail · case ${number}`,
  codeBody: (code) =>
    `The code to confirm your e-mail is ${code}\n\nType it on the tracking page within 15 minutes.\n\nIf you did not ask for it, do nothing, and tell nobody the code.`,
  claimed: (number) => `Case ${number} now belongs to this chat. The answer comes here, and “My cases” shows it.`,
  notClaimed: (number) =>
    `Case ${number} was filed without showing who filed it, so we do not tie it to this chat. Follow it on the tracking page with its number and code.`,
  noMatch: 'No case matches. Please check the number and the tracking code.',
};

export const wordsOfPerson = (language: 'th' | 'en'): typeof TH => (language === 'en' ? EN : TH);

export function emailCodeMail(language: 'th' | 'en', { number, code }: { number: string; code: string }) {
  const words = wordsOfPerson(language);
  return { title: words.codeTitle(number), body: words.codeBody(code) };
}
