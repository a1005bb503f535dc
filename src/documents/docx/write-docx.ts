import { Document, type ISectionOptions, Packer, PageOrientation } from 'docx';

const A4 = { width: 11_906, height: 16_838 };

/** A Word document of one section, A4, standing or lying. Margins in millimetres. */
export async function writeDocx(
  title: string,
  children: ISectionOptions['children'],
  { lying = false, margin = 20 }: { lying?: boolean; margin?: number } = {},
): Promise<Buffer> {
  const edge = Math.round(margin * 56.7);
  const book = new Document({
    title,
    creator: 'Fangsiang',
    sections: [
      {
        properties: {
          page: {
            size: { ...A4, orientation: lying ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
            margin: { top: edge, bottom: edge, left: edge, right: edge },
          },
        },
        children,
      },
    ],
  });
  return Packer.toBuffer(book);
}
