import { signal } from '@preact/signals';
import { environments, portals, type Environment } from '../portals';
import { docsHostPatterns, hostPatterns } from '../portals/urls';
import type { PopupDependencies } from './dependencies';
import type { Newsroom } from './news';

/** What came with the installation, and what nothing works without. */
const NEEDED = [
  ...new Set([
    ...docsHostPatterns(portals),
    ...hostPatterns(environments.filter(({ hostAccess }) => hostAccess === 'install')),
  ]),
];

/**
 * Asks for an environment's host, if it may be missing. Call it within the click, before anything is awaited: browsers accept
 * the question only there. A host that may be called already is granted without a question.
 *
 * @param permissions the browser's permissions
 * @param environment whose host
 * @param missing whether the background has found that it may not call a host that came with the installation
 * @returns whether the host may be called; never rejects
 */
export function askForHost(
  permissions: PopupDependencies['permissions'],
  environment: Environment,
  missing: boolean,
): Promise<boolean> {
  if (environment.hostAccess === 'install' && !missing) return Promise.resolve(true);
  return permissions.request(hostPatterns([environment])).catch(() => false);
}

/**
 * Watches whether we may use what came with the installation: browsers let people take it away, or give it on a click only.
 *
 * @param permissions the browser's permissions
 * @param newsroom where it is told that they were given
 */
export function createAccess(permissions: PopupDependencies['permissions'], newsroom: Newsroom) {
  const missing = signal<readonly string[]>([]);

  // Where the browser doesn't tell, nobody is bothered.
  const has = (patterns: string[]) => permissions.contains(patterns).catch(() => true);

  async function check(): Promise<void> {
    // One question as a rule: the popup opens with it.
    const isComplete = await has(NEEDED);
    const found = NEEDED.map(async (pattern) => (isComplete || (await has([pattern])) ? [] : [pattern]));
    missing.value = (await Promise.all(found)).flat();
  }

  return {
    /** Match patterns of the sites that we are kept away from. */
    missing,

    /** Whether the docs pages are among them. */
    lacksDocs: (): boolean => docsHostPatterns(portals).some((pattern) => missing.value.includes(pattern)),

    /** Whether this environment's API is among them. */
    lacks: (environment: Environment): boolean =>
      hostPatterns([environment]).some((pattern) => missing.value.includes(pattern)),

    /** Begins. `onChange`: after each change of permissions, once it is known what is missing. */
    async open(onChange: () => void): Promise<void> {
      permissions.watch(() => void check().then(onChange));
      await check();
    },

    /** The person clicked "Allow". Call it within the click: the question comes before anything is awaited. */
    async allow(): Promise<void> {
      newsroom.clear();
      const isGranted = await permissions.request([...missing.value]).catch(() => false);
      await check();
      if (isGranted) newsroom.tell({ news: 'allowed' });
    },
  };
}

export type Access = ReturnType<typeof createAccess>;
