import { useMutation } from '@tanstack/react-query';
import Download from 'lucide-react/icons/download';
import { api } from '../lib/api.ts';
import { saveFile } from '../lib/save-file.ts';
import { t } from '../lib/words/t.ts';
import { Button } from './button.tsx';

type Props = {
  /** What it is, in a word: "PDF". */
  name: string;
  path: string;
};

/** A paper that the server makes when it is asked for: says that it is being made, then hands it over, or says why not. */
export function FileButton({ name, path }: Props) {
  const make = useMutation({
    mutationFn: () => api.file(path),
    onSuccess: (made) => saveFile(made.name, made.file),
  });
  return (
    <>
      <Button
        size="small"
        look="quiet"
        icon={<Download size={16} aria-hidden />}
        isPending={make.isPending}
        onPress={() => make.mutate()}
      >
        {name}
      </Button>
      <span role="status" className="sr-only">
        {make.isPending ? t('makingFile', { name }) : ''}
      </span>
    </>
  );
}
