import { computed, signal } from '@preact/signals';
import { builtInPortals, environments, portalOf, portals, type Environment, type Portal } from '../portals';
import { docsHostPatterns, hostPatterns } from '../portals/urls';
import type { PopupDependencies } from './dependencies';
import type { Newsroom } from './news';

/** Hosts that came with the installation, and what nothing works without. */
const cameAlong = (): string[] => [
  ...docsHostPatterns(builtInPortals),
  ...hostPatterns(environments.filter(({ hostAccess }) => hostAccess === 'install')),
];

/**
 * Watches whether we may use the sites of the portals: browsers let people take them away, or give them on a click only.
 *
 * @param dependencies the browser's permissions, and when the portals are known
 * @param newsroom where it is told that they were given
 * @param shown the portal that the person looks at; to be read inside a computed signal
 */
export function createAccess(
  { permissions, addedPortals }: Pick<PopupDependencies, 'permissions' | 'addedPortals'>,
  newsroom: Newsroom,
  shown: () => Portal,
) {
  /** Of all portals, those that nobody is asked about included. */
  const away = signal<readonly string[]>([]);
  /** Match patterns of the sites that we are kept away from: those that came along, and the docs of the portal that is shown. */
  const missing = computed(() => {
    const wanted = new Set([...cameAlong(), ...docsHostPatterns([shown()])]);
    return away.value.filter((pattern) => wanted.has(pattern));
  });

  // Where the browser doesn't tell, nobody is bothered.
  const has = (patterns: string[]) => permissions.contains(patterns).catch(() => true);

  /** One question for all of them as a rule: the popup opens with it. */
  async function lacking(patterns: string[]): Promise<string[]> {
    if (await has(patterns)) return [];
    const found = patterns.map(async (pattern) => (patterns.length > 1 && (await has([pattern])) ? [] : [pattern]));
    return (await Promise.all(found)).flat();
  }

  async function check(): Promise<void> {
    const asked = new Set(cameAlong());
    const lackingAlong = lacking([...asked]);
    /** Of the portals that are known by now, what wasn't asked yet. */
    const askOthers = () => {
      const others = new Set([...docsHostPatterns(portals), ...hostPatterns(environments)]).difference(asked);
      for (const each of others) asked.add(each);
      return [...others].map((each) => lacking([each]));
    };
    // The built-in ones at once: the popup waits for the answers.
    const lackingBuiltIn = askOthers();
    await addedPortals;
    away.value = (await Promise.all([lackingAlong, ...lackingBuiltIn, ...askOthers()])).flat();
  }

  const awayOf = (patterns: readonly string[]): string[] => patterns.filter((pattern) => away.value.includes(pattern));

  return {
    missing,

    /** Whether the browser keeps us away from a portal's docs pages. */
    lacksDocs: (portal: Portal): boolean => awayOf(docsHostPatterns([portal])).length > 0,

    /** Whether this environment's API is among the sites that we are kept away from. */
    lacks: (environment: Environment): boolean => awayOf(hostPatterns([environment])).length > 0,

    /**
     * Asks for an environment's host, if it may be missing, and for the docs of an added portal along with it. Call it within the click,
     * before anything is awaited: browsers accept the question only there. A host that may be called already is granted without a question.
     *
     * @param environment whose host
     * @param isRefused whether the background has found that it may not call it
     * @returns whether the host may be called; never rejects
     */
    async ask(environment: Environment, isRefused = false): Promise<boolean> {
      const hosts = hostPatterns([environment]);
      const isMissing = isRefused || awayOf(hosts).length > 0;
      const docs = environment.hostAccess === 'install' ? [] : awayOf(docsHostPatterns([portalOf(environment.id)]));
      if (environment.hostAccess === 'install' && !isMissing) return true;
      const isGranted = await permissions.request([...hosts, ...docs]).catch(() => false);
      // Who wants nothing of ours in the docs may still want the API.
      return isGranted || (docs.length > 0 && permissions.contains(hosts).catch(() => false));
    },

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
