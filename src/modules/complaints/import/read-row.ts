import { sha256 } from '../../../platform/token.ts';
import { dayOf, fold, parseInstant } from '../../../thai/index.ts';
import { type CHANNELS, type KINDS, LONGEST_TEXT, type Status } from '../contract.ts';
import { type Point, readPoint, splitPoint } from './coordinates.ts';
import { type Field, keysOf, type Mapping } from './mapping.ts';
import { categoryCodeOf, channelOf, kindNamed, kindOf, stateOf, unnamed, unnamedBy } from './outside-words.ts';
import { type Problem, type ProblemCode, refuses } from './problem.ts';
import type { SourceRow } from './table-row.ts';

/** The municipality's own names, by their folded word. */
export type Names = {
  readonly categories: ReadonlyMap<string, string>;
  readonly departments: ReadonlyMap<string, string>;
  readonly communities: ReadonlyMap<string, string>;
};
/** A row that can be filed. */
export type ReadRow = {
  readonly line: number;
  readonly ref: string;
  readonly kind: (typeof KINDS)[number];
  readonly channel: (typeof CHANNELS)[number];
  readonly text: string;
  readonly place: string;
  readonly point: Point | null;
  readonly categoryId: string | null;
  readonly departmentId: string | null;
  readonly communityId: string | null;
  readonly contact: { readonly name: string; readonly phone: string; readonly email: string };
  /** Who asked not to be known, and is by their contact, is concealed. */
  readonly identity: 'named' | 'anonymous' | 'concealed';
  readonly receivedAt: Date;
  readonly status: Status;
  /** When it was answered; of what has ended that is its end. */
  readonly answeredAt: Date | null;
  readonly endedAt: Date | null;
  readonly stars: number | null;
  readonly reopened: number;
  /** What it was numbered there; '' where no column says. */
  readonly number: string;
  /** What the file says and ours has no word for, kept with the import's event. */
  readonly said: { readonly state: string; readonly categories: readonly string[]; readonly department: string };
};
export type Reading = {
  readonly row: ReadRow | null;
  readonly problems: readonly Problem[];
  readonly unmapped: readonly string[];
};

const ENDED: readonly Status[] = ['closed', 'refused', 'transferred'];
const ANSWERED: readonly Status[] = ['answered', ...ENDED];
const OLDEST = new Date('1990-01-01T00:00:00+07:00');
const DAY = 86_400_000;

