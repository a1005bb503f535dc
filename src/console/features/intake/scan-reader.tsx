import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { PetitionDraft } from '../../../modules/complaints/contract.ts';
import { Button } from '../../components/button.tsx';
import { FormFault } from '../../components/form-fault.tsx';
import { api } from '../../lib/api.ts';
import { scan } from './scan-words.ts';
import type { DraftBook } from './use-draft.ts';
import type { Upload } from './use-save.ts';

type Props = Pick<DraftBook, 'draft' | 'change'> & { file: File; upload: Upload };

/** Reads the first scan into the text, as a draft: what stands there already stays, and nothing is saved by it. */
export function ScanReader({ file, draft, change, upload }: Props) {
  const [controller, setController] = useState<AbortController | null>(null);
  const reading = useMutation({
    mutationFn: async ({ signal }: AbortController) => {
      const fileId = await upload(file);
      return api.post('/api/v1/petition-drafts', { fileId }, PetitionDraft, { signal });
    },
    meta: { quiet: true },
    onSuccess: ({ text }) => {
      if (text === '') return;
      change({ text: [draft.text.trim(), text].filter((each) => each !== '').join('\n\n'), textFrom: 'scan' });
    },
  });
  const begin = (): void => {
    const next = new AbortController();
    setController(next);
    reading.mutate(next);
  };
  const stop = (): void => {
    controller?.abort();
    reading.reset();
  };
  const { data } = reading;
  return (
    <div className="flex flex-col items-start gap-2">
      <div className="flex flex-wrap gap-2">
        <Button size="small" onPress={begin} isPending={reading.isPending}>
          {scan(reading.isPending ? 'reading' : 'read')}
        </Button>
        {reading.isPending ? (
          <Button size="small" look="quiet" onPress={stop}>
            {scan('stop')}
          </Button>
        ) : null}
      </div>
      <div role="status">
        {data?.text === '' ? <p>{scan('nothing')}</p> : null}
        {data !== undefined && data.pages > 1 ? <p>{scan('firstPage', { n: data.pages })}</p> : null}
        {data !== undefined && data.text !== '' ? (
          <>
            <p className="font-semibold">{scan('check')}</p>
            <p className="text-14 text-ink-soft">{scan('sure', { n: data.confidence })}</p>
            {data.doubtful.length === 0 ? null : (
              <p className="text-14 [overflow-wrap:anywhere]">
                {scan('doubtful')} {data.doubtful.map((word) => `“${word}”`).join(' ')}
              </p>
            )}
          </>
        ) : null}
      </div>
      {reading.isError ? <FormFault>{reading.error.message}</FormFault> : null}
    </div>
  );
}
