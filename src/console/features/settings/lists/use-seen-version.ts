import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import type { Entry } from '../../../../modules/people/contract.ts';
import { ApiError } from '../../../lib/api.ts';

const Overtaken = z.object({ version: z.int() });

/** Which version of an entry a dialog goes by. Who was overtaken is told, and whoever saves then knows of it. */
export function useSeenVersion(entry: Entry | null): { version: number | undefined; heed: (error: unknown) => void } {
  const queryClient = useQueryClient();
  const [version, setVersion] = useState(entry?.version);
  const heed = (error: unknown): void => {
    const newer = isOvertaken(error) ? Overtaken.safeParse(error.detail) : null;
    if (!newer?.success) return;
    setVersion(newer.data.version);
    void queryClient.invalidateQueries({ queryKey: ['directory'] });
  };
  return { version, heed };
}

export const isOvertaken = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.code === 'changed-meanwhile';
