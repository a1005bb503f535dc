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
    SMTP_URL: ['smtp://desk@a.go.th:p#ss:word', 'https://mail.example.org'],
    IMAP_URL: ['xx', 'smtp://a:b@host'],
    S3_URL: ['http://a', 'https://s3.example.org/bucket'],
  };
  for (const [name, values] of Object.entries(wrong))
    for (const value of values) {
      expect(trouble({ [name]: value }), value).toContain(`${name}: `);
      expect(trouble({ [name]: value }), value).not.toContain('    at ');
    }
  expect(trouble({ SMTP_URL: 'smtp://desk@a.go.th:p#ss:word' })).toContain('%40');
});

it('takes addresses as they are written', () => {
  const right = {
    SMTP_URL: 'smtp://desk%40a.go.th:p%23ss@mail.a.go.th:587',
    IMAP_URL: 'imaps://desk%40a.go.th:p%3Aw@mail.a.go.th/INBOX',
    S3_URL: 'https://KEY:SEC%2FRET@s3.example.org/bucket/desk?region=th',
  };
  expect(readConfig(right)).toMatchObject(right);
});
