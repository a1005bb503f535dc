import Copy from 'lucide-react/icons/copy';
import { Button } from '../../../components/button.tsx';
import { copyText } from '../../../lib/copy-text.ts';
import { t as settings } from '../words.ts';

type Props = { label: string; text: string; copy?: string };

/** A line that is copied elsewhere. */
export function CopyLine({ label, text, copy }: Props) {
  return (
    <div className="flex flex-col gap-1">
      <p className="font-semibold">{label}</p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 grow rounded-control bg-sunken px-3 py-2 text-14 break-all select-all">{text}</code>
        <Button
          icon={<Copy size={18} aria-hidden />}
          aria-label={`${copy ?? settings('copy')}: ${label}`}
          onPress={() => void copyText(text)}
        >
          {copy ?? settings('copy')}
        </Button>
      </div>
    </div>
  );
}
