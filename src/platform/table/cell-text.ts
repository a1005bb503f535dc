/** What a cell of a spreadsheet (ExcelJS) says: its text, its formula's result, or its date as `ofDate` writes it; '' for what is none. */
export function cellText(value: unknown, ofDate: (date: Date) => string): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : ofDate(value);
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  if ('richText' in value && Array.isArray(value.richText))
    return value.richText.map((run: unknown) => cellText(run, ofDate)).join('');
  if ('result' in value) return cellText(value.result, ofDate);
  if ('text' in value) return cellText(value.text, ofDate);
  return '';
}
