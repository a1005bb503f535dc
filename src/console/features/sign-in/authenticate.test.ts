import { expect, test } from 'vitest';
import { ApiError } from '../../lib/api.ts';
import { faultWords } from './authenticate.ts';

test('a form that is refused says so; a wrong account and a wrong password are one sentence', () => {
  const said = (status: number, code: string) => faultWords(new ApiError(status, code, 'ของเซิร์ฟเวอร์'), 'ไม่ถูกต้อง');
  expect(said(403, 'forged-form')).toBe('ของเซิร์ฟเวอร์');
  expect(said(401, 'wrong-credentials')).toBe('ไม่ถูกต้อง');
  expect(said(503, 'database-unavailable')).toBe('ของเซิร์ฟเวอร์');
});