/** Reads rows under one mapping: pure, one row at a time. */
export function rowReader(mapping: Mapping, names: Names, now: Date): (source: SourceRow) => Reading {
  const keys = new Map<Field, readonly string[]>();
  const statuses = new Map(Object.entries(mapping.statuses).map(([word, status]) => [fold(word), status]));
  const categories = new Map(Object.entries(mapping.categories).map(([word, code]) => [fold(word), code]));

  return (source) => {
    if (source.problem) return { row: null, problems: [source.problem], unmapped: [] };
    const problems: Problem[] = [];
    const tell = (code: ProblemCode, value = '') => void problems.push({ code, value });
    const cells = (field: Field): string[] => {
      const columns = keys.get(field) ?? keysOf(mapping, field);
      keys.set(field, columns);
      return columns.map((column) => source.values.get(column) ?? '').filter((cell) => cell !== '');
    };
    const cell = (field: Field): string => cells(field)[0] ?? '';
    const instant = (field: Field, timeField?: Field) =>
      readInstant(cell(field), timeField ? cell(timeField) : '', mapping);

    const words = cells('category')
      .flatMap((each) => each.replaceAll(/^[{[]|[}\]]$/g, '').split(','))
      .map((word) => word.replaceAll('"', '').trim())
      .filter((word) => word !== '');
    const idOf = (word: string): string | undefined => {
      const folded = fold(word);
      return (
        names.categories.get(categories.get(folded) ?? '') ??
        names.categories.get(folded) ??
        names.categories.get(categoryCodeOf(word) ?? '')
      );
    };
    const place = (cells('place').length > 0 ? cells('place') : cells('area')).join(' ').slice(0, 1000);
    const department = cells('department').join(', ');

    const receivedAt = instant('received', 'receivedTime');
    if (receivedAt === undefined) tell('date-missing');
    else if (receivedAt === null)
      tell(
        cell('receivedTime') && readInstant(cell('received'), '', mapping) ? 'time-unreadable' : 'date-unreadable',
        [cell('received'), cell('receivedTime')].join(' ').trim(),
      );
    else if (receivedAt.getTime() > now.getTime() + DAY) tell('date-in-future', cell('received'));
    else if (receivedAt < OLDEST) tell('date-too-old', cell('received'));

    for (const field of ['received', 'closed', 'lastActivity'] as const)
      if (isMonthFirst(cell(field), mapping)) tell('date-month-first', cell(field));

    const state = cell('status');
    const closed = instant('closed', 'closedTime');
    if (closed === null) tell('closed-unreadable', cell('closed'));
    else if (closed && receivedAt && (dayOf(closed) < dayOf(receivedAt) || closed.getTime() > now.getTime() + DAY))
      tell('closed-impossible', cell('closed'));
    const known = state === '' ? (closed ? 'closed' : 'new') : (statuses.get(fold(state)) ?? stateOf(state));
    if (!known) tell('status-unknown', state);
    // A word of the office's own beside the day it was done ("ซ่อมเรียบร้อย") says that it is done.
    const status = known ?? (closed && mapping.unknownStatus === 'new' ? 'closed' : mapping.unknownStatus);
    const done = receivedAt ? ended(receivedAt, closed ?? instant('lastActivity') ?? receivedAt, now) : null;

    const written = [...new Set([...cells('title'), ...cells('text')])].join('\n');
    const text = written || [words.join(', '), place].filter((part) => part !== '').join(' — ');
    if (text === '') tell('text-missing');
    else if (written === '') tell('text-from-category');
    if (text.length > LONGEST_TEXT) tell('text-too-long', String(text.length));
    if (text.includes('\uFFFD')) tell('letters-damaged', text);

    const [latitude, longitude] = cell('coordinates')
      ? splitPoint(cell('coordinates'))
      : [cell('latitude'), cell('longitude')];
    const { point, problem } = readPoint(latitude, longitude, mapping.coordinates);
    if (problem) problems.push(problem);

    const stars = readStars(cell('stars'));
    if (stars === undefined) tell('stars-unreadable', cell('stars'));
    const email = cell('email');
    const goodEmail = /^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/.test(email) ? email : '';
    if (email !== goodEmail) tell('email-unreadable', email);

    const phone = cell('phone').slice(0, 40);
    const asked = unnamedBy(cell('identity')) ?? unnamed(cell('name'));
    const name = unnamed(cell('name')) ? '' : cell('name').slice(0, 200);
    const isKnown = name !== '' || phone !== '' || goodEmail !== '';
    const identity = isKnown ? (asked ? 'concealed' : 'named') : (asked ?? 'anonymous');

    const ref = (mapping.source !== null && cell('ref')) || contentHash(source);
    if (mapping.source !== null && cell('ref') === '') tell('ref-missing');
    if (ref.length > 200) tell('ref-too-long', ref);

    const unmapped = words.filter((word) => idOf(word) === undefined);
    if (!receivedAt || problems.some(refuses)) return { row: null, problems, unmapped };
    return {
      row: {
        line: source.line,
        ref,
        kind: kindNamed(cell('kind')) ?? kindOf(words),
        channel: channelOf(cell('channel')) ?? mapping.channel,
        text,
        place,
        point,
        categoryId: words.map(idOf).find((id) => id !== undefined) ?? null,
        departmentId:
          department
            .split(',')
            .map((name) => names.departments.get(fold(name)))
            .find((id) => id !== undefined) ?? null,
        communityId: names.communities.get(fold(cell('community'))) ?? null,
        contact: { name, phone, email: goodEmail },
        identity,
        receivedAt,
        status,
        answeredAt: ANSWERED.includes(status) ? done : null,
        endedAt: ENDED.includes(status) ? done : null,
        stars: stars ?? null,
        reopened: Math.min(Number(/^\d{1,4}$/.exec(cell('reopened'))?.[0] ?? 0), 1000),
        number: cell('ref'),
        said: { state, categories: words, department },
      },
      problems,
      unmapped,
    };
  };
}

/** The instant of a written date with its time in the same cell or another; undefined without a date, null when it cannot be read. */
function readInstant(date: string, time: string, mapping: Mapping): Date | null | undefined {
  if (date === '') return undefined;
  const reading = { order: mapping.dateOrder, shortYear: mapping.shortYear } as const;
  // "14.05" alone could be a date; in a column of times it is a time.
  const clock = /^\d{1,2}\.\d{2}$/.test(time) ? `${time} น.` : time;
  const offset = Number(mapping.offset.slice(0, 3)) * 60 + Number(`${mapping.offset[0]}${mapping.offset.slice(4)}`);
  const instant = parseInstant([date, clock].filter((part) => part !== '').join(' '), reading);
  if (!instant || offset === 420 || (/(?:z|[+-]\d{2}(?::?\d{2})?)$/i.test(date) && /\d:\d/.test(date))) return instant;
  return new Date(instant.getTime() + (420 - offset) * 60_000);
}

/** Whether a date was read with its month first because its day and month fit no other way; a mapping that says the order leaves no doubt. */
function isMonthFirst(date: string, { dateOrder, shortYear }: Mapping): boolean {
  if (dateOrder !== 'auto' || date === '' || parseInstant(date, { order: 'DMY', shortYear })) return false;
  return parseInstant(date, { order: 'MDY', shortYear }) !== null;
}

/** Nothing ends before it was received, or after today. */
const ended = (receivedAt: Date, at: Date, now: Date): Date =>
  new Date(Math.min(Math.max(at.getTime(), receivedAt.getTime()), Math.max(now.getTime(), receivedAt.getTime())));

/** Null for none given (0 counts as none), undefined for what is no number of stars. */
function readStars(text: string): number | null | undefined {
  if (text === '' || /^0(\.0+)?$/.test(text)) return null;
  const stars = /^[1-5](\.0+)?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isInteger(stars) ? stars : undefined;
}

const contentHash = ({ values }: SourceRow): string =>
  sha256(JSON.stringify([...values].sort(([a], [b]) => (a < b ? -1 : 1))))
    .toString('hex')
    .slice(0, 40);
