/** Hands a file to the browser, to keep under a name. */
export function saveFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Safari on a telephone reads it later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
