/** As many dots a line of the chart: letters stay sharp on a slide and on paper. */
const SHARP = 2;

const numberOf = (part: Element, name: string): number => Number(part.getAttribute(name) ?? 0);
const paint = (part: Element, name: 'fill' | 'stroke'): string =>
  part.closest(`[${name}]`)?.getAttribute(name) ?? '#000000';
const sizeOf = (part: Element): string => part.closest('[font-size]')?.getAttribute('font-size') ?? '15';

/**
 * The chart as PNG, twice the size of its SVG. What `chartSvg` draws is drawn again on a canvas, because a canvas has the page's own Thai
 * letters: an SVG that is loaded as an image may not use them, and the machine it is read on seldom has them.
 * @throws when the browser cannot make the picture (a canvas too large, or none)
 */
export async function chartPng(svg: string): Promise<Blob> {
  const chart = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const canvas = document.createElement('canvas');
  canvas.width = numberOf(chart, 'width') * SHARP;
  canvas.height = numberOf(chart, 'height') * SHARP;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('this browser has no canvas');
  const family = getComputedStyle(document.documentElement).getPropertyValue('--font-plain');
  const letters = chart.textContent;
  // Fallbacks that this machine lacks are refused; the letters then come from the next face, as on the page.
  await Promise.allSettled([400, 600].map((weight) => document.fonts.load(`${weight} 15px ${family}`, letters)));
  pen.scale(SHARP, SHARP);
  for (const part of chart.children) draw(pen, part, family);
  return new Promise((resolve, reject) => {
    canvas.toBlob((picture) => (picture === null ? reject(new Error('no picture was made')) : resolve(picture)));
  });
}

function draw(pen: CanvasRenderingContext2D, part: Element, family: string): void {
  const [x, y] = [numberOf(part, 'x'), numberOf(part, 'y')];
  pen.lineWidth = Number(part.getAttribute('stroke-width') ?? 1);
  pen.setLineDash((part.getAttribute('stroke-dasharray') ?? '').split(' ').filter(Boolean).map(Number));
  switch (part.tagName) {
    case 'rect':
      pen.fillStyle = paint(part, 'fill');
      pen.fillRect(x, y, numberOf(part, 'width'), numberOf(part, 'height'));
      return;
    case 'text': {
      const anchor = part.getAttribute('text-anchor');
      pen.fillStyle = paint(part, 'fill');
      pen.font = `${part.getAttribute('font-weight') ?? '400'} ${sizeOf(part)}px ${family}`;
      pen.textAlign = anchor === 'end' ? 'right' : anchor === 'middle' ? 'center' : 'left';
      pen.fillText(part.textContent, x, y);
      return;
    }
    case 'path':
      pen.strokeStyle = paint(part, 'stroke');
      pen.stroke(new Path2D(part.getAttribute('d') ?? ''));
      return;
    case 'polyline':
      pen.strokeStyle = paint(part, 'stroke');
      pen.stroke(new Path2D(`M${part.getAttribute('points') ?? ''}`));
      return;
    default:
      throw new Error(`a chart has no <${part.tagName}>`);
  }
}
