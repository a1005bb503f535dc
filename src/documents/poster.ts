import { printable } from './printable.ts';
import { typeset } from './typst.ts';

export type Poster = {
  municipalityTh: string;
  municipalityEn: string;
  phone: string;
  ways: readonly { name: string; address: string; hours: string /** SVG. */; qr: string | null }[];
};

/** The channels on one A3 sheet to hang up: each with what to scan. Twelve at most; what is more stands on the page. */
export function posterPaper(poster: Poster): Promise<Buffer> {
  return typeset('poster', {
    title: 'ช่องทางแจ้งเรื่องและเสนอความต้องการ',
    municipalityTh: printable(poster.municipalityTh, 120),
    municipalityEn: printable(poster.municipalityEn, 120),
    phone: printable(poster.phone, 60),
    ways: poster.ways.slice(0, 12).map((way) => ({
      name: printable(way.name, 80),
      address: printable(way.address, 120),
      hours: printable(way.hours, 80),
      qr: way.qr,
    })),
  });
}
