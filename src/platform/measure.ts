import type { z } from 'zod';
import type { Tx } from './db/db.ts';

/** From a day to a day, both inside, 'YYYY-MM-DD'. */
export type Span = { readonly from: string; readonly to: string };

/** One look at the records of some spans (in their order, none overlapping), for all that is judged in it. */
export type Look = { readonly tx: Tx; readonly spans: readonly Span[] };

/** What a measure found in one span. */
export type Found = {
  /** The figure; null where there is nothing to divide by, or nothing is counted. */
  readonly value: number | null;
  /** What it had to reach; null where it counts nothing. */
  readonly target: number | null;
  readonly met: boolean;
  /** How many records stand behind it. */
  readonly records: number;
};

/** One of the records behind a figure, and where staff open it. */
export type RecordBehind = {
  readonly id: string;
  readonly label: string;
  readonly to: string;
  readonly at: string;
  /** When it was put into the system, of what was recorded after it had happened. */
  readonly recordedAt?: string | undefined;
  /** When it was approved, of what somebody approves. */
  readonly approvedAt?: string | undefined;
};

/**
 * A figure that a module offers to plans and reports: read from its own records, by spans, in a fixed number of statements whatever is
 * stored and however many steps name it (`readOnce`); it can list the records behind it. Modules export theirs; the server gathers them.
 */
export type Measure<S extends z.ZodType = z.ZodType> = {
  /** 'complaints.on-time' */
  readonly id: string;
  /** What may be set: thresholds, which committee. Every field has a default or is asked for. */
  readonly settings: S;
  /** milestone: once, in any month of its arrow · continuous: in every month of it. */
  readonly cadence: 'milestone' | 'continuous';
  readonly words: Readonly<Record<'th' | 'en', { title: string; help: string }>>;
  /** One answer a span, in their order. */
  spans(look: Look, settings: z.output<S>): Promise<Found[]>;
  /** The newest records of a span, 200 at most. */
  records(tx: Tx, settings: z.output<S>, span: Span): Promise<RecordBehind[]>;
};

/** A measure of any settings, as it stands in a list: what it is given is parsed first. */
export function measure<S extends z.ZodType>(given: Measure<S>): Measure {
  return {
    ...given,
    spans: (look, settings) => given.spans(look, given.settings.parse(settings)),
    records: (tx, settings, span) => given.records(tx, given.settings.parse(settings), span),
  };
}

/** What several measures, or one with several settings, judge by: asked of the database once in a look. */
export function readOnce<F>(read: (look: Look) => Promise<F>): (look: Look) => Promise<F> {
  const seen = new WeakMap<Look, Promise<F>>();
  return (look) => {
    const found = seen.get(look) ?? read(look);
    seen.set(look, found);
    return found;
  };
}

/** From the first day of a look to its last. */
export const wholeOf = ({ spans }: Look): Span => ({ from: spans[0]?.from ?? '', to: spans.at(-1)?.to ?? '' });

/** For what counts once on a day: reached in the spans that have any of these days. */
export const reachedOn = (days: readonly string[], { spans }: Look): Found[] =>
  spans.map(({ from, to }) => {
    const records = days.filter((day) => from <= day && day <= to).length;
    return { value: records, target: 1, met: records > 0, records };
  });
