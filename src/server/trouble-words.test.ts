import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { readConfig } from '../platform/config.ts';
import { troubleWords } from './trouble-words.ts';

const trouble = (env: Record<string, string>): string => {
  try {
    readConfig(env);
    return '';
  } catch (error) {
    return troubleWords(error);
  }
};

it('names the variable of an address that is none, and how its signs are written', () => {
  const wrong = {
    SMTP_URL: ['smtp://desk@a.go.th:p#ss:word', 'https://mail.example.org', 'smtp://desk:100%pass@mail.example.org'],
    IMAP_URL: ['xx', 'smtp://a:b@host', 'imaps://desk:100%pass@mail.example.org'],
    S3_URL: ['http://a', 'https://s3.example.org/bucket', 'https://KEY:SEC%RET@s3.example.org/bucket'],
    PUBLIC_URL: ['https://desk.example.org/fangsiang', 'https://desk.example.org?x=1'],
    MAIL_FROM: ['เทศบาล', 'desk at example.org'],
  };
  for (const [name, values] of Object.entries(wrong))
    for (const value of values) {
      expect(trouble({ [name]: value }), value).toContain(`${name}: `);
      expect(trouble({ [name]: value }), value).not.toContain('    at ');
    }
  expect(trouble({ SMTP_URL: 'smtp://desk@a.go.th:p#ss:word' })).toContain('%40');
});

it('says in Thai, and English behind it, what a setting should be', () => {
  const wrong: [name: string, value: string, thai: string][] = [
    ['PORT', 'abc', 'ต้องเป็นตัวเลข · must be a number'],
    ['PORT', '', 'ต้องไม่น้อยกว่า 1 ตัวอักษร'],
    ['PORT', '70000', 'ต้องไม่เกิน 65535'],
    ['ROLE', 'boss', 'ต้องเป็นค่าใดค่าหนึ่งใน all, web, worker'],
    ['SECRET_KEY', 'short', 'ต้องไม่น้อยกว่า 32 ตัวอักษร'],
    ['ADMIN_EMAIL', 'me', 'ต้องเป็นอีเมล'],
    ['ADMIN_PASSWORD', '123', 'ต้องไม่น้อยกว่า 8 ตัวอักษร'],
    ['PUBLIC_URL', 'ours', 'ต้องเป็นที่อยู่เว็บ'],
    ['TRUST_PROXY', 'perhaps', 'ไม่อยู่ในรูปแบบที่รับได้'],
    ['DATABASE_URL', 'mysql://x', 'postgres://user:password@host:5432/database'],
  ];
  for (const [name, value, thai] of wrong)
    expect(trouble({ [name]: value })).toContain(`${name}: ${thai}`.replace(': postgres', ': เขียนแบบ postgres'));
});

it('takes addresses as they are written', () => {
  const right = {
    SMTP_URL: 'smtp://desk%40a.go.th:p%23ss@mail.a.go.th:587',
    IMAP_URL: 'imaps://desk%40a.go.th:p%3Aw@mail.a.go.th/INBOX',
    S3_URL: 'https://KEY:SEC%2FRET@s3.example.org/bucket/desk?region=th',
    MAIL_FROM: '"เทศบาล" <desk@example.go.th>',
    PUBLIC_URL: 'https://desk.example.org:8443',
  };
  expect(readConfig(right)).toMatchObject(right);
});

it('says what is wrong with a door that cannot be opened', async () => {
  for (const [host, words] of [
    ['no-such-host.invalid', 'HOST ไม่ใช่ที่อยู่ของเครื่องนี้'],
    ['203.0.113.7', 'HOST ไม่ใช่ที่อยู่ของเครื่องนี้'],
  ] as const) {
    const server = createServer();
    const error = await new Promise((resolve) => server.once('error', resolve).listen(0, host));
    expect(troubleWords(error)).toContain(words);
  }
});

it('says why the console was not built, without a trace', async () => {
  const built = promisify(execFile)(process.execPath, ['-e', 'throw new Error("EACCES: permission denied")']);
  const words = troubleWords(await built.catch((error: unknown) => error));
  expect(words).toMatch(/^เตรียมหน้าเจ้าหน้าที่ไม่สำเร็จ.*: .*EACCES: permission denied$/);
});
