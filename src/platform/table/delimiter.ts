/** How many cells the fullest of the first `within` lines has by each mark; what stands in quotes parts none. */
export function cellsBy(text: string, marks: readonly string[], within: number): readonly number[] {
  const lines = text.replaceAll(/"(?:[^"]|"")*"/g, '').split(/\r?\n/, within);
  return marks.map((mark) => Math.max(...lines.map((line) => line.split(mark).length)));
}
