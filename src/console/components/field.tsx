import CircleAlert from 'lucide-react/icons/circle-alert';
import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components/TextField';
import { t } from '../lib/words/t.ts';

/** What every field says around its box. `error` says what to do; `optional` prints the word. */
export type FieldWords = { label: ReactNode; help?: ReactNode; error?: string | undefined; optional?: boolean };

export function FieldHead({ label, help, optional }: Omit<FieldWords, 'error'>) {
  return (
    <>
      <Label className="font-head font-semibold">
        {label}
        {optional ? <span className="ms-2 font-normal text-ink-faint">({t('optional')})</span> : null}
      </Label>
      {help === undefined ? null : (
        <Text slot="description" className="block text-14 text-ink-soft">
          {help}
        </Text>
      )}
    </>
  );
}

export function FieldFault({ error }: { error?: string | undefined }) {
  return (
    <FieldError className="flex items-start gap-1.5 text-14 font-semibold text-danger">
      {({ validationErrors }) => (
        <>
          <CircleAlert size={16} className="mt-0.5 shrink-0" aria-hidden />
          <span>{error ?? validationErrors.join(' ')}</span>
        </>
      )}
    </FieldError>
  );
}

export const FIELD = 'flex flex-col gap-1';
export const POPOVER =
  'max-h-80 min-w-(--trigger-width) overflow-auto rounded-control border border-line bg-surface p-1 shadow-raised';
export const OPTION =
  'flex cursor-pointer items-center gap-2 rounded-[6px] px-3 py-1.5 leading-normal data-focused:bg-hover data-selected:font-semibold data-selected:text-primary data-disabled:text-ink-faint';
