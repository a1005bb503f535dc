/** What a cell of an export may hold. A Date is an instant, written as Bangkok reads it. */
export type Cell = string | number | boolean | Date | null | undefined;

/**
 * A text that a spreadsheet would run as a formula is made to be text. A number a person would recognise ("-5", "+66 2 123 4567" is
 * not one) needs none. Source: OWASP, "CSV Injection".
 */
export function unformula(text: string): string {
  return /^[\s\p{Cf}]*[=+\-@\t\r＝＋－＠]/u.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
}
