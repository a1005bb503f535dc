import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { type Arrow, READING_REASONS } from '../../../../modules/plans/contract.ts';
import { formatInstant } from '../../../../thai/index.ts';
import { Button } from '../../../components/button.tsx';
import { language } from '../../../lib/i18n.ts';
import { monthSpan } from '../months.ts';
import { t } from './words.ts';

const readingWords = (why: string): string => {
  const known = READING_REASONS.find((reason) => reason === why);
  return known === undefined ? why : t(known);
};

type Span = { from: number; to: number };
type Props = { arrow: Arrow; onSettle: ((span: Span) => void) | null };

/** What was printed of an arrow that may mean several things, and the buttons that say which. */
export function DoubtCard({ arrow, onSettle }: Props) {
  const { doubt } = arrow;
  if (doubt === null) return null;
  const lang = language();
  const { printedFrom: from, printedTo: to, glyphs, settled } = doubt;
  const printed = t(from === to ? 'printedOne' : 'printed', { glyphs, from: String(from), to: String(to) });
  const where = to > 12 ? `${printed} (${t('pastSeptember')})` : printed;
  if (settled !== null) {
    return (
      <p className="text-14 text-ink-soft">
        {monthSpan(arrow, lang)}: {where} ·{' '}
        {t('settledBy', { name: settled.by, when: formatInstant(new Date(settled.at), { lang }) })}
      </p>
    );
  }
  const readings = doubt.readings.some((each) => each.from === arrow.from && each.to === arrow.to)
    ? doubt.readings
    : [{ from: arrow.from, to: arrow.to, why: '' }, ...doubt.readings];
  return (
    <div className="flex flex-col gap-1.5 rounded-control border border-soon bg-soon-tint px-3 py-2 text-soon">
      <p className="flex items-start gap-2 font-semibold">
        <TriangleAlert size={18} className="mt-0.5 shrink-0" aria-hidden />
        <span>
          {t('doubt')} <span className="font-normal">· {where}</span>
        </span>
      </p>
      <ul className="flex flex-col gap-x-6 gap-y-1.5 sm:flex-row sm:flex-wrap">
        {readings.map((reading) => (
          <li
            key={`${reading.from} ${reading.to} ${reading.why}`}
            className="flex flex-wrap items-center gap-x-3 gap-y-1"
          >
            {onSettle === null ? (
              <span className="font-semibold">{monthSpan(reading, lang)}</span>
            ) : (
              <Button size="small" onPress={() => onSettle(reading)}>
                {t(reading.why === '' ? 'keepAs' : 'readAs', { span: monthSpan(reading, lang) })}
              </Button>
            )}
            <span className="min-w-0 text-14">{readingWords(reading.why)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
