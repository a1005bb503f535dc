import EyeOff from 'lucide-react/icons/eye-off';
import type { CaseView } from '../../../modules/complaints/contract.ts';
import { MASK } from '../../../modules/complaints/deidentified/contract.ts';
import { ShownWords } from '../../components/shown-words.tsx';
import { hiding } from './deidentified-words.ts';

type Why = NonNullable<CaseView['deidentified']>['why'];

/** Above a case whose names and numbers are hidden from its reader: that they are, why, and how that looks. */
export function DeidentifiedNote({ why, mayAsk }: { why: Why; mayAsk: boolean }) {
  const isConcealed = why === 'concealed';
  return (
    <section
      aria-labelledby="deidentified-title"
      className="flex items-start gap-2 border-b border-line bg-note px-4 py-2 text-14"
    >
      <EyeOff size={16} className="mt-1 shrink-0 text-ink-soft" aria-hidden />
      <div className="min-w-0">
        <p id="deidentified-title" className="font-head font-semibold">
          {hiding(isConcealed ? 'concealedTitle' : 'title')}
        </p>
        <p className="text-ink-soft">
          {hiding(isConcealed ? 'concealedWhy' : 'why')} {hiding('how')} <ShownWords>{MASK}</ShownWords>{' '}
          {hiding(isConcealed ? (mayAsk ? 'concealedMayAsk' : 'concealedRest') : 'rest')}
        </p>
      </div>
    </section>
  );
}
