import { fill } from './words.ts';

type PhotoWords = { remove: string; tooMany: string; tooLarge: string; notImage: string };
const MOST_PHOTOS = 5;
const MOST_BYTES = 10 * 1024 * 1024;
const TYPES = ['image/jpeg', 'image/png', 'image/webp'];

/** Shows the chosen photos small, each with a button to take it out; choosing again adds. */
export function enhancePhotos(input: HTMLInputElement): void {
  const words: PhotoWords = JSON.parse(input.dataset['words'] ?? '{}');
  let chosen: File[] = [...(input.files ?? [])];
  const list = document.createElement('ul');
  list.className = 'photos chosen';
  const say = document.createElement('p');
  say.className = 'error';
  say.setAttribute('role', 'alert');
  say.hidden = true;
  input.after(say, list);

  const put = () => {
    const box = new DataTransfer();
    for (const file of chosen) box.items.add(file);
    input.files = box.files;
    list.replaceChildren(...chosen.map(item));
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
      chosen = chosen.filter((each) => each !== file);
      say.hidden = true;
      put();
      input.focus();
    });
    row.append(picture, remove);
    return row;
  };
  const room = () =>
    MOST_PHOTOS - (input.form?.querySelectorAll('input[name=held][type=checkbox]:checked').length ?? 0);
  input.addEventListener('change', () => {
    const problems: string[] = [];
    for (const file of input.files ?? []) {
      if (chosen.some((each) => each.name === file.name && each.size === file.size)) continue;
      if (!TYPES.includes(file.type)) problems.push(fill(words.notImage, file.name));
      else if (file.size > MOST_BYTES) problems.push(fill(words.tooLarge, file.name));
      else if (chosen.length >= room()) problems.push(words.tooMany);
      else chosen.push(file);
    }
    say.textContent = [...new Set(problems)].join(' ');
    say.hidden = problems.length === 0;
    try {
      put();
    } catch {
      // An old in-app browser that cannot build a list: its own chooser still works.
    }
  });
}
