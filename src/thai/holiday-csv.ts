export type CsvRow = { line: number; cells: string[] };

/**
 * RFC 4180 rows of a small list: quoted cells may hold commas, quotes ("") and line ends; a byte-order mark, blank
 * lines and lines beginning with # are skipped. Here, not from a package, because this library also runs in the browser.
 */
export function readCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let startedAt = 1;
  const endRow = () => {
    if (cells.some((c) => c.trim() !== '') && !cells[0]?.startsWith('#')) rows.push({ line: startedAt, cells });
    cells = [];
    startedAt = line;
  };
  const cellOrEnd = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\r|\n|$)/gy;
  const source = text.replace(/^\uFEFF/, '');
  while (cellOrEnd.lastIndex < source.length) {
    const at = cellOrEnd.lastIndex;
    const found = cellOrEnd.exec(source);
    if (!found) {
      // A quote in the middle of a cell: take the rest of the line as it stands.
      const end = source.indexOf('\n', at);
      cells.push(source.slice(at, end === -1 ? source.length : end));
      cellOrEnd.lastIndex = end === -1 ? source.length : end + 1;
      line += 1;
      endRow();
      continue;
    }
    const [whole, quoted, plain, ending] = found;
    cells.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    line += whole.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (ending !== ',') endRow();
  }
  endRow();
  return rows;
}
