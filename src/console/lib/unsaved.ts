import { useEffect } from 'react';

let forms = 0;

/** While `isUnsaved`, something on the page would be lost if it were drawn anew. */
export function useUnsaved(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return undefined;
    forms += 1;
    return () => {
      forms -= 1;
    };
  }, [isUnsaved]);
}

export const holdsUnsaved = (): boolean => forms > 0;
