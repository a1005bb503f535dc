import type { CaseView } from '../../../modules/complaints/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { language } from '../../lib/i18n.ts';
import { contacts as t } from './contact-words.ts';

/** What stood there before, struck through as on paper, with who corrected it and when. */
export function FormerContacts({ former }: { former: CaseView['formerContacts'] }) {
  if (former.length === 0) return null;
  return (
    <details className="text-14">
      <summary className="w-fit py-1.5 rounded-[4px] text-primary underline underline-offset-4">{t('former')}</summary>
      <ul className="mt-1 flex flex-col gap-1.5">
        {former.map(({ at, byName, name = '', phone = '', email = '' }) => (
          <li key={at}>
            <s className="block [overflow-wrap:anywhere]">
              {[name, phone, email].filter((each) => each !== '').join(' · ') || t('formerNobody')}
            </s>
            <span className="text-ink-soft">
              {t('formerBy', { at: formatInstant(new Date(at), { lang: language() }), name: byName ?? '–' })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
