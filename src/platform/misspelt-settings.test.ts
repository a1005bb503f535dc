import { expect, it } from 'vitest';
import { begin, dataFolder } from '../../test/faults/running-server.ts';
import { SETTINGS } from './config.ts';
import { misspeltSettings } from './misspelt-settings.ts';

it.each([
  ['SMPT_URL', 'SMTP_URL'],
  ['LINE_CHANNEL_SECRETS', 'LINE_CHANNEL_SECRET'],
  ['DATABSE_URL', 'DATABASE_URL'],
  ['PUBLIC_URI', 'PUBLIC_URL'],
  ['DATA_DIRS', 'DATA_DIR'],
])('%s is asked about: is %s meant?', (given, meant) => {
  expect(misspeltSettings({ [given]: 'x' })).toEqual([expect.stringContaining(`is ${meant} meant?`)]);
});

it('tells of what begins as ours do, and is silent about what others set', () => {
  expect(misspeltSettings({ SMTP_HOST: 'x', LINE_CHANNEL_TOKEN: 'x' })).toHaveLength(2);
  const others = ['PATH', 'HOME', 'SORT', 'POST', 'LINES', 'ROLES', 'LOG_FILE', 'NODE_ENV', 'PWD', 'S3_KEY'];
  expect(misspeltSettings(Object.fromEntries([...SETTINGS, ...others].map((name) => [name, 'x'])))).toEqual([]);
});

it('is said when the program starts', async () => {
  using folder = dataFolder();
  const { said, ended } = begin(folder.path, { SMPT_URL: 'smtp://mail.example.org', PORT: 'none' });
  expect(await ended).toBe(1);
  expect(Buffer.concat(said).toString()).toMatch(/unknown setting SMPT_URL: is SMTP_URL meant\?/);
});
