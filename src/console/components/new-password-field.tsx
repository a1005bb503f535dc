import Eye from 'lucide-react/icons/eye';
import EyeOff from 'lucide-react/icons/eye-off';
import { type Ref, useState } from 'react';
import { problemAt } from '../lib/field-problem.ts';
import { defineWords } from '../lib/i18n.ts';
import { IconButton } from './icon-button.tsx';
import { TextField } from './text-field.tsx';

const t = defineWords({
  th: {
    rules: 'อย่างน้อย 12 ตัว ไม่ใช่อีเมลของท่าน ไม่ใช่คำที่คนใช้กันทั่วไป ใช้หลายคำต่อกันได้ เช่น สี่คำที่จำง่าย',
    show: 'แสดงรหัสผ่าน',
    hide: 'ซ่อนรหัสผ่าน',
    empty: 'ยังไม่ได้กรอก',
    short: 'สั้นไป ต้องอีก {n} ตัว',
    fair: 'ใช้ได้ ยาวกว่านี้ยิ่งดี',
    good: 'ดี',
    strong: 'ดีมาก',
    plain: 'เดาง่าย ใช้ตัวซ้ำหรือเรียงกันมากไป',
    strength: 'ความแข็งแรง: {word}',
    'too-short': 'รหัสผ่านสั้นไป ต้องมีอย่างน้อย 12 ตัว',
    'too-long': 'รหัสผ่านยาวเกิน 200 ตัว',
    'too-common': 'รหัสผ่านนี้เดาง่าย มีคนใช้กันมาก ตั้งใหม่ให้เดายากกว่านี้',
    'same-as-email': 'รหัสผ่านซ้ำกับอีเมล ตั้งใหม่ให้ต่างออกไป',
  },
  en: {
    rules: 'At least 12 characters, not your e-mail, not a common word. Several words in a row are good.',
    show: 'Show password',
    hide: 'Hide password',
    empty: 'Nothing yet',
    short: 'Too short: {n} more',
    fair: 'Fair; longer is better',
    good: 'Good',
    strong: 'Strong',
    plain: 'Easy to guess: too many repeated signs',
    strength: 'Strength: {word}',
    'too-short': 'Too short: at least 12 characters',
    'too-long': 'Longer than 200 characters',
    'too-common': 'Many people use this one. Choose one that is harder to guess.',
    'same-as-email': 'The same as the e-mail. Choose another.',
  },
});

const LEAST = 12;

export const isLongEnough = (password: string): boolean => password.length >= LEAST;

/** A first word while typing; the server, which knows what everybody uses, decides. */
function strengthOf(password: string): { word: string; parts: 0 | 1 | 2 | 3 | 4 } {
  const missing = LEAST - password.length;
  if (password === '') return { word: t('empty'), parts: 0 };
  if (missing > 0) return { word: t('short', { n: missing }), parts: 1 };
  if (new Set(password.toLowerCase()).size < 6) return { word: t('plain'), parts: 1 };
  if (password.length < 16) return { word: t('fair'), parts: 2 };
  return password.length < 20 ? { word: t('good'), parts: 3 } : { word: t('strong'), parts: 4 };
}

const PROBLEMS = ['too-short', 'too-long', 'too-common', 'same-as-email'] as const;

/** The server's word on a password, for people; undefined when it found nothing wrong with it. */
export function passwordProblem(error: unknown): string | undefined {
  const problem = problemAt(error, '/password');
  const known = PROBLEMS.find((each) => each === problem);
  return known === undefined ? undefined : t(known);
}

type Props = {
  label: string;
  value: string;
  onChange: (password: string) => void;
  error?: string | undefined;
  inputRef?: Ref<HTMLInputElement>;
};

/** A password that is chosen: its rules before, its strength in words and bars while typing. */
export function NewPasswordField({ label, value, onChange, error, inputRef }: Props) {
  const [shown, setShown] = useState(false);
  const { word, parts } = strengthOf(value);
  return (
    <div className="flex flex-col gap-1.5">
      <TextField
        label={label}
        help={t('rules')}
        type={shown ? 'text' : 'password'}
        name="new-password"
        autoComplete="new-password"
        value={value}
        onChange={onChange}
        error={error}
        {...(inputRef === undefined ? {} : { inputRef })}
        after={
          <IconButton
            label={t(shown ? 'hide' : 'show')}
            icon={shown ? <EyeOff size={19} aria-hidden /> : <Eye size={19} aria-hidden />}
            onPress={() => setShown(!shown)}
          />
        }
      />
      <div className="flex items-center gap-3 text-14 text-ink-soft">
        <span aria-hidden className="flex grow gap-1">
          {[1, 2, 3, 4].map((part) => (
            <span
              key={part}
              className={`h-1.5 grow rounded-full ${part > parts ? 'bg-line' : parts === 1 ? 'bg-overdue' : parts === 2 ? 'bg-soon' : 'bg-done'}`}
            />
          ))}
        </span>
        <span role="status" className="shrink-0">
          {t('strength', { word })}
        </span>
      </div>
    </div>
  );
}
