/** Enhances the receipt: copy, print, and a picture for the phone's gallery. Without script the page itself can be kept. */
import { button } from './words.ts';

type ReceiptWords = Record<
  | 'copy'
  | 'copied'
  | 'copyFailed'
  | 'picture'
  | 'pictureHold'
  | 'pictureFailed'
  | 'print'
  | 'imageName'
  | 'title'
  | 'number'
  | 'code'
  | 'from',
  string
>;

const WIDTH = 1080;
const HEIGHT = 1500;

/** The address of the picture, with the picture in it. */
async function draw(root: HTMLElement, words: ReceiptWords): Promise<string> {
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
  return canvas.toDataURL();
}

/** A browser inside LINE or Facebook saves nothing by itself: the picture is shown too, to be held and kept like every other. */
function save(picture: string, words: ReceiptWords, shown: HTMLElement): void {
  const link = document.createElement('a');
  link.href = picture;
  link.download = words.imageName;
  link.click();
  const image = document.createElement('img');
  image.src = picture;
  image.alt = words.picture;
  image.width = WIDTH / 3;
  image.height = HEIGHT / 3;
  const say = document.createElement('p');
  say.textContent = words.pictureHold;
  shown.textContent = '';
  shown.append(say, image);
}

/** Without the clipboard (a page without HTTPS, a browser inside another program) what is selected is copied as of old. */
async function copy(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (!copied) throw new Error('not copied');
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
  const read = (name: string) => root.querySelector(`[data-${name}]`)?.textContent?.trim() ?? '';
  const shown = document.createElement('div');
  shown.className = 'kept no-print';
  shown.setAttribute('role', 'status');
  actions.parentElement?.after(shown);
  add(words.picture, () => {
    draw(root, words)
      .then((picture) => save(picture, words, shown))
      .catch(() => {
        shown.textContent = words.pictureFailed;
      });
  });
  add(words.copy, (made) => {
    copy(`${words.number} ${read('number')}\n${words.code} ${read('code')}`).then(
      () => {
        made.textContent = words.copied;
      },
      () => {
        shown.textContent = words.copyFailed;
      },
    );
  });
  if ('print' in window) add(words.print, () => print());
}
