import type { Checked } from '../platform/backup/check-backup.ts';
import { formatInstant } from '../thai/index.ts';

const thousands = (n: number): string => n.toLocaleString('en-US');
const megabytes = (bytes: number): string =>
  `${(bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`;

/** What an archive is and holds, in lines. */
export function backupLines({ about, contents, bytes }: Checked & { bytes: number }): string[] {
  const tables = Object.values(contents.tables);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const at = new Date(about.snapshotAt);
  return [
    `  ข้อมูล ณ · as of       ${formatInstant(at)} · ${about.snapshotAt}`,
    ...about.municipalities.map(({ nameTh, slug }) => `  เทศบาล · of           ${nameTh} (${slug})`),
    `  รุ่นโปรแกรม · version   ${about.program} · ${about.migrations.at(-1)?.name ?? ''} · PostgreSQL ${about.postgres}`,
    `  แถว · rows            ${thousands(rows)} (${thousands(tables.length)} ตาราง · tables)`,
    `  ไฟล์แนบ · files        ${thousands(contents.files.count)} (${megabytes(contents.files.bytes)})`,
    `  กุญแจ · secret.key     ${about.withKey ? 'รวมอยู่ · included' : 'ไม่รวม เก็บแยกไว้เอง · not included: keep it yourself'}`,
    `  ขนาดไฟล์ · size        ${megabytes(bytes)}`,
  ];
}
