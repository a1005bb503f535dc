import { fill } from './words.ts';

type PhotoWords = { remove: string; tooMany: string; tooLarge: string; notImage: string };
const MOST_PHOTOS = 5;
const MOST_BYTES = 10 * 1024 * 1024;
const TYPES = ['image/jpeg', 'image/png', 'image/webp'];
/** What is kept of a photo has at most so many pixels a side (platform/files/image.ts): a telephone need not send more. */
const KEPT_SIDE = 2048;
const SMALL_BYTES = 1_500_000;

/** A photo of a telephone as large as it is kept; the photo itself where the browser cannot make it so. */
async function smaller(photo: File): Promise<File> {
  // A browser that does not turn a photo as it was held would lay it on its side.
  if (photo.size <= SMALL_BYTES || !CSS.supports('image-orientation', 'from-image')) return photo;
  const picture = new Image();
  picture.src = URL.createObjectURL(photo);
  try {
    await picture.decode();
    const scale = Math.min(1, KEPT_SIDE / Math.max(picture.naturalWidth, picture.naturalHeight));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.naturalWidth * scale);
    canvas.height = Math.round(picture.naturalHeight * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
    canvas.width = 0; // gives its memory back at once
    return made?.type === 'image/jpeg' && made.size < photo.size
      ? new File([made], photo.name, { type: made.type })
      : photo;
  } catch {
    return photo;
  } finally {
    URL.revokeObjectURL(picture.src);
  }
}

/** Shows the chosen photos small, each with a button to take it out; choosing again adds. */
export function enhancePhotos(input: HTMLInputElement): void {
  const words: PhotoWords = JSON.parse(input.dataset['words'] ?? '{}');
  /** `key`: what was chosen, also when it is smaller by now. */
  let chosen = [...(input.files ?? [])].map((file) => ({ file, key: keyOf(file) }));
  const list = document.createElement('ul');
  list.className = 'photos chosen';
  const say = document.createElement('p');
  say.className = 'error';
  say.setAttribute('role', 'alert');
  say.hidden = true;
  input.after(say, list);

  const put = () => {
    const box = new DataTransfer();
    for (const { file } of chosen) box.items.add(file);
    input.files = box.files;
    list.textContent = '';
    list.append(...chosen.map(({ file }) => item(file)));
  };
  const item = (file: File) => {
    const row = document.createElement('li');
    const picture = document.createElement('img');
    picture.src = URL.createObjectURL(file);
    picture.alt = file.name;
    picture.onload = () => URL.revokeObjectURL(picture.src);
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.textContent = '×';
    remove.setAttribute('aria-label', `${words.remove} ${file.name}`);
    remove.title = words.remove;
    remove.addEventListener('click', () => {
      chosen = chosen.filter((each) => each.file !== file);
      say.hidden = true;
      put();
      input.focus();
    });
    row.append(picture, remove);
    return row;
  };
  const room = () =>
    MOST_PHOTOS - (input.form?.querySelectorAll('input[name=held][type=checkbox]:checked').length ?? 0);
  let shrinking = Promise.resolve();
  const tell = (problems: readonly string[]) => {
    say.textContent = [...new Set(problems)].join(' ');
    say.hidden = problems.length === 0;
    try {
      put();
    } catch {
      // An old in-app browser that cannot build a list: its own chooser still works.
    }
  };
  /** One after the other: a cheap telephone has memory for one. What is still too large then is taken out. */
  const shrink = async (problems: string[]) => {
    for (const each of [...chosen]) {
      const file = await smaller(each.file);
      if (!chosen.includes(each) || (file === each.file && file.size <= MOST_BYTES)) continue;
      if (file.size > MOST_BYTES) {
        problems.push(fill(words.tooLarge, file.name));
        chosen = chosen.filter((other) => other !== each);
      } else {
        each.file = file;
      }
      tell(problems);
    }
  };
  input.addEventListener('change', () => {
    const problems: string[] = [];
    for (const file of input.files ?? []) {
      if (chosen.some(({ key }) => key === keyOf(file))) continue;
      if (!TYPES.includes(file.type)) problems.push(fill(words.notImage, file.name));
      else if (chosen.length >= room()) problems.push(words.tooMany);
      else chosen.push({ file, key: keyOf(file) });
    }
    tell(problems);
    shrinking = shrinking.then(() => shrink(problems));
  });
}

const keyOf = ({ name, size }: File): string => `${name} ${size}`;
