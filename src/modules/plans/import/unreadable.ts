import { Refusal } from '../../../platform/refusal.ts';
import type { UnreadableReason } from './contract.ts';

const CODES = {
  'too-large': 'file-too-large',
  'too-much-inside': 'file-too-large',
  'too-many-rows': 'file-too-large',
  'too-much-to-read': 'file-too-large',
  pdf: 'file-type-refused',
  'old-office': 'file-type-refused',
  image: 'file-type-refused',
  'open-document': 'file-type-refused',
  'other-archive': 'file-type-refused',
  'not-text': 'file-type-refused',
  rtf: 'file-type-refused',
  'reader-busy': 'reader-busy',
} as const satisfies Partial<Record<UnreadableReason, Refusal['code']>>;

export const unreadable = (reason: UnreadableReason): Refusal =>
  new Refusal(
    reason in CODES
      ? (Object.entries(CODES).find(([key]) => key === reason)?.[1] ?? 'file-unreadable')
      : 'file-unreadable',
    { reason },
  );
