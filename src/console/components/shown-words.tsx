import { Fragment } from 'react';
import { MASK } from '../../modules/complaints/deidentified/contract.ts';
import { caseWords } from '../lib/case-words.ts';

/** Words of a case; what is masked in them is seen to be masked, and read out so. */
export function ShownWords({ children }: { children: string }) {
  return children.split(MASK).map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed sentence.
    <Fragment key={at}>
      {at === 0 ? null : (
        <span className="rounded-[3px] bg-sunken px-0.5 text-ink-soft">
          <span aria-hidden>{MASK}</span>
          <span className="sr-only"> {caseWords('hidden')} </span>
        </span>
      )}
      {part}
    </Fragment>
  ));
}
