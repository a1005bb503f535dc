import { useSyncExternalStore } from 'react';

const wide = matchMedia('(min-width: 1100px)');

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
}

/** Whether a list and a case have room beside each other. */
export const useIsWide = (): boolean => useSyncExternalStore(subscribe, () => wide.matches);
