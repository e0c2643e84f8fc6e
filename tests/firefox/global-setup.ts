import { ensureFirefox } from '../browser/firefox.ts';

/** Before the first test: a browser to run them in. */
export default async function prepare(): Promise<void> {
  await ensureFirefox();
}
