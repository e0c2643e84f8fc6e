import { at, listed } from './guards';
import type { PageCommand } from './types';

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * Narrows what came over the channel. By hand and not with zod: this runs in MAIN, where 10 kB are all we have, and where the page
 * could call the adapters itself anyway, so that a stricter parser would guard nothing.
 *
 * @param raw parsed JSON
 * @returns the command, or `null` for anything else
 */
export const parseCommand = (raw: unknown): PageCommand | null => {
  const [kind, scheme, id, token, servers, overwrite] = ['do', 'scheme', 'id', 'token', 'servers', 'overwrite'].map(
    (key) => at(raw, key),
  );
  if (!isText(scheme)) return null;
  if (kind === 'clear') return { do: kind, scheme };
  if (kind !== 'fill' || typeof id !== 'number' || !isText(token)) return null;
  return { do: kind, id, scheme, token, servers: listed(servers).filter(isText), overwrite: !!overwrite };
};
