import { type ReactNode, useState } from 'react';
import { t } from '../lib/words/t.ts';
import { Button } from './button.tsx';

/** About what fits on a screen beside what came after it. */
const LONGEST = 1200;

/** Words that somebody wrote at length: their beginning, and all of them on a press; on paper all of them. */
export function Folded({ length, children }: { length: number; children: ReactNode }) {
  const [isOpen, setOpen] = useState(length <= LONGEST);
  if (isOpen) return children;
  return (
    <>
      <div className="max-h-80 overflow-hidden [mask-image:linear-gradient(black_75%,transparent)] print:max-h-none print:[mask-image:none]">
        {children}
      </div>
      <div data-print="no">
        <Button size="small" onPress={() => setOpen(true)}>
          {t('readAll', { n: length })}
        </Button>
      </div>
    </>
  );
}
