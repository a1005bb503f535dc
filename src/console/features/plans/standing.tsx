import type { PlansDocument } from '../../../modules/plans/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { language } from '../../lib/i18n.ts';
import { t } from './words.ts';

const WORD = {
  source: 'sourceStanding',
  blank: 'blankStanding',
  proposal: 'proposalStanding',
  own: 'ownStanding',
} as const;
const FACE = {
  source: 'border-line bg-sunken text-ink-soft',
  blank: 'border-dashed border-line-strong text-ink-soft',
  proposal: 'border-dashed border-soon bg-soon-tint text-soon',
  own: 'border-line bg-primary-tint text-primary-ink',
};
type Standing = Pick<PlansDocument, 'standing' | 'approvedAt' | 'approvedBy'>;

/** Where a chart or plan comes from, and whether it is approved. */
export function StandingBadge({ document: { standing, approvedAt, approvedBy } }: { document: Standing }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5 text-14">
      <span className={`rounded-full border px-2 ${FACE[standing]}`}>{t(WORD[standing])}</span>
      {approvedAt === null ? null : (
        <span
          className="rounded-full bg-done-tint px-2 font-semibold text-done"
          title={t('approvedBy', {
            name: approvedBy ?? '',
            when: formatInstant(new Date(approvedAt), { lang: language() }),
          })}
        >
          ✓ {t('approved')}
        </span>
      )}
    </span>
  );
}
