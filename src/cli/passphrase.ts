import { readFile } from 'node:fs/promises';
import { UsageError } from './print.ts';

const LEAST = 12;

/** The first line of a file; null where none is named. Never an argument or a setting: those are seen by everybody on the machine. */
export async function readPassphrase(file: string | undefined): Promise<string | null> {
  if (file === undefined) return null;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(
      `อ่านไฟล์รหัสผ่าน ${file} ไม่ได้ · the passphrase file cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : ''})`,
    );
  });
  const line = (text.split(/\r?\n/, 1)[0] ?? '').trim();
  if (line.length < LEAST)
    throw new UsageError(`รหัสผ่านต้องยาวอย่างน้อย ${LEAST} ตัวอักษร · the passphrase has at least ${LEAST} letters`);
  return line;
}
