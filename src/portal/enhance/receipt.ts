/** Enhances the receipt: copy, print, and a picture for the phone's gallery. Without script the page itself can be kept. */
import { button } from './words.ts';

type ReceiptWords = Record<
  'copy' | 'copied' | 'picture' | 'print' | 'imageName' | 'title' | 'number' | 'code' | 'from',
  string
>;

const WIDTH = 1080;
const HEIGHT = 1500;

async function draw(root: HTMLElement, words: ReceiptWords): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  await document.fonts.ready;
  const family = getComputedStyle(document.body).fontFamily;
  const primary = getComputedStyle(document.documentElement).getPropertyValue('--c-primary');
  const line = (text: string, y: number, size: number, weight = 400, colour = '#1c2430') => {
    pen.fillStyle = colour;
    pen.font = `${weight} ${size}px ${family}`;
    const fit = Math.min(1, (WIDTH - 120) / pen.measureText(text).width);
    pen.font = `${weight} ${Math.floor(size * fit)}px ${family}`;
    pen.fillText(text, WIDTH / 2, y);
  };
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.textAlign = 'center';
  const read = (name: string) => root.querySelector(`[data-${name}]`)?.textContent ?? '';
  line(words.from, 110, 44, 600, primary);
  line(words.title, 190, 40);
  line(words.number, 290, 34, 400, '#465160');
  line(read('number'), 390, 92, 600);
  line(words.code, 480, 34, 400, '#465160');
  line(read('code'), 560, 64, 600);
  line(read('due'), 660, 40, 600, primary);
  const code = root.querySelector('.qr svg');
  if (code) {
    const picture = new Image();
    picture.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(code))}`;
    await picture.decode();
    pen.drawImage(picture, (WIDTH - 640) / 2, 720, 640, 640);
  }
  line(location.host, 1440, 34, 400, '#465160');
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture')))),
  );
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const root = document.querySelector<HTMLElement>('[data-enhance=receipt]');
const actions = document.querySelector<HTMLElement>('[data-actions]');
if (root && actions) {
  try {
    sessionStorage.removeItem('report-draft');
  } catch {
    // Closed to us in another site's frame: nothing was kept.
  }
  const words: ReceiptWords = JSON.parse(root.dataset['words'] ?? '{}');
  const add = (label: string, act: (made: HTMLButtonElement) => void) => {
    const made = button(label, 'button quiet', () => act(made));
    actions.append(made);
  };
  const read = (name: string) => root.querySelector(`[data-${name}]`)?.textContent ?? '';
  add(words.picture, () => void draw(root, words).then((blob) => save(blob, words.imageName)));
  add(words.copy, (made) => {
    const text = `${words.number} ${read('number')}\n${words.code} ${read('code')}`;
    void navigator.clipboard?.writeText(text).then(() => {
      made.textContent = words.copied;
    });
  });
  add(words.print, () => print());
}
