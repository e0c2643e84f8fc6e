import { at } from './guards';
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
  const scheme = at(raw, 'scheme');
  if (!isText(scheme)) return null;
  if (at(raw, 'do') === 'clear') return { do: 'clear', scheme };
  const id = at(raw, 'id');
  const token = at(raw, 'token');
  const servers = at(raw, 'servers');
  if (at(raw, 'do') !== 'fill' || typeof id !== 'number' || !isText(token) || !Array.isArray(servers)) return null;
  return { do: 'fill', id, scheme, token, servers: servers.filter(isText), overwrite: at(raw, 'overwrite') === true };
};
