import { isApple } from '../lib/shortcuts.ts';

/** Keys as caps: "mod+k" is ⌘K or Ctrl K, "g i" is two caps after each other. Spoken by aria-keyshortcuts, not read here. */
export function KeyboardHint({ keys }: { keys: string }) {
  return (
    <span aria-hidden className="inline-flex gap-1">
      {keys.split(' ').map((key, at) => (
        <kbd
          // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice, and the order never changes.
          key={at}
          className="inline-grid min-w-5 place-items-center rounded-[4px] border border-line bg-sunken px-1 font-head text-[0.8125rem] leading-normal text-ink-soft uppercase"
        >
          {key.replace('mod+', isApple ? '⌘' : 'Ctrl ')}
        </kbd>
      ))}
    </span>
  );
}
