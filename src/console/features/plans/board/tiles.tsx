import type { Totals } from '../contents.ts';
import { t } from '../words.ts';

/** What the year comes to; what is behind stands out only where there is any. */
export function Tiles({ totals }: { totals: Totals }) {
  const tiles = [
    { label: t('steps'), n: totals.steps, face: '' },
    { label: t('tileDone'), n: totals.done, face: 'text-done' },
    { label: t('tileLate'), n: totals.late, face: totals.late > 0 ? 'text-overdue' : '' },
    { label: t('tileMissed'), n: totals.missed, face: totals.missed > 0 ? 'text-overdue' : '' },
    { label: t('tilePartly'), n: totals.partly, face: totals.partly > 0 ? 'text-soon' : '' },
    { label: t('tileUnproven'), n: totals.unproven, face: '' },
    { label: t('tileDoubts'), n: totals.doubts, face: totals.doubts > 0 ? 'text-soon' : '' },
  ];
  return (
    <dl aria-label={t('totals')} className="grid grid-cols-2 gap-2 sm:grid-cols-4 lg:grid-cols-7">
      {tiles.map(({ label, n, face }) => (
        <div key={label} className="card flex flex-col-reverse justify-end px-3 py-2">
          <dt className="text-14 text-ink-soft">{label}</dt>
          <dd className={`font-head text-22 font-semibold tabular-nums ${face}`}>{n.toLocaleString('en-US')}</dd>
        </div>
      ))}
    </dl>
  );
}
