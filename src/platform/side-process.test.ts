import { expect, it } from 'vitest';
import { SideProcessEnded, sideProcess } from './side-process.ts';

const script = new URL('./side-process.sample.ts', import.meta.url);

it('does the work in order, one at a time, and gives back bytes as bytes', async () => {
  const ask = sideProcess(script);
  const answers = await Promise.all([ask({ wait: 30, say: 1 }), ask({ say: 2 }), ask({ say: new Uint8Array([7]) })]);
  expect(answers).toEqual([1, 2, new Uint8Array([7])]);
});

it('says what failed, and goes on with the next', async () => {
  const ask = sideProcess(script);
  await expect(ask({ fail: 'no' })).rejects.toThrow('no');
  expect(await ask({ say: 'yes' })).toBe('yes');
});

it('begins anew after the process was killed in the middle', async () => {
  const ask = sideProcess(script);
  const [lost, next] = await Promise.allSettled([ask({ die: true }), ask({ say: 'again' })]);
  expect(lost).toMatchObject({ status: 'rejected', reason: expect.any(SideProcessEnded) });
  expect(next).toEqual({ status: 'fulfilled', value: 'again' });
});

it('lets the process know no address with a password', async () => {
  process.env['SMTP_URL'] = 'smtp://user:secret@example.org';
  const known = await sideProcess(script)({ environment: true });
  delete process.env['SMTP_URL'];
  expect(known).not.toContain('SMTP_URL');
  expect(known).toContain('PATH');
});
