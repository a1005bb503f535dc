import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { z } from 'zod';
import { type Intake, IntakeDone } from '../../../modules/complaints/contract.ts';
import { api } from '../../lib/api.ts';

const FileKept = z.object({ id: z.uuid() });

export type Upload = (file: File) => Promise<string>;

/** Uploads a file once, however often it is asked for; answers with its id. */
export function useUpload(): Upload {
  const uploaded = useRef(new WeakMap<File, string>());
  return async (file) => {
    const known = uploaded.current.get(file);
    if (known !== undefined) return known;
    const form = new FormData();
    form.append('file', file, file.name);
    const { id } = await api.post('/api/v1/files', form, FileKept);
    uploaded.current.set(file, id);
    return id;
  };
}

/** Uploads what was scanned, then registers. Trying again after an error sends the same intake again. */
export function useSave(upload: Upload, onDone: (done: IntakeDone) => void) {
  return useMutation({
    mutationFn: async ({ files, intake }: { files: readonly File[]; intake: (fileIds: string[]) => Intake }) => {
      const ids: string[] = [];
      // One after the other: a counter's line is thin, and the first refusal names its file.
      for (const file of files) ids.push(await upload(file));
      return api.post('/api/v1/intake', intake(ids), IntakeDone);
    },
    meta: { quiet: true },
    onSuccess: onDone,
  });
}
