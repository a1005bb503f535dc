import { useSyncExternalStore } from 'react';

function watched(query: string): () => boolean {
  const media = matchMedia(query);
  const subscribe = (listener: () => void) => {
    media.addEventListener('change', listener);
    return () => media.removeEventListener('change', listener);
  };
  return () => useSyncExternalStore(subscribe, () => media.matches);
}

/** Whether a list and a case have room beside each other. */
export const useIsWide = watched('(min-width: 1100px)');
/** A telephone held upright. */
export const useIsNarrow = watched('(max-width: 639px)');
