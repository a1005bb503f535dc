import { toast } from './toast.ts';
import { t } from './words/t.ts';

/** Copies, and says so; or says that it has to be done by hand. */
export async function copyText(text: string): Promise<void> {
  try {
    if (navigator.clipboard === undefined) copySelected(text);
    else await navigator.clipboard.writeText(text);
    toast(t('copied'));
  } catch {
    toast(t('copyFailed'), { tone: 'error' });
  }
}

/** As of old: browsers keep their clipboard from a console that an office opens without HTTPS. Nothing loses the focus. */
function copySelected(text: string): void {
  const words = document.createElement('span');
  words.textContent = text;
  words.style.whiteSpace = 'pre';
  document.body.append(words);
  const selection = getSelection();
  selection?.selectAllChildren(words);
  try {
    if (!document.execCommand('copy')) throw new Error('not copied');
  } finally {
    selection?.removeAllRanges();
    words.remove();
  }
}
