/** Patterns of what one is reached by or known by that is made of digits or addresses. Sources of regular expressions for the flags `giu`. */
export const DIGIT = '[0-9๐-๙]';
const ROOM = '[\\s().\\p{Pd}]';
/** What may stand between two digits of one number: spaces, dashes, dots and brackets, and up to two other marks among them. */
const BETWEEN = `${ROOM}*(?:[^\\p{L}\\p{M}\\p{N}\\s().\\p{Pd}]${ROOM}*){0,2}`;
/** Runs of nine digits and more: telephones, and the numbers of persons, houses and accounts. */
const LONG_NUMBER = `\\+?${DIGIT}(?:${BETWEEN}${DIGIT}){8,}`;
export const YEAR = `(?:25|20|๒๕|๒๐)${DIGIT}{2}`;
const DAY = `${DIGIT}{1,2}/${DIGIT}{1,2}/${YEAR}`;
const CASE = `(?<![\\p{L}\\p{M}])[รคน]\\.${DIGIT}{4,}/${YEAR}`;
/** Digits with marks between that reach nobody, unless more digits hang on them: a case's number ("ร.0001/2569"), a day, from day to day. */
const REACHES_NOBODY = `(?:${CASE}|(?<!${DIGIT}/?)${DAY}(?:\\s*\\p{Pd}\\s*${DAY})?)(?![^\\p{L}\\p{M}\\p{N}\\s:]?${DIGIT})`;
/** A point of the country as maps write it ("18.78831, 98.98531"), which has as many digits as a telephone. */
const POINT = `(?<!${DIGIT}|\\.)(?:[5-9]|1[0-9]|2[01])\\.[0-9]{4,}\\s{0,2}[,\\s]\\s{0,2}(?:9[7-9]|10[0-6])\\.[0-9]{4,}(?![.\\p{Pd}\\s]?${DIGIT})`;
/** Long numbers; what reaches nobody is matched with them, as the first group, to be kept. */
export const LONG_OR_KEPT = `(${REACHES_NOBODY})|${LONG_NUMBER}`;
/** The same in the words of a place, whose point is kept. */
export const LONG_OR_POINT = `(${POINT}|${REACHES_NOBODY})|${LONG_NUMBER}`;

/** A shorter number behind the word for a telephone; short numbers of services (191, 1669) are not one person's. */
export const CALLED = `((?:โทรศัพท์|โทร|เบอร์(?:โทร)?|มือถือ|(?<![a-z])(?:tel|phone|mobile|call))[.:：\\s]{0,4})${DIGIT}(?:${BETWEEN}${DIGIT}){5,7}`;
/** Digits that are spelled out. */
export const SPELLED = '(?:(?:ศูนย์|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|โอ)[\\s.\\p{Pd}]*){8,}';
export const PASSPORT = `(?<![a-z0-9])[a-z]{1,2}${DIGIT}{6,8}(?![a-z0-9])`;
/** The code that opens a case to whoever has it. */
export const CODE = '(?<![a-z0-9])[2-9a-hj-np-z]{4}-[2-9a-hj-np-z]{4}-[2-9a-hj-np-z]{4}(?![a-z0-9])';

// Every part is bounded: letters without spaces are looked at once, however many there are.
const LOCAL = "[!#-'*+\\-./0-9=?A-Z^-~]{1,64}";
const AT = '[ \\t]?(?:[@＠]|[([](?:at|@)[)\\]])[ \\t]?';
const DOT = '[ \\t]?(?:\\.|[([]dot[)\\]])[ \\t]?';
const ANY = '[^\\s@＠<>()]';
export const MAIL = [
  `${LOCAL}${AT}[a-z0-9-]{1,63}(?:${DOT}[a-z0-9-]{1,63}){1,6}`,
  `${ANY}{0,63}[^\\s@<>()\\x00-\\x7f][@＠]${ANY}{1,190}\\.${ANY}{2,24}`,
  `${ANY}{1,64}[@＠](?=[^\\x00-\\x7f])${ANY}{1,190}\\.${ANY}{2,24}`,
].join('|');

