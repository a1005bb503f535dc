import { type CalendarDate, GregorianCalendar, parseDate, toCalendar } from '@internationalized/date';
import CalendarDays from 'lucide-react/icons/calendar-days';
import { useState } from 'react';
import {
  DatePicker as AriaDatePicker,
  Button,
  DateInput,
  DateSegment,
  type DateValue,
  Group,
  Popover,
} from 'react-aria-components/DatePicker';
import { Dialog } from 'react-aria-components/Dialog';
import { t } from '../lib/words/t.ts';
import { FIELD, FieldFault, FieldHead, type FieldWords } from './field.tsx';
import { MonthGrid } from './month-grid.tsx';

type Props = FieldWords & {
  /** A Gregorian ISO day, "2024-12-09"; it is shown and typed in the Buddhist era when the language is Thai. */
  value: string | null;
  onChange: (day: string | null) => void;
  min?: string;
  max?: string;
  name?: string;
  isDisabled?: boolean;
  isRequired?: boolean;
};

/** Years before this one are the first digits of a year that is being typed: "2", "25", "256" of 2569. */
const FIRST_YEAR = 1900;
const gregorian = (date: DateValue) => toCalendar(date, new GregorianCalendar());
const toDate = (day: string | null): CalendarDate | null => (day === null ? null : parseDate(day));
const toDay = (date: DateValue | null): string | null =>
  date === null ? null : gregorian(date).toString().slice(0, 10);

function limits({ min, max }: Pick<Props, 'min' | 'max'>) {
  return {
    ...(min === undefined ? {} : { minValue: parseDate(min) }),
    ...(max === undefined ? {} : { maxValue: parseDate(max) }),
  };
}

const SEGMENT =
  'rounded-[4px] px-0.5 tabular-nums outline-none data-placeholder:text-ink-faint data-focused:bg-primary data-focused:text-on-primary data-[type=literal]:px-0';

export function DatePicker({ label, help, error, optional, value, onChange, min, max, ...rest }: Props) {
  const [typed, setTyped] = useState<DateValue | null>(null);
  return (
    <AriaDatePicker
      {...rest}
      {...limits({ ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) })}
      value={typed ?? toDate(value)}
      onChange={(date) => {
        // Half a year is kept here to be typed on, and is no day to anybody else.
        const isHalf = date !== null && gregorian(date).year < FIRST_YEAR;
        setTyped(isHalf ? date : null);
        onChange(isHalf ? null : toDay(date));
      }}
      isInvalid={error !== undefined}
      className={`${FIELD} outline-none`}
    >
      <FieldHead label={label} help={help} optional={optional ?? false} />
      <Group className="field-box flex max-w-64 items-center justify-between focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus">
        <DateInput className="flex items-center outline-none">
          {(segment) => <DateSegment segment={segment} className={SEGMENT} />}
        </DateInput>
        <Button
          aria-label={t('openCalendar')}
          className="-me-2 grid size-7.5 shrink-0 place-items-center rounded-[6px] text-ink-soft data-hovered:bg-hover"
        >
          <CalendarDays size={18} aria-hidden />
        </Button>
      </Group>
      <FieldFault error={error} />
      <Popover className="rounded-card border border-line bg-surface p-3 shadow-raised">
        <Dialog className="outline-none">
          <MonthGrid />
        </Dialog>
      </Popover>
    </AriaDatePicker>
  );
}
