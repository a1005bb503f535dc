import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import FileText from 'lucide-react/icons/file-text';
import { type KeyboardEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { FileView } from '../../../modules/complaints/contract.ts';
import { Dialog } from '../../components/dialog.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { t } from './words.ts';

const address = (file: FileView): string => `/api/v1/files/${file.id}`;
const isPicture = (file: FileView): boolean => file.mediaType.startsWith('image/');

/** Pictures small and in a row, papers by name. */
export function Thumbs({ files, onOpen }: { files: readonly FileView[]; onOpen: (id: string) => void }) {
  if (files.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2">
      {files.map((file) => (
        <li key={file.id} className="max-w-full">
          {isPicture(file) ? (
            <Button
              onPress={() => onOpen(file.id)}
              aria-label={t('photoFrom', { name: file.name })}
              className="relative block overflow-hidden rounded-control border border-line bg-sunken"
            >
              <img src={address(file)} alt="" loading="lazy" width={96} height={96} className="size-24 object-cover" />
            </Button>
          ) : file.mediaType.startsWith('audio/') ? (
            // biome-ignore lint/a11y/useMediaCaption: a telephone call has no captions; what was said is the case's text.
            <audio
              controls
              preload="none"
              src={address(file)}
              aria-label={t('recording', { name: file.name })}
              className="h-10 w-72 max-w-full"
            />
          ) : (
            <a
              href={address(file)}
              target="_blank"
              rel="noreferrer"
              className="inline-flex min-h-8 max-w-full items-center gap-2 rounded-control border border-line bg-surface px-3 text-primary"
            >
              <FileText size={16} className="shrink-0" aria-hidden />
              <span className="truncate underline underline-offset-4">{file.name}</span>
            </a>
          )}
          {file.internal ? <span className="block text-14 text-ink-soft">{t('internalFile')}</span> : null}
        </li>
      ))}
    </ul>
  );
}

type LightboxProps = { files: readonly FileView[]; first: string; onClose: () => void };

/** One picture large, the others by the arrows. */
export function Lightbox({ files, first, onClose }: LightboxProps) {
  const pictures = files.filter(isPicture);
  const [at, setAt] = useState(
    Math.max(
      0,
      pictures.findIndex((file) => file.id === first),
    ),
  );
  const file = pictures[at];
  if (file === undefined) return null;
  const step = (by: number): void => setAt((at + by + pictures.length) % pictures.length);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowRight') step(1);
    if (event.key === 'ArrowLeft') step(-1);
  };
  const title = t('photo', { n: at + 1, total: pictures.length, name: file.name });
  return (
    <Dialog
      title={<span className="text-16 [overflow-wrap:anywhere]">{title}</span>}
      isOpen
      onClose={onClose}
      width="wide"
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows also have their buttons. */}
      <div onKeyDown={onKeyDown} className="flex items-center gap-1 pb-2">
        {pictures.length < 2 ? null : (
          <IconButton
            label={t('previousPhoto')}
            icon={<ChevronLeft size={22} aria-hidden />}
            onPress={() => step(-1)}
          />
        )}
        <img
          src={address(file)}
          alt={title}
          {...(file.width === null || file.height === null ? {} : { width: file.width, height: file.height })}
          className="max-h-[72dvh] min-w-0 grow object-contain"
        />
        {pictures.length < 2 ? null : (
          <IconButton label={t('nextPhoto')} icon={<ChevronRight size={22} aria-hidden />} onPress={() => step(1)} />
        )}
      </div>
    </Dialog>
  );
}
