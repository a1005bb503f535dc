import { DatePicker } from '../../components/date-field.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { TextField } from '../../components/text-field.tsx';
import { today } from '../../lib/today.ts';
import { type Faults, type Mode, oldestDay } from './draft.ts';
import type { DraftBook } from './use-draft.ts';
import { t } from './words.ts';

/** When it was received: the paper, or the post, may have stood there since yesterday. */
export function ReceivedFields({
  mode,
  draft,
  change,
  faults,
}: Pick<DraftBook, 'draft' | 'change'> & { mode: Mode; faults: Faults }) {
  const problem = faults.receivedTime;
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-3">
      <DatePicker
        label={t(mode === 'petition' ? 'receivedDay' : 'seenDay')}
        help={t(mode === 'petition' ? 'receivedDayHelp' : 'seenDayHelp')}
        value={draft.receivedDay ?? today()}
        min={oldestDay()}
        max={today()}
        onChange={(receivedDay) => change({ receivedDay })}
      />
      <div className="w-44">
        <TextField
          label={t('receivedTime')}
          help={t('receivedTimeHelp')}
          value={draft.receivedTime}
          onChange={(receivedTime) => change({ receivedTime })}
          inputMode="numeric"
          maxLength={5}
          error={problem === undefined ? undefined : t(problem === 'future' ? 'receivedFuture' : 'receivedTimeWrong')}
        />
      </div>
    </div>
  );
}

const ACCEPTED = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;

type ScanProps = { mode: Mode; files: readonly File[]; onChange: (files: File[]) => void };
export function ScanField({ mode, files, onChange }: ScanProps) {
  return (
    <div className="flex flex-col gap-1">
      <FileDrop
        label={t(mode === 'social' ? 'screenshots' : 'files')}
        help={t('filesHelp')}
        files={files}
        onChange={onChange}
        accept={ACCEPTED}
        maxFiles={20}
        maxMegabytes={20}
      />
      {files.length > 0 ? <p className="text-14 text-ink-soft">{t('filesNotKept')}</p> : null}
    </div>
  );
}
