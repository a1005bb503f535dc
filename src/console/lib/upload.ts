import { z } from 'zod';
import { api } from './api.ts';

const Kept = z.object({ id: z.uuid() });

/** Keeps a file at the server until something it belongs to is saved; gives its id. @throws ApiError for a file that is refused */
export async function uploadFile(file: File): Promise<string> {
  const form = new FormData();
  form.append('file', file, file.name);
  return (await api.post('/api/v1/files', form, Kept)).id;
}
