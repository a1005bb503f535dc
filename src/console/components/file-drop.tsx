import Paperclip from 'lucide-react/icons/paperclip';
import Upload from 'lucide-react/icons/upload';
import X from 'lucide-react/icons/x';
import { useId, useState } from 'react';
import { DropZone, Text } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import type { DropItem } from 'react-aria-components/ListBox';
import { t } from '../lib/words/t.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';

type Props = {
  label: string;
  help?: string;
  files: readonly File[];
  onChange: (files: File[]) => void;
  /** MIME types ("image/jpeg"). The server looks again at the content. */
  accept: readonly string[];
  maxFiles?: number;
  maxMegabytes?: number;
};

/** Choose or drop files. What is refused is said by name, and what was chosen before stays. */
export function FileDrop({ label, help, files, onChange, accept, maxFiles = 5, maxMegabytes = 10 }: Props) {
  const [faults, setFaults] = useState<string[]>([]);
  const faultId = useId();
  const add = (incoming: readonly File[]): void => {
    const found: string[] = [];
    const good = incoming.filter((file) => {
      if (!accept.includes(file.type)) found.push(t(isHeic(file) ? 'fileHeic' : 'fileWrongKind', { name: file.name }));
      else if (file.size > maxMegabytes * 1024 * 1024)
        found.push(t('fileTooLarge', { name: file.name, size: maxMegabytes }));
      else return true;
      return false;
    });
    if (files.length + good.length > maxFiles) found.push(t('tooManyFiles', { n: maxFiles }));
    setFaults(found);
    onChange([...files, ...good].slice(0, maxFiles));
  };
  return (
    <div className="flex flex-col gap-1">
      <DropZone
        onDrop={(event) => void filesOf(event.items).then(add)}
        className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-control border border-dashed border-line-strong bg-surface p-3 data-drop-target:border-solid data-drop-target:border-primary data-drop-target:bg-primary-tint"
      >
        <Text slot="label" className="basis-full font-head font-semibold">
          {label}
        </Text>
        {help === undefined ? null : <span className="basis-full text-14 text-ink-soft">{help}</span>}
        <FileTrigger
          acceptedFileTypes={[...accept]}
          allowsMultiple={maxFiles > 1}
          onSelect={(list) => add(list === null ? [] : [...list])}
        >
          <Button
            size="small"
            icon={<Upload size={16} aria-hidden />}
            isDisabled={files.length >= maxFiles}
            aria-describedby={faultId}
          >
            {t('chooseFiles')}
          </Button>
        </FileTrigger>
        <span className="text-14 text-ink-soft max-sm:hidden">{t('dropFiles')}</span>
      </DropZone>
      <div id={faultId} role="status">
        {faults.map((fault) => (
          <p key={fault} className="text-14 font-semibold text-danger">
            {fault}
          </p>
        ))}
      </div>
      <ul className="flex flex-col">
        {files.map((file, at) => (
          <li key={`${file.name} ${file.size} ${file.lastModified}`} className="flex items-center gap-2">
            <Paperclip size={16} className="shrink-0 text-ink-soft" aria-hidden />
            <span className="truncate">{file.name}</span>
            <span className="text-14 whitespace-nowrap text-ink-faint tabular-nums">
              {(file.size / 1024 / 1024).toFixed(1)} MB
            </span>
            <IconButton
              label={t('removeFile', { name: file.name })}
              icon={<X size={16} aria-hidden />}
              onPress={() => onChange(files.filter((_, other) => other !== at))}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What an iPhone keeps; some systems give it no media type. */
const isHeic = (file: File): boolean => /^image\/hei[cf]/.test(file.type) || /\.hei[cf]$/i.test(file.name);

async function filesOf(items: readonly DropItem[]): Promise<File[]> {
  return Promise.all(items.filter((item) => item.kind === 'file').map((item) => item.getFile()));
}
