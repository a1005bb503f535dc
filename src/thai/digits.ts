const THAI_ZERO = 0x0e50;

/** 0–9 become ๐–๙, as official letters are written; everything else stays. */
export function toThaiDigits(text: string | number): string {
  return String(text).replace(/[0-9]/g, (d) => String.fromCharCode(THAI_ZERO + Number(d)));
}

/** ๐–๙ become 0–9; everything else stays. */
export function toArabicDigits(text: string): string {
  return text.replace(/[๐-๙]/g, (d) => String(d.charCodeAt(0) - THAI_ZERO));
}
