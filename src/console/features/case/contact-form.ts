import { z } from 'zod';
import type { CaseView } from '../../../modules/complaints/contract.ts';

export type ContactForm = {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  /** null: nobody has chosen yet, of whoever gave no name until now. */
  readonly identity: 'named' | 'concealed' | null;
  readonly newCode: boolean;
  readonly reason: string;
};
export type ContactFault = 'email' | 'identity' | 'reason' | 'nothing';

/** As the server has it (`reason` of the contracts). */
const SHORTEST = 5;

/** The form as it opens: what is known now. */
export const startForm = ({ identity }: Pick<CaseView, 'identity'>, contact: CaseView['contact']): ContactForm => ({
  name: contact?.name ?? '',
  phone: contact?.phone ?? '',
  email: contact?.email ?? '',
  identity: identity === 'anonymous' ? null : identity,
  newCode: false,
  reason: '',
});

/** What keeps the form from being sent. */
export function faultsIn(form: ContactForm, start: ContactForm): ContactFault[] {
  const { name, phone, email, identity } = form;
  const isSame =
    !form.newCode &&
    (['name', 'phone', 'email', 'identity'] as const).every(
      (part) => (form[part] ?? '').trim() === (start[part] ?? '').trim(),
    );
  return [
    ...(email.trim() !== '' && !z.email().safeParse(email.trim()).success ? (['email'] as const) : []),
    ...(identity === null && [name, phone, email].some((each) => each.trim() !== '') ? (['identity'] as const) : []),
    ...(form.reason.trim().length < SHORTEST ? (['reason'] as const) : []),
    ...(isSame ? (['nothing'] as const) : []),
  ];
}
