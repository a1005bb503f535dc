export const HELP = `ฟังเสียง · Fangsiang — คำสั่งสำหรับผู้ดูแลระบบ · commands for the operator

  npm run cli -- import complaints FILE [--dry-run] [--mapping NAME | --mapping-file FILE.json [--save-as NAME]]
                 [--report FILE.csv] [--municipality SLUG]
      นำเข้าเรื่องจากไฟล์ CSV, XLSX หรือ JSON (Traffy Fondue, 311 หรือตารางของหน่วยงาน) ตรวจทั้งไฟล์ก่อนแล้วจึงนำเข้า
      นำเข้าไฟล์เดิมซ้ำได้โดยไม่เกิดเรื่องซ้ำ · Brings in complaints; checks first, then files. The same file twice adds nothing.
        --dry-run        ตรวจอย่างเดียว ไม่บันทึก · only look
        --mapping        ใช้การจับคู่คอลัมน์ที่บันทึกไว้ · a saved column mapping
        --mapping-file   ใช้การจับคู่จากไฟล์ JSON · a mapping from a file; --save-as keeps it under a name
        --report         เขียนแถวที่ไม่รับและคำเตือนลงไฟล์ CSV · refused rows and warnings as CSV

  npm run cli -- create-api-key --name NAME [--municipality SLUG]
      ออกกุญแจสำหรับโปรแกรมอื่น (แสดงครั้งเดียว บรรทัดสุดท้าย) · a key for another program, shown once, alone on the last line

  npm run cli -- create-municipality --slug SLUG --name-th NAME --name-en NAME [--host HOST]
      เพิ่มเทศบาลในระบบเดียวกัน · another municipality in the same installation

  npm run cli -- set-hosts --host HOST [--host HOST] [--municipality SLUG]
      ชื่อเครื่องที่เทศบาลตอบ (แทนชื่อเดิมทั้งหมด) · the hosts a municipality answers at, in place of those it had

  npm run cli -- create-admin --email EMAIL [--municipality SLUG]
      ลิงก์ใช้ครั้งเดียวสำหรับผู้ดูแลระบบ (บัญชีใหม่ หรือตั้งรหัสผ่านใหม่) · a one-time link for an administrator

  npm run cli -- check-audit [--municipality SLUG]
      ตรวจว่าบันทึกการตรวจสอบไม่ถูกแก้ไข · checks that the audit chain is whole

  npm run cli -- backup FILE|FOLDER [--keep N] [--passphrase-file FILE] [--without-key]
      สำรองทุกอย่าง (ฐานข้อมูล ไฟล์แนบ กุญแจ) เป็นไฟล์เดียวขณะระบบทำงาน · everything in one file, while the program runs
        --keep           เก็บไว้ N ไฟล์ล่าสุดในโฟลเดอร์ ลบที่เก่ากว่า · keeps the newest N of the folder
        --passphrase-file  เข้ารหัสด้วยรหัสผ่านบรรทัดแรกของไฟล์ (ใช้กับ restore ด้วย) · locks it with the file's first line
        --without-key    ไม่รวม secret.key · leaves secret.key out

  npm run cli -- restore FILE [--check] [--passphrase-file FILE] [--without-key] [--leave-numbers N]
      กู้คืนลงระบบที่ว่างเท่านั้น ตรวจทุกไบต์ก่อน ได้ครบหรือไม่ได้เลย · into an empty installation; all of it or nothing
        --check          ตรวจไฟล์อย่างเดียว ไม่เขียนอะไร · only checks the file
        --leave-numbers  เว้นเลขรับ N เลขที่อาจออกไปแล้วหลังสำรอง · leaves N numbers out that may have been given since

  npm run cli -- resume [--keep-back]
      หลังกู้คืน: เริ่มส่งและดึงข้อความตามปกติ · after a restore: messages are sent and fetched again
        --keep-back      ข้อความที่ค้างตอนสำรองไม่ส่งเอง ให้เจ้าหน้าที่ตัดสินในแต่ละเรื่อง · what waited then is for the officers to send

  npm run cli -- read-document FILE [--json]
      อ่านแผนผัง SIPOC และแผนปฏิบัติการจากเอกสาร (DOCX, XLSX, CSV หรือข้อความที่คัดจาก PDF) แล้วแสดงสิ่งที่อ่านได้กับทุกข้อสงสัย
      ไม่ใช้ฐานข้อมูล · Reads charts and plans out of a document and shows every doubt; no database. - reads what is pasted.
        --json           ผลเป็น JSON สำหรับโปรแกรม · as JSON for a program

  npm run cli -- line rich-menu [--dry-run FILE.png] [--municipality SLUG]
      วาดเมนูใต้แชท LINE แล้วตั้งให้ทุกคน (แทนเมนูเดิมของระบบ) · draws the menu under the LINE chat and puts it there
        --dry-run        เขียนรูปลงไฟล์อย่างเดียว · only writes the picture

  npm run cli -- demo [--seed N] [--cases N]
      เปิดระบบสาธิตด้วยข้อมูลสมมติ ในโฟลเดอร์ของตัวเอง (DEMO_DATA_DIR, ค่าเริ่มต้น ./data-demo) · the program on made-up data

  DATA_DIR, DATABASE_URL, PORT: เช่นเดียวกับ npm start · as for npm start
  รหัสจบ · exit codes: 0 สำเร็จ · 1 ไม่สำเร็จ · 2 ใช้คำสั่งผิด
`;
