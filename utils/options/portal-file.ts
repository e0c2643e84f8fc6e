import type { Portal } from '../portals';
import { portalSchema } from '../portals/schema';
import * as z from '../schema';
import { asStranger } from './portal-ids';
import { variables } from './read-form';

/** How a file says what it is. */
const FORMAT = 'api-docs-portal';
/** Since 2 a portal says which permissions its keys may have. */
const VERSION = 2;
/** A descriptor has two or three. Bytes, and characters. */
export const LARGEST_PORTAL_FILE = 64 * 1024;

/** Why a file gives no portal. `not-json` · `foreign`: JSON of something else · `newer` · `damaged`: ours, and something in it can't be. */
export type PortalFileProblem = 'too-large' | 'not-json' | 'foreign' | 'newer' | 'damaged';

export type ReadPortal =
  | { readonly ok: true; readonly portal: Portal }
  | { readonly ok: false; readonly problem: PortalFileProblem };

const formatSchema = z.object({ format: z.literal(FORMAT), version: z.number() });
const fileSchema = z.object({ portal: portalSchema });

/**
 * @param portal one that is there
 * @returns the file's text: no key, and no id of this browser
 */
export const writePortal = (portal: Portal): string =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, portal: asStranger(portal) }, null, 2)}\n`;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * What a file says. Never throws. Whatever it says goes through the schema; nothing is saved, asked for or sent here.
 *
 * @param text the file's
 */
export function readPortal(text: string): ReadPortal {
  if (text.length > LARGEST_PORTAL_FILE) return { ok: false, problem: 'too-large' };
  // Editors may begin it with a byte order mark: white space to `trim`.
  const json = parseJson(text.trim());
  if (json === undefined) return { ok: false, problem: 'not-json' };
  const format = z.safeParse(formatSchema, json);
  if (!format.success) return { ok: false, problem: 'foreign' };
  if (format.data.version > VERSION) return { ok: false, problem: 'newer' };
  const file = z.safeParse(fileSchema, json);
  if (!file.success) return { ok: false, problem: 'damaged' };
  const portal = asStranger(file.data.portal);
  // They are pasted into a shell, to which PROMPT_COMMAND is something to run, and HTTPS_PROXY where all else goes: a file doesn't choose them.
  return { ok: true, portal: { ...portal, copying: { ...portal.copying, ...variables(portal.name) } } };
}
