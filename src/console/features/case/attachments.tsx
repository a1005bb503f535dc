import { useMutation } from '@tanstack/react-query';
import Paperclip from 'lucide-react/icons/paperclip';
import X from 'lucide-react/icons/x';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { z } from 'zod';
import { Button } from '../../components/button.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { api } from '../../lib/api.ts';
import { t } from './words.ts';

type Kept = { id: string; name: string };
type Props = { files: readonly Kept[]; onAdd: (file: Kept) => void; onRemove: (id: string) => void };

const ACCEPTED = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'];
const Uploaded = z.object({ id: z.string() });

/** Files go to the server as soon as they are chosen, so that a draft keeps them; the server looks at their content. */
export function Attachments({ files, onAdd, onRemove }: Props) {
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const form = new FormData();
      form.append('file', file);
      return { id: (await api.post('/api/v1/files', form, Uploaded)).id, name: file.name };
    },
    onSuccess: onAdd,
  });
  const send = async (list: FileList | null): Promise<void> => {
    for (const file of list ?? []) await upload.mutateAsync(file).catch(() => undefined);
  };
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      <FileTrigger acceptedFileTypes={ACCEPTED} allowsMultiple onSelect={(list) => void send(list)}>
        <Button size="small" look="quiet" icon={<Paperclip size={15} aria-hidden />} isPending={upload.isPending}>
          {t(upload.isPending ? 'attaching' : 'attach')}
        </Button>
      </FileTrigger>
      {files.length === 0 ? <span className="text-14 text-ink-faint max-sm:hidden">{t('attachHelp')}</span> : null}
      {files.map((file) => (
        <span key={file.id} className="inline-flex max-w-full items-center rounded-full bg-sunken ps-3 text-14">
          <span className="truncate">{file.name}</span>
          <IconButton
            label={t('removeFile', { name: file.name })}
            icon={<X size={14} aria-hidden />}
            onPress={() => onRemove(file.id)}
          />
        </span>
      ))}
    </div>
  );
}