const HOST =
  '(?<![@a-z0-9]|[a-z0-9][.-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+(?:th|com|net|org|info|io|me|asia|app|dev|link|co|gl|gle|ly|tv|page|site|xyz)';
export const LINK = `https?://[^\\s<>"]+|(?<![a-z0-9])www\\.[^\\s<>"]+|${HOST}(?:[/?#][^\\s<>"]*)?(?![a-z0-9@])`;

// Two letters that are a word or an abbreviation, and no plate.
const NO_PLATE =
  '(?!คน|รถ|กม|ตร|ลง|บน|รอ|นม|ฝน|ผม|พบ|จบ|หก|รบ|ลด|งด|ขอ|คอ|ตอ|พอ|ทน|จน|ปน|ยก|ตก|นก|รก|สด|หด|กด|มด|ผล|กล|ศพ|ลบ|ขน|ทบ|อก|อด|อบ|สส|สว|สจ|สท|สน|รพ|รร|พศ|คศ|มค|กพ|มท|ศธ|สธ|นร|นศ|ซม|มม|กก|ชม|บท|อย)';
const APART = '[ \\t]?\\p{Pd}?[ \\t]?';
const NO_MORE = `(?![./\\p{Pd}]?${DIGIT})`;
export const PLATE = [
  `((?:เลขทะเบียน|ทะเบียนรถ|ป้ายทะเบียน|ทะเบียน|ป้าย(?:แดง|ขาว|เหลือง)?)[:：\\s]{0,3})(?:${DIGIT}{0,2}[ก-ฮ]{1,3}${APART}${DIGIT}{1,4}|${DIGIT}{2}-?${DIGIT}{4}|${DIGIT}{3,4})${NO_MORE}`,
  `(?<![\\p{L}\\p{M}.])(?:${DIGIT}(?!คน|รถ|กม|ตร|ชม|ซม|มม)[ก-ฮ]{2}${APART}${DIGIT}{1,4}|${NO_PLATE}[ก-ฮ]{2}${APART}(?!${YEAR}(?!${DIGIT}))${DIGIT}{3,4})${NO_MORE}`,
];

const HOUSE_NUMBER = `${DIGIT}{1,5}(?:/${DIGIT}{1,5})?[ก-ฮ]?(?![\\p{M}\\p{L}]|[./]?${DIGIT})`;
const MORE_HOUSES = `(?:(?:\\s*,\\s*|\\s*(?:และ|ถึง|กับ|\\p{Pd})\\s*)${DIGIT}{1,5}/${DIGIT}{1,5}(?![/]?${DIGIT}))*`;
const NO_HOUSE = '(?:ซอย|ซ\\.|แยก|ถนน|หมู่|หมู่ที่|วันที่|เมื่อ|ระหว่าง|ตั้งแต่|ถึง|ข้อ|มาตรา|เวลา|ครั้งที่|งวด(?:ที่)?|ป\\.|ม\\.)\\s*';
const STREET = '\\s*(?:หมู่|ม\\.|ซอย|ซ\\.|ถนน|ถ\\.)';
export const HOUSE = [
  `((?:บ้าน(?:เลขที่|หมายเลข|เลข)|เลขที่บ้าน|house (?:no|number)|(?<!หนังสือ|คำสั่ง|ประกาศ|ใบอนุญาต)เลขที่(?!\\s*${DIGIT}+/${YEAR}))[.:：\\s]{0,4})${HOUSE_NUMBER}${MORE_HOUSES}`,
  `((?:บ้าน|อยู่|ห้อง)\\s*)(?:${DIGIT}{1,5}/${DIGIT}{1,5}(?!/?${DIGIT})${MORE_HOUSES}|${DIGIT}{1,5}(?=${STREET}))`,
  // Two numbers with a stroke between, of three digits and more together: nearly always a house; no fraction, no day, no side street.
  `(?<!${NO_HOUSE}|${DIGIT}[/.]?|/|[รคน]\\.)(?!${DIGIT}/${DIGIT}(?!${DIGIT})|24/7(?!${DIGIT})|๒๔/๗(?!${DIGIT})|${DIGIT}+/${YEAR}(?!${DIGIT}))${DIGIT}{1,5}/${DIGIT}{1,4}(?![/.]?${DIGIT})`,
];
