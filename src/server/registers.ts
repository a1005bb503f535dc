import { Readable } from 'node:stream';
import { MOST_REGISTER_ROWS, type RegisterRow, registerPdf } from '../documents/register.ts';
import type { Cell } from '../documents/tables/cell.ts';
import { writeCsv } from '../documents/tables/csv.ts';
import { ListFilter } from '../modules/complaints/contract.ts';
import { type RegisterEntry, takeRegister } from '../modules/complaints/index.ts';
import { actorOf, entryNames, loadMunicipality } from '../modules/people/index.ts';
import { inMunicipality, type Tx } from '../platform/db/db.ts';
import type { Request, Routes } from '../platform/http.ts';
import { type Day, dayOf, formatDay } from '../thai/index.ts';
import { channelName, IDENTITY, KIND, STATUS, VERDICT, VIEW } from './case-words.ts';
import { sendFile } from './send-file.ts';

/** Most lines of one file for a spreadsheet. */
const MOST_CSV_ROWS = 20_000;
const tags = ['complaints'];
const config = { permission: 'complaint.list' };

/** The register as the inbox shows it, on paper and for a spreadsheet. */
export const registerRoutes: Routes = async (app, { db, now }) => {
  app.get(
    '/complaints/register.pdf',
    {
      config,
      schema: {
        tags,
        summary: 'The register as it is filtered, printed (PDF); at most 2,000 cases',
        querystring: ListFilter,
      },
    },
    async (request, reply) => {
      const filter = request.query;
      const taken = await inMunicipality(db, request.municipalityId, async (tx) => ({
        municipality: await loadMunicipality(tx),
        range: await rangeOf(tx, filter, dayOf(now())),
        rows: await takeRegister(tx, actorOf(request), { filter, format: 'pdf', most: MOST_REGISTER_ROWS }, now()),
      }));
      const pdf = await registerPdf({ ...taken, rows: taken.rows.map(onPaper), printedAt: now() });
      return sendFile(reply, pdf, { type: 'application/pdf', name: nameOf('pdf', now()) });
    },
  );
  app.get(
    '/complaints/register.csv',
    {
      config,
      schema: {
        tags,
        summary: 'The register as it is filtered, as CSV; at most 20,000 cases',
        querystring: ListFilter,
      },
    },
    async (request, reply) => {
      const entries = await inMunicipality(db, request.municipalityId, (tx) =>
        takeRegister(tx, actorOf(request), { filter: request.query, format: 'csv', most: MOST_CSV_ROWS }, now()),
      );
      return sendFile(reply, Readable.from(writeCsv(linesOf(entries, seesContacts(request)))), {
        type: 'text/csv; charset=utf-8',
        name: nameOf('csv', now()),
      });
    },
  );
};

const nameOf = (kind: 'pdf' | 'csv', now: Date): string => `register-${dayOf(now)}.${kind}`;
const seesContacts = (request: Request): boolean => actorOf(request).may.has('contact.read');
const day = (at: Date | null): Day | null => (at === null ? null : dayOf(at));
const written = (on: Day | null): string | null => (on === null ? null : formatDay(on));

const onPaper = (entry: RegisterEntry): RegisterRow => ({
  number: entry.number,
  receivedOn: dayOf(entry.receivedAt),
  from: entry.contact?.name || IDENTITY[entry.identity],
  subject: entry.place === '' ? entry.summary : `${entry.summary} (${entry.place})`,
  department: entry.department,
  dueOn: entry.citizenDueOn,
  // Who is told that a case is not taken up or passed on has their answer then: as the figures of what was on time count it.
  answeredOn: day(entry.answeredAt ?? entry.closedAt),
  doneOn: day(entry.closedAt),
});

type Column = { readonly head: string; readonly cell: (entry: RegisterEntry) => Cell };
const COLUMNS: readonly Column[] = [
  { head: 'เลขรับ', cell: ({ number }) => number },
  { head: 'วันที่รับ', cell: ({ receivedAt }) => receivedAt },
  { head: 'ช่องทาง', cell: ({ channel }) => channelName(channel) },
  { head: 'ชนิดเรื่อง', cell: ({ kind }) => KIND[kind] },
  { head: 'หมวดเรื่อง', cell: ({ category }) => category },
  { head: 'เรื่อง', cell: ({ summary }) => summary },
  { head: 'สถานที่', cell: ({ place }) => place },
  { head: 'ชุมชน/หมู่บ้าน', cell: ({ community }) => community },
  { head: 'กองที่รับผิดชอบ', cell: ({ department }) => department },
  { head: 'ผู้รับผิดชอบ', cell: ({ owner }) => owner },
  { head: 'สถานะ', cell: ({ status }) => STATUS[status] },
  { head: 'ตอบครั้งแรกเมื่อ', cell: ({ firstAnsweredAt }) => firstAnsweredAt },
  { head: 'ครบกำหนด', cell: ({ citizenDueOn }) => written(citizenDueOn) },
  { head: 'ตอบเมื่อ', cell: ({ answeredAt }) => answeredAt },
  { head: 'แล้วเสร็จเมื่อ', cell: ({ closedAt }) => closedAt },
  { head: 'ผู้แจ้งประเมิน', cell: ({ verdict }) => (verdict === null ? null : VERDICT[verdict]) },
  { head: 'ดาว', cell: ({ stars }) => stars },
  { head: 'จาก', cell: ({ identity }) => IDENTITY[identity] },
];
const CONTACTS: readonly Column[] = [
  { head: 'ชื่อผู้แจ้ง', cell: ({ contact }) => contact?.name },
  { head: 'โทรศัพท์', cell: ({ contact }) => contact?.phone },
  { head: 'อีเมล', cell: ({ contact }) => contact?.email },
];

function* linesOf(entries: readonly RegisterEntry[], withContacts: boolean): Generator<readonly Cell[]> {
  const columns = withContacts ? [...COLUMNS, ...CONTACTS] : COLUMNS;
  yield columns.map(({ head }) => head);
  for (const entry of entries) yield columns.map(({ cell }) => cell(entry));
}

/** Which part of the register it is, in words: "ปิดแล้ว · กองช่าง · ปิด 1 ต.ค. 2568 – 30 ก.ย. 2569". */
async function rangeOf(tx: Tx, filter: ListFilter, today: Day): Promise<string> {
  const { departmentId, categoryId, communityId } = filter;
  const ids = [departmentId, categoryId, communityId].flatMap((id) => (id === undefined || id === 'none' ? [] : [id]));
  const names = await entryNames(tx, ids, today);
  const parts = [
    filter.search ? `ค้น “${filter.search}”` : VIEW[filter.view ?? 'all'],
    filter.status ? STATUS[filter.status] : '',
    ...ids.map((id) => names.get(id)?.nameTh ?? ''),
    departmentId === 'none' ? 'ยังไม่มีกองรับผิดชอบ' : '',
    filter.channel ? channelName(filter.channel) : '',
    filter.kind ? KIND[filter.kind] : '',
    between('รับ', filter.from, filter.to),
    between('ปิด', filter.closedFrom, filter.closedTo),
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'ทุกเรื่อง' : parts.join(' · ');
}

function between(what: string, from: Day | undefined, to: Day | undefined): string {
  if (from === undefined && to === undefined) return '';
  if (from === to) return `${what} ${written(from ?? null)}`;
  const first = from === undefined ? '' : `${what}ตั้งแต่ ${formatDay(from)}`;
  return [first, to === undefined ? '' : `${first === '' ? what : ''}ถึง ${formatDay(to)}`]
    .filter((part) => part !== '')
    .join(' ');
}
