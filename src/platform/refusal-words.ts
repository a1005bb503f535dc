import type { RefusalCode } from './refusal.ts';

/** What a person is told: what happened, and what to do next. */
export const REFUSAL_WORDS: Record<RefusalCode, { th: string; en: string }> = {
  'not-signed-in': { th: 'กรุณาเข้าสู่ระบบก่อน', en: 'Please sign in first.' },
  'wrong-credentials': { th: 'อีเมลหรือรหัสผ่านไม่ถูกต้อง', en: 'The e-mail or password is not right.' },
  'wrong-signature': {
    th: 'ลายเซ็นของข้อมูลที่ส่งมาไม่ถูกต้อง จึงไม่รับ',
    en: 'The signature of what was sent is not right; it was not taken.',
  },
  'not-allowed': {
    th: 'บัญชีนี้ไม่มีสิทธิ์ทำรายการนี้ โปรดติดต่อผู้ดูแลระบบ',
    en: 'This account may not do that. Ask your administrator.',
  },
  'forged-form': {
    th: 'แบบฟอร์มหมดอายุหรือไม่ได้มาจากหน้านี้ กรุณากดส่งอีกครั้ง ข้อความที่พิมพ์ยังอยู่',
    en: 'The form has expired or did not come from this page. Please send it again; what you typed is kept.',
  },
  'not-found': { th: 'ไม่พบรายการนี้', en: 'Not found.' },
  'wrong-tracking-code': {
    th: 'เลขรับเรื่องหรือรหัสติดตามไม่ถูกต้อง กรุณาตรวจสอบกับใบรับเรื่องอีกครั้ง',
    en: 'The number or the tracking code is not right. Please check your receipt.',
  },
  'link-expired': {
    th: 'ลิงก์นี้หมดอายุหรือถูกใช้ไปแล้ว โปรดขอลิงก์ใหม่',
    en: 'This link has expired or was used. Ask for a new one.',
  },
  'content-removed': {
    th: 'เนื้อหาถูกลบตามกำหนดเก็บแล้ว จึงอ่านอีกครั้งไม่ได้ สิ่งที่ระบบทำไว้ยังอยู่',
    en: 'What was sent was removed when its period was over, so it cannot be read again. What became of it stays.',
  },
  'already-there': { th: 'มีรายการนี้อยู่แล้ว', en: 'It is there already.' },
  'wrong-state': {
    th: 'สถานะของเรื่องไม่รองรับขั้นตอนนี้ กรุณาโหลดหน้าใหม่',
    en: 'The case is not in a state for this step. Please reload.',
  },
  'changed-meanwhile': {
    th: 'มีผู้อื่นดำเนินการเรื่องนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุดแล้วลองอีกครั้ง ข้อความที่พิมพ์ยังอยู่',
    en: 'Someone else acted on this first. Look at what changed and try again; what you typed is kept.',
  },
  'holder-may-not-see': {
    th: 'เจ้าหน้าที่คนนี้ไม่มีสิทธิ์เห็นเรื่องนี้ จึงรับผิดชอบไม่ได้ กรุณาเลือกคนอื่น หรือเว้นว่างไว้',
    en: 'This officer may not see the case and so cannot hold it. Choose somebody else, or leave it empty.',
  },
  'key-reused': { th: 'Idempotency-Key นี้ถูกใช้กับข้อมูลอื่นไปแล้ว', en: 'This Idempotency-Key was used with other content.' },
  'year-frozen': {
    th: 'ปีงบประมาณนี้ปิดแล้ว ข้อมูลที่แสดงเปลี่ยนไม่ได้',
    en: 'This fiscal year is closed; what it shows cannot change.',
  },
  'year-running': {
    th: 'ปีงบประมาณนี้ยังไม่สิ้นสุด ปิดได้หลังวันที่ 30 กันยายน เพราะเมื่อปิดแล้วเปิดอีกไม่ได้',
    en: 'This fiscal year is not over. It can be closed after 30 September, for it cannot be opened again.',
  },
  'month-over': {
    th: 'มีการย้ายแผนในเดือนที่ผ่านไปแล้ว หากตั้งใจ ให้ยืนยันและบอกเหตุผล',
    en: 'The plan was moved in a month that is over. If that is meant, confirm it and say why.',
  },
  'term-ended': {
    th: 'วันประชุมอยู่นอกวาระของคณะกรรมการชุดนี้ โปรดแก้วันประชุม หรือแต่งตั้งคณะกรรมการชุดใหม่',
    en: 'The meeting is outside this committee’s term. Change the day, or appoint a new committee.',
  },
  'not-in-public': {
    th: 'เรื่องนี้ตอบในที่สาธารณะไม่ได้แล้ว กรุณาโหลดหน้าใหม่ แล้วส่งคำตอบแบบส่วนตัว ข้อความที่พิมพ์ยังอยู่',
    en: 'This case can no longer be answered in public. Reload and answer in private; what you typed is kept.',
  },
  'not-theirs': {
    th: 'แชทหรืออีเมลนี้ไม่ใช่ของผู้แจ้งเรื่องนี้แล้ว จึงไม่ส่งไปที่นั่น กรุณาตอบในเรื่องอีกครั้ง คำตอบจะไปทางอื่นของผู้แจ้ง',
    en: 'This chat or address is no longer that of the person of this case, so nothing is sent there. Answer the case again; it goes another way of theirs.',
  },
  'too-long-in-public': {
    th: 'คำตอบยาวเกินกว่าที่ช่องทางนี้ให้เขียนในที่สาธารณะ กรุณาตัดให้สั้นลง หรือส่งแบบส่วนตัว',
    en: 'The answer is longer than this channel takes in public. Shorten it, or answer in private.',
  },
  'address-in-public': {
    th: 'ช่องทางนี้ไม่ให้มีที่อยู่เว็บในที่สาธารณะ กรุณาเอาที่อยู่ออกแล้วเขียนเป็นคำ หรือส่งแบบส่วนตัว',
    en: 'This channel takes no web address in public. Take it out and say it in words, or answer in private.',
  },
  'personal-in-public': {
    th: 'คำตอบนี้มีรหัสติดตาม เบอร์โทร หรืออีเมลของผู้แจ้ง จึงไม่ส่งในที่สาธารณะ กรุณาเอาออก หรือส่งแบบส่วนตัว',
    en: 'This answer holds the reporter’s tracking code, telephone or e-mail, so it is not sent in public. Take it out, or answer in private.',
  },
  'own-minutes': {
    th: 'ผู้เขียนรายงานการประชุมรับรองรายงานนี้เองไม่ได้ โปรดให้ผู้อื่นอ่านและรับรอง',
    en: 'Whoever wrote these minutes cannot approve them. Ask somebody else to read and approve them.',
  },
  'host-by-operator': {
    th: 'ระบบนี้ใช้ร่วมกันหลายเทศบาล ชื่อเว็บใหม่ของเทศบาลนี้ต้องให้ผู้ดูแลเครื่องเป็นผู้กำหนด ส่วนอื่นแก้ได้ตามเดิม',
    en: 'Several municipalities share this installation: a new host name of yours is set by its operator. Everything else can be changed as before.',
  },
  'minutes-empty': {
    th: 'ยังรับรองรายงานการประชุมไม่ได้ โปรดบันทึกผู้มาประชุมอย่างน้อยหนึ่งคน และเนื้อหาหรือมติของที่ประชุม',
    en: 'These minutes cannot be approved yet: record at least one person who came, and what was said or resolved.',
  },
  'directory-empty': {
    th: 'ยังเผยแพร่ทำเนียบไม่ได้ วันนี้ไม่มีช่องทางใดเปิดรับ โปรดเพิ่มช่องทาง หรือดูวันเปิดและวันปิดของช่องทางที่มี',
    en: 'The directory cannot be published yet: no channel is open today. Add one, or look at the days on which yours open and close.',
  },
  'in-use': { th: 'รายการนี้ยังถูกใช้งานอยู่ จึงลบไม่ได้', en: 'This is still in use.' },
  'invalid-input': {
    th: 'ข้อมูลบางช่องไม่ถูกต้อง กรุณาแก้ไขช่องที่ระบุ',
    en: 'Some fields are not right. Please correct those shown.',
  },
  'text-too-long': { th: 'ข้อความยาวเกินกำหนด กรุณาย่อหรือแนบเป็นไฟล์', en: 'The text is too long. Please shorten it.' },
  'text-missing': { th: 'กรุณาพิมพ์ข้อความ', en: 'Please write something.' },
  'too-many-files': { th: 'แนบรูปได้ไม่เกิน 5 รูป', en: 'At most 5 photos can be attached.' },
  'too-many-rows': {
    th: 'เรื่องที่เลือกมีมากเกินกว่าไฟล์เดียวจะรับได้ (PDF 2,000 เรื่อง CSV 20,000 เรื่อง) เลือกช่วงวันหรือตัวกรองให้แคบลง แล้วลองใหม่',
    en: 'These are more cases than one file takes (2,000 as PDF, 20,000 as CSV). Choose fewer days or more filters and try again.',
  },
  'search-too-short': {
    th: 'คำค้นสั้นเกินไป ค้นได้เพียงเรื่องล่าสุดบางส่วน ทะเบียนที่นำออกจึงอาจไม่ครบ พิมพ์คำค้นอย่างน้อยสามตัวอักษร หรือล้างคำค้น แล้วลองใหม่',
    en: 'The words looked for are too short: only the newest cases are looked at, and the register would not be whole. Type three letters or more, or clear the search, and try again.',
  },
  'search-only-near': {
    th: 'ไม่มีเรื่องที่มีคำนี้ตรงตัว ที่แสดงอยู่เป็นคำที่ใกล้เคียง จึงไม่นำออกเป็นทะเบียน พิมพ์คำค้นให้ตรงกับเรื่อง แล้วลองใหม่',
    en: 'No case has these very words; what is shown are words close to them, which is no register. Type the words as the cases have them and try again.',
  },
  'file-too-large': { th: 'ไฟล์ใหญ่เกินกำหนด กรุณาเลือกไฟล์ที่เล็กลง', en: 'The file is too large.' },
  'file-not-an-image': {
    th: 'ไม่ใช่รูปภาพที่รับได้ รับ JPEG, PNG และ WebP เปลี่ยนรูป HEIC ของ iPhone ได้ที่ การตั้งค่า › กล้อง › รูปแบบ › เข้ากันได้มากที่สุด หรือส่งภาพหน้าจอของรูปนั้น',
    en: 'This is not a picture that is taken: JPEG, PNG and WebP are. For HEIC photos of an iPhone choose Settings › Camera › Formats › Most Compatible, or send a screenshot of the photo.',
  },
  'file-type-refused': {
    th: 'ไม่รับไฟล์ชนิดนี้ รับ JPEG, PNG, WebP และ PDF เปลี่ยนรูป HEIC ของ iPhone ได้ที่ การตั้งค่า › กล้อง › รูปแบบ › เข้ากันได้มากที่สุด หรือส่งภาพหน้าจอของรูปนั้น',
    en: 'This kind of file is not taken: JPEG, PNG, WebP and PDF are. For HEIC photos of an iPhone choose Settings › Camera › Formats › Most Compatible, or send a screenshot of the photo.',
  },
  'file-unreadable': { th: 'เปิดไฟล์นี้ไม่ได้ ไฟล์อาจเสียหาย', en: 'The file cannot be read; it may be damaged.' },
  'scan-not-a-picture': {
    th: 'อ่านข้อความได้จากไฟล์รูปเท่านั้น (JPEG, PNG, WebP) PDF ไฟล์นี้ไม่มีรูปสแกนที่นำออกมาอ่านได้ สแกนหรือถ่ายเป็นรูปแล้วลองใหม่ หรือพิมพ์ข้อความเอง',
    en: 'Text is read from pictures only (JPEG, PNG, WebP), and this PDF holds no scan that can be taken out. Scan it as a picture, or type the text.',
  },
  'scan-not-read': {
    th: 'อ่านข้อความจากภาพนี้ไม่สำเร็จหรือใช้เวลานานเกินไป ไฟล์ยังอยู่ กรุณาพิมพ์ข้อความเอง หรือลองด้วยภาพที่ชัดและตรงกว่านี้',
    en: 'The picture could not be read, or took too long. The file is still here: type the text, or try a sharper and straighter picture.',
  },
  'reader-busy': {
    th: 'มีภาพรอการอ่านหลายภาพ กรุณารอสักครู่แล้วลองใหม่ หรือพิมพ์ข้อความเอง',
    en: 'Several pictures wait to be read. Please try again in a while, or type the text.',
  },
  'request-too-large': {
    th: 'ข้อมูลที่ส่งมาใหญ่เกินกำหนด กรุณาลดขนาดหรือจำนวนไฟล์แล้วส่งอีกครั้ง',
    en: 'What was sent is too large. Send fewer or smaller files.',
  },
  'unsupported-media-type': {
    th: 'ไม่รับข้อมูลชนิดนี้ โปรแกรมที่ส่งต้องระบุ Content-Type: application/json',
    en: 'This content type is not taken; send Content-Type: application/json.',
  },
  'too-many-requests': { th: 'ลองบ่อยเกินไป กรุณารอสักครู่แล้วลองใหม่', en: 'Too many tries. Please wait a little.' },
  'storage-full': {
    th: 'พื้นที่จัดเก็บเต็มชั่วคราว เรื่องยังไม่ถูกบันทึก กรุณาลองใหม่ภายหลังหรือโทรแจ้งเทศบาล',
    en: 'Storage is full for now; nothing was saved. Please try later or call us.',
  },
  'storage-unavailable': {
    th: 'ที่เก็บไฟล์ไม่พร้อมใช้งานชั่วคราว ยังไม่มีอะไรถูกบันทึก ส่งโดยไม่แนบไฟล์ หรือลองใหม่ภายหลัง',
    en: 'Files cannot be kept or read just now; nothing was saved. Send it without files, or try later.',
  },
  'database-unavailable': {
    th: 'ระบบไม่พร้อมใช้งานชั่วคราว เรื่องยังไม่ถูกบันทึก กรุณาลองใหม่ในอีกสักครู่',
    en: 'The system is not available for a moment; nothing was saved. Please try again shortly.',
  },
  'database-unsuitable': {
    th: 'ฐานข้อมูลนี้ใช้กับระบบไม่ได้ โปรดดูคู่มือการติดตั้ง',
    en: 'This database cannot be used. See the installation guide.',
  },
  'migration-failed': {
    th: 'ปรับฐานข้อมูลให้เป็นของรุ่นนี้ไม่สำเร็จ ขั้นที่ไม่สำเร็จไม่เปลี่ยนอะไร แก้เหตุที่ระบุ (ดู docs/operate.md) แล้วเริ่มใหม่ หรือนำข้อมูลสำรองกลับมาใช้กับรุ่นเดิม',
    en: 'The database could not be brought up to this version; the step that failed changed nothing. Mend the cause that is named (docs/operate.md) and start again, or bring back the backup and the former version.',
  },
  'secret-key-unusable': {
    th: 'ใช้ไฟล์กุญแจของระบบไม่ได้ ตรวจสิทธิ์ของ DATA_DIR หรือนำ secret.key กลับมาจากข้อมูลสำรอง',
    en: 'The key file cannot be used: see who may write DATA_DIR, or bring secret.key back from the backup.',
  },
  'nothing-to-back-up': {
    th: 'ที่นี่ยังไม่มีข้อมูลให้สำรอง ตรวจ DATA_DIR หรือ DATABASE_URL ว่าเป็นของระบบที่ใช้งานอยู่',
    en: 'There is nothing here to back up: see whether DATA_DIR or DATABASE_URL is that of the desk.',
  },
  'not-a-backup': {
    th: 'ไฟล์นี้ไม่ใช่ไฟล์สำรองของระบบนี้ หรือส่วนท้ายขาดหาย ยังไม่มีอะไรถูกเขียน',
    en: 'This file is no backup of this program, or its end is missing; nothing was written.',
  },
  'backup-damaged': {
    th: 'ไฟล์สำรองเสียหาย ขาดหาย หรือถูกแก้ไข จึงไม่ใช้ ยังไม่มีอะไรถูกเขียน ใช้ไฟล์ของวันอื่นหรือสำเนาอื่น',
    en: 'The backup is damaged, cut short or altered and is not used; nothing was written. Take another copy or that of another day.',
  },
  'backup-passphrase': {
    th: 'ไฟล์สำรองเข้ารหัสไว้ ต้องระบุ --passphrase-file ที่มีรหัสผ่านตรงกับตอนสำรอง (ถ้ารหัสผ่านถูก แปลว่าส่วนต้นของไฟล์ถูกแก้) ยังไม่มีอะไรถูกเขียน',
    en: 'The backup is locked: name a --passphrase-file with the passphrase it was made with (if that is right, the beginning of the file was altered). Nothing was written.',
  },
  'backup-newer': {
    th: 'ไฟล์สำรองมาจากโปรแกรมรุ่นใหม่กว่า ติดตั้งรุ่นนั้นหรือใหม่กว่าแล้วกู้คืนอีกครั้ง ยังไม่มีอะไรถูกเขียน',
    en: 'The backup is of a newer version of the program: install that version or a newer one and restore again. Nothing was written.',
  },
  'not-empty': {
    th: 'ระบบปลายทางมีข้อมูลอยู่แล้ว จึงไม่กู้คืนทับ ใช้ DATA_DIR ใหม่ที่ว่าง หรือฐานข้อมูลว่าง (เก็บของเดิมไว้ อย่าลบ) ครั้งนี้ยังไม่มีอะไรถูกเขียน ถ้าการกู้คืนครั้งก่อนขาดตอนท้าย ข้อมูลอาจกลับมาครบแล้ว เริ่มโปรแกรมดูก่อน',
    en: 'There is data here already and nothing is restored over it: use a new, empty DATA_DIR or an empty database (keep the old one). Nothing was written now; if a restore before was broken off at its end it may be whole: start the program and look.',
  },
  'key-differs': {
    th: 'กุญแจของระบบปลายทางไม่ใช่กุญแจที่ใช้เมื่อสำรอง นำ secret.key เดิมกลับมา หรือย้ายไฟล์ secret.key ที่ไม่ใช่ออก ถ้าไม่มีกุญแจเดิมจริง ๆ ใช้ --without-key (ต้องตั้งรหัสชั้นที่สองและเชื่อมทุกช่องทางใหม่) ยังไม่มีอะไรถูกเขียน',
    en: 'The key here is not the one of the backup: bring the former secret.key back, or move the one that is not it away. Where it is lost, --without-key goes on (second factors and channels are set anew). Nothing was written.',
  },
  'not-configured': {
    th: 'ยังไม่ได้ตั้งค่าส่วนนี้ โปรดแจ้งผู้ดูแลระบบ',
    en: 'This is not set up yet. Ask your administrator.',
  },
  'provider-unreachable': {
    th: 'ติดต่อผู้ให้บริการช่องทางนี้ไม่ได้ในขณะนี้ กรุณาลองใหม่ภายหลัง',
    en: 'The channel’s provider cannot be reached now. Please try later.',
  },
  internal: {
    th: 'ระบบขัดข้อง กรุณาลองใหม่อีกครั้ง หากยังไม่ได้ กรุณาแจ้งผู้ดูแลระบบหรือโทรหาเทศบาล',
    en: 'Something went wrong on our side. Please try again; if it goes on, tell the administrator or call us.',
  },
};
