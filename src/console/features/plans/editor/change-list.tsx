import type { Describe } from './describe.ts';
import type { Change, Tree } from './nodes.ts';
import { t } from './words.ts';

type Props = { label: string; changes: readonly Change[]; before: Tree; after: Tree; describe: Describe };

/** What is different, one line each, with what it was and what it is. */
export function ChangeList({ label, changes, before, after, describe }: Props) {
  return (
    <section aria-label={label} className="flex flex-col gap-1">
      <h3 className="text-16">{label}</h3>
      <ul className="flex max-h-72 flex-col overflow-y-auto rounded-control border border-line">
        {changes.map((change) => {
          const told = describe.change(change, before, after);
          return (
            <li key={told.key} className="border-t border-line px-3 py-1.5 leading-normal first:border-t-0">
              <span className="font-semibold">{told.what}</span> {told.where}
              {told.after === undefined ? null : (
                <span className="block text-14 text-ink-soft">
                  {t('before')}: {told.before} → {t('after')}: <span className="text-ink">{told.after}</span>
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
