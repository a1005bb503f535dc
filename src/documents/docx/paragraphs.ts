import { AlignmentType, type IRunOptions, Paragraph, TextRun } from 'docx';

/** The face of Thai office papers; 'cs' is what Word uses for Thai. Sizes are half points. */
export const FACE = {
  ascii: 'TH Sarabun New',
  hAnsi: 'TH Sarabun New',
  cs: 'TH Sarabun New',
  eastAsia: 'TH Sarabun New',
};
// Control characters that XML 1.0 §2.2 does not allow: a file with one does not open.
const NOT_XML = /(?![\t])[\p{Cc}\ufffe\uffff]/gu;

export const clean = (text: string): string => text.toWellFormed().replaceAll(NOT_XML, ' ');

export type Look = {
  size?: number;
  bold?: boolean;
  grey?: boolean;
  align?: 'center' | 'right';
  indent?: number;
  first?: number;
};

const run = (text: string, { size = 14, bold = false, grey = false }: Look): TextRun => {
  const options: IRunOptions = {
    text: clean(text),
    font: FACE,
    size: size * 2,
    sizeComplexScript: size * 2,
    bold,
    boldComplexScript: bold,
    ...(grey && { color: '55606E' }),
  };
  return new TextRun(options);
};

/** One paragraph. `size` in points, `indent` and `first` (first line) in millimetres. */
export function line(text: string, look: Look = {}): Paragraph {
  const twips = (mm: number) => Math.round(mm * 56.7);
  return new Paragraph({
    children: [run(text, look)],
    spacing: { after: 40 },
    ...(look.align && { alignment: look.align === 'center' ? AlignmentType.CENTER : AlignmentType.RIGHT }),
    ...((look.indent || look.first) && {
      indent: { ...(look.indent && { left: twips(look.indent) }), ...(look.first && { firstLine: twips(look.first) }) },
    }),
  });
}
