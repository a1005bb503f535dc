import { useState } from 'react';
import type { z } from 'zod';
import { useMe } from './me.ts';

/**
 * A choice that is kept for one person in this browser, also when several use the machine. What cannot be read is the fallback.
 * The contract says what may be kept.
 */
export function useRemembered<C extends z.ZodType>(
  name: string,
  contract: C,
  fallback: z.output<C>,
): [value: z.output<C>, keep: (value: z.output<C>) => void] {
  const me = useMe();
  const key = `fangsiang.${name}.${me.user.id}`;
  const [value, setValue] = useState(() => read(key, contract) ?? fallback);
  return [
    value,
    (next) => {
      setValue(next);
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Storage is closed in some private windows: the choice lasts until the page does.
      }
    },
  ];
}

function read<C extends z.ZodType>(key: string, contract: C): z.output<C> | undefined {
  try {
    return contract.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null')).data;
  } catch {
    return undefined;
  }
}
