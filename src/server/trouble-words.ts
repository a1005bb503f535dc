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
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'พอร์ตนี้มีโปรแกรมอื่นใช้อยู่ ตั้ง PORT เป็นเลขอื่น · Another program uses this port: set PORT to another one';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
