import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import { TextField } from '../../../components/text-field.tsx';
import { contrast } from './contrast.ts';
import { t } from './words.ts';

const SHAPE = /^#[0-9a-fA-F]{6}$/;
const LEAST = 4.5;

export const isReadable = (colour: string): boolean => SHAPE.test(colour) && contrast(colour, '#ffffff') >= LEAST;

type Props = { value: string; onChange: (colour: string) => void; isReadOnly: boolean };

/** The colour with what it does to letters, at once: one that cannot be read is not saved. */
export function ColourField({ value, onChange, isReadOnly }: Props) {
  const known = SHAPE.test(value);
  const n = known ? contrast(value, '#ffffff').toFixed(1) : '';
  const good = isReadable(value);
  const Icon = good ? CircleCheck : CircleAlert;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-44">
          <TextField
            label={t('colourCode')}
            help={t('colourHelp')}
            isReadOnly={isReadOnly}
            maxLength={7}
            value={value}
            onChange={onChange}
          />
        </div>
        <input
          type="color"
          aria-label={t('colour')}
          disabled={isReadOnly}
          value={known ? value.toLowerCase() : '#000000'}
          onChange={(event) => onChange(event.target.value)}
          className="h-[38px] w-14 rounded-control border border-line-strong bg-surface p-1"
        />
        {good ? (
          <span
            aria-hidden
            className="rounded-control px-4 py-1.5 font-head font-semibold"
            style={{ background: value, color: '#ffffff' }}
          >
            {t('sample')}
          </span>
        ) : null}
      </div>
      <p
        role="status"
        className={`flex items-start gap-1.5 text-14 ${good ? 'text-done' : 'font-semibold text-danger'}`}
      >
        <Icon size={16} className="mt-0.5 shrink-0" aria-hidden />
        {known ? t(good ? 'contrastGood' : 'contrastBad', { n }) : t('colourWrong')}
      </p>
    </div>
  );
}
