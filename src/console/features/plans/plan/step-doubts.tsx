import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { StepDoubt } from '../../../../modules/plans/contract.ts';
import { formatInstant } from '../../../../thai/index.ts';
import { Button } from '../../../components/button.tsx';
import { language } from '../../../lib/i18n.ts';
import { t } from './words.ts';

type Props = { doubts: readonly StepDoubt[]; onLeave: (code: StepDoubt['code']) => void };

/** What a copy from the year before could not carry over: choosing another settles it, or the button that leaves it so. */
export function StepDoubts({ doubts, onLeave }: Props) {
  const lang = language();
  return doubts.map(({ code, name, settled }) =>
    settled ? (
      <p key={code} className="text-14 text-ink-soft">
        {t(code, { name })} ·{' '}
        {t('settledBy', { name: settled.by, when: formatInstant(new Date(settled.at), { lang }) })}
      </p>
    ) : (
      <p
        key={code}
        className="flex flex-wrap items-start gap-2 rounded-control border border-soon bg-soon-tint px-3 py-2 text-soon"
      >
        <TriangleAlert size={18} className="mt-0.5 shrink-0" aria-hidden />
        <span className="min-w-0 flex-1">{t(code, { name })}</span>
        <Button size="small" onPress={() => onLeave(code)}>
          {t('leaveSo')}
        </Button>
      </p>
    ),
  );
}
