import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { DraftImport } from '../../../../modules/plans/contract.ts';
import { t } from './words.ts';

type Doubt = DraftImport['doubts'][number];
const PART = { document: 'part_document', title: 'part_title', sipoc: 'part_sipoc', plan: 'part_plan' } as const;

type Props = { title: string; doubts: readonly Doubt[]; heading?: 'h2' | 'h3' };

/** What may mean something else: where it stands, what is printed there, and what it may mean. */
export function DoubtList({ title, doubts, heading: Heading = 'h3' }: Props) {
  if (doubts.length === 0) return null;
  return (
    <div className="rounded-control border border-soon bg-soon-tint px-3 py-2">
      <Heading className="flex items-center gap-2 text-16 text-soon">
        <TriangleAlert size={18} aria-hidden />
        {title} ({doubts.length})
      </Heading>
      <ol className="flex flex-col">
        {doubts.map((doubt, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that was read once; two doubts may say the same.
          <li key={at} className="border-t border-line py-1.5 leading-normal first:border-t-0">
            <p>{doubt.message}</p>
            <p className="flex flex-wrap gap-x-3 text-14 text-ink-soft">
              <span>
                {t(PART[doubt.part])}
                {doubt.at === null ? '' : ` · ${doubt.at}`}
                {doubt.line === null ? '' : ` · ${t('line', { n: doubt.line })}`}
              </span>
              {doubt.raw === '' ? null : (
                <span className="min-w-0 break-words whitespace-pre-wrap">{t('raw', { raw: doubt.raw })}</span>
              )}
            </p>
            {doubt.readings.length === 0 ? null : (
              <p className="text-14">
                {t('readings')}: {doubt.readings.join(' · ')}
              </p>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
