import QRCode from 'qrcode';
import { type Day, formatDay, formatInstant, toThaiDigits } from '../thai/index.ts';
import { printable } from './printable.ts';
import { typeset } from './typst.ts';

export type ReceiptData = {
  municipality: { nameTh: string; nameEn: string; phone: string };
  /** "ร.0001/2569" */
  number: string;
  /** Without groups, as it is stored. */
  trackingCode: string;
  /** What the QR opens; its host and path are printed. */
  trackUrl: string;
  receivedAt: Date;
  dueOn: Day | null;
  category: string | null;
  place: string | null;
  /** The citizen's words; 600 letters of it are printed. */
  text: string;
  /** How it came, in Thai: "โทรศัพท์". */
  channel: string;
  recordedBy: string | null;
  /** Lines to sign on, for petitions on paper. */
  signature: boolean;
  printedAt: Date;
  thaiDigits?: boolean;
};

const MOST_SUMMARY = 600;

/**
 * The receipt (ใบรับเรื่อง) as a PDF, one A5 page. Everything a person wrote is data: it prints letter for letter, and what does not fit
 * ends in "…". An unknown category or place prints "ไม่ระบุ".
 */
export async function receiptPdf(receipt: ReceiptData): Promise<Buffer> {
  const digits = (text: string) => (receipt.thaiDigits ? toThaiDigits(text) : text);
  const number = printable(receipt.number, 40);
  const due = receipt.dueOn && digits(formatDay(receipt.dueOn, { style: 'long' }));
  const facts = [
    { th: 'หมวดเรื่อง', en: 'Category', value: printable(receipt.category ?? 'ไม่ระบุ', 60) },
    { th: 'สถานที่', en: 'Place', value: printable(receipt.place ?? 'ไม่ระบุ', 110) },
    { th: 'ช่องทาง', en: 'Channel', value: printable(receipt.channel, 40) },
    ...(receipt.recordedBy ? [{ th: 'ผู้บันทึก', en: 'Recorded by', value: printable(receipt.recordedBy, 50) }] : []),
  ];
  const phone = printable(receipt.municipality.phone, 60);
  return typeset('receipt', {
    title: `ใบรับเรื่อง ${number}`,
    municipalityTh: printable(receipt.municipality.nameTh, 120),
    nameSize: receipt.municipality.nameTh.length <= 36 ? 15 : 12,
    municipalityEn: printable(receipt.municipality.nameEn, 120),
    number: digits(number),
    numberSize: number.length <= 14 ? 30 : 20,
    codeGroups: receipt.trackingCode.match(/.{1,4}/gu) ?? [],
    qr: await QRCode.toString(receipt.trackUrl, {
      type: 'svg',
      margin: 0,
      errorCorrectionLevel: 'M',
      color: { dark: '#1c2430', light: '#ffffff' },
    }),
    received: digits(formatInstant(receipt.receivedAt, { style: 'long' })),
    due,
    promise: due && `เทศบาลจะตอบท่านภายใน${digits(formatDay(receipt.dueOn ?? '', { style: 'weekday' }))}`,
    facts,
    summary: printable(receipt.text, MOST_SUMMARY),
    signature: receipt.signature,
    contact: [phone && `โทร. ${digits(phone)}`, printable(addressOf(receipt.trackUrl), 60)]
      .filter(Boolean)
      .join('  ·  '),
    printed: `พิมพ์ ${digits(formatInstant(receipt.printedAt))}`,
  });
}

/** An address to type: without the scheme, and without the query that only the QR carries. */
function addressOf(url: string): string {
  const { host, pathname } = new URL(url);
  return host + pathname.replace(/\/$/, '');
}
