import { ensureChromium } from '../browser/chromium.ts';
import { clearNotes } from '../leaks/notes.ts';

/** Before the first test: a browser to run them in. */
export default async function prepare(): Promise<void> {
  await clearNotes();
  await ensureChromium();
}
