/** Long enough for any browser to begin the download. */
const KEEP_FILE_MS = 60_000;

/**
 * Puts a file into the person's downloads. For our own pages.
 *
 * @param name of the file
 * @param text JSON
 */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_FILE_MS);
}
