import { z } from 'zod';
import { PostgresTrouble } from '../platform/postgres/index.ts';
import { Refusal } from '../platform/refusal.ts';
import { REFUSAL_WORDS } from '../platform/refusal-words.ts';

/** Why the program did not start, for the person at the terminal: Thai, then English, and what to do. */
export function troubleWords(error: unknown): string {
  if (error instanceof z.ZodError) {
    const names = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n  ');
    return `ค่าที่ตั้งไว้ไม่ถูกต้อง · These settings are wrong:\n  ${names}`;
  }
  if (error instanceof PostgresTrouble) {
    return `เปิดฐานข้อมูลไม่ได้ · The database cannot be opened (${error.code}): ${error.detail}`;
  }
  if (error instanceof Refusal) {
    const words = REFUSAL_WORDS[error.code];
    return `${words.th} · ${words.en} (${error.code} ${JSON.stringify(error.detail)})`;
  }
  if (error instanceof Error && 'code' in error && 'syscall' in error) {
    const words = /^(listen|getaddrinfo)$/.test(String(error.syscall)) ? LISTENING[String(error.code)] : undefined;
    if (words) return words;
    if ('path' in error) return `${NO_FILE} (${String(error.code)} ${String(error.syscall)} ${String(error.path)})`;
  }
  if (error instanceof Error && 'cmd' in error && 'stderr' in error) {
    const why = /^.*Error: .*$/m.exec(String(error.stderr))?.[0] ?? error.message;
    return `${NO_BUILD}: ${why}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const NO_FILE =
  'อ่านหรือเขียนไฟล์ที่ระบุไม่ได้ ตรวจพื้นที่ดิสก์ เจ้าของ และสิทธิ์ของโฟลเดอร์ · A file cannot be read or written: see to the room on the disk, owner and modes of the folder';
const NO_BUILD =
  'เตรียมหน้าเจ้าหน้าที่ไม่สำเร็จ ตรวจสิทธิ์ของโฟลเดอร์โปรแกรมและพื้นที่ดิสก์ · The console could not be built: see to who may write the program’s folder, and the room on the disk';
const NO_HOST =
  'HOST ไม่ใช่ที่อยู่ของเครื่องนี้ ตั้งเป็น 127.0.0.1 หรือ 0.0.0.0 · HOST is no address of this machine: set 127.0.0.1 or 0.0.0.0';
/** What keeps the door from being opened; the database has said its own by then. */
const LISTENING: Readonly<Record<string, string>> = {
  EADDRINUSE: 'พอร์ตนี้มีโปรแกรมอื่นใช้อยู่ ตั้ง PORT เป็นเลขอื่น · Another program uses this port: set PORT to another one',
  EACCES: 'ไม่มีสิทธิ์ใช้พอร์ตนี้ ตั้ง PORT เป็น 1024 ขึ้นไป · This port may not be used: set PORT to 1024 or more',
  EADDRNOTAVAIL: NO_HOST,
  ENOTFOUND: NO_HOST,
  EAI_AGAIN: NO_HOST,
};
