import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
} from 'react-aria-components/Calendar';
import { t } from '../lib/words/t.ts';

const TURN =
  'grid size-9 place-items-center rounded-control text-ink-soft data-hovered:bg-hover data-disabled:opacity-40';

/** The month inside a DatePicker; month and year names follow the language (พ.ศ. in Thai). */
export function MonthGrid() {
  return (
    <Calendar firstDayOfWeek="sun">
      <header className="mb-2 flex items-center justify-between gap-2">
        <Button slot="previous" aria-label={t('previousMonth')} className={TURN}>
          <ChevronLeft size={18} aria-hidden />
        </Button>
        <Heading className="text-16" />
        <Button slot="next" aria-label={t('nextMonth')} className={TURN}>
          <ChevronRight size={18} aria-hidden />
        </Button>
      </header>
      <CalendarGrid weekdayStyle="narrow">
        <CalendarGridHeader>
          {(day) => <CalendarHeaderCell className="size-9 text-14 font-normal text-ink-soft">{day}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => (
            <CalendarCell
              date={date}
              className="grid size-9 cursor-pointer place-items-center rounded-control tabular-nums data-hovered:bg-hover data-outside-month:invisible data-selected:bg-primary data-selected:text-on-primary data-disabled:text-ink-faint data-unavailable:line-through data-today:font-semibold data-today:underline data-today:underline-offset-4"
            />
          )}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
}
