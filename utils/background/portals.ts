import type { PortalProblem } from '../messaging/popup-protocol';
import { builtInPortals, setAddedPortals, type Environment, type Portal } from '../portals';
import { docsHostPatterns, hostPatterns } from '../portals/urls';
import type { Settings } from '../settings';
import type { StoredRecord } from '../storage';
import type { Pages } from '../tokens/pages';
import type { SandboxRequests } from '../tokens/sandbox-requests';
import type { TokenService } from '../tokens/service';
import type { Keyring } from '../vault/keyring';
import type { Opened } from '../vault/read';
import type { Scripts } from './scripts';

/** More than anybody has, and few enough to look through with each message. */
const MOST = 30;

export interface AddedPortalsDependencies {
  readonly record: StoredRecord<readonly Portal[]>;
  readonly vault: {
    readonly read: () => Promise<Opened>;
    /** Rejects while the keys are locked. */
    readonly update: (change: (current: Keyring) => Keyring) => Promise<Keyring>;
  };
  readonly tokens: Pick<TokenService, 'forget'>;
  readonly settings: Pick<StoredRecord<Settings>, 'update'>;
  readonly pages: StoredRecord<Pages>;
  readonly requests: Pick<StoredRecord<SandboxRequests>, 'update'>;
  readonly scripts: Scripts;
  /** Gives sites back to the browser; those that came with the installation stay. */
  readonly giveBack: (origins: string[]) => Promise<unknown>;
}

/** A docs page without what stands for the pages below it. */
const plain = (page: string): string => page.replace(/\/\*$/, '/');

/** Whether an address could belong to both. */
const overlap = (one: string, other: string): boolean =>
  plain(one) === plain(other) ||
  (one.endsWith('/*') && plain(other).startsWith(plain(one))) ||
  (other.endsWith('/*') && plain(one).startsWith(plain(other)));

const collide = (one: Portal, other: Portal): boolean =>
  one.id === other.id ||
  one.environments.some(({ id }) => other.environments.some((each) => each.id === id)) ||
  one.docs.some((page) => other.docs.some((each) => overlap(page, each)));

const sitesOf = (portals: readonly Portal[]): string[] => [
  ...docsHostPatterns(portals),
  ...hostPatterns(portals.flatMap(({ environments }) => environments)),
];

/** Only what came with the installation is in the manifest. */
const asked = (environment: Environment): Environment => ({ ...environment, hostAccess: 'optional' });

const without = <T>(all: Readonly<Record<string, T>>, gone: ReadonlySet<string>): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !gone.has(name)));

/**
 * The portals that people add: kept, in use, and gone without a trace.
 *
 * @param dependencies storage, keys, tokens, scripts, permissions
 * @returns what the messages call; they reject only if storage does, or if the keys are locked
 */
export function createAddedPortals(dependencies: AddedPortalsDependencies) {
  const { record, vault, tokens, settings, pages, requests, scripts, giveBack } = dependencies;

  /** Environments that have keys. */
  async function withKeys(): Promise<ReadonlySet<string>> {
    const opened = await vault.read();
    return new Set(
      opened.vault === 'locked' ? opened.environments : opened.keyring.keys.map(({ environment }) => environment),
    );
  }

  /** Whether keys that are there would go to another site, or to none, with this descriptor. */
  async function wouldMoveKeys(before: Portal, after: Portal): Promise<boolean> {
    const held = await withKeys();
    return before.environments.some(({ id, baseUrl }) => {
      const next = after.environments.find((environment) => environment.id === id);
      return held.has(id) && (!next || new URL(next.baseUrl).origin !== new URL(baseUrl).origin);
    });
  }

  /** Takes in what is stored now. */
  async function follow(): Promise<void> {
    const added = await record.read();
    setAddedPortals(added);
    await scripts.sync(added);
  }

  async function forgetTokens({ environments }: Portal): Promise<void> {
    const opened = await vault.read();
    if (opened.vault === 'locked') return;
    const own = opened.keyring.keys.filter((key) => environments.some(({ id }) => id === key.environment));
    for (const { id } of own) await tokens.forget(id);
  }

  return {
    follow,

    /**
     * @param given a new one, or a new descriptor of one that is there
     * @returns the problem, if it isn't taken
     */
    async save(given: Portal): Promise<PortalProblem | null> {
      const added = await record.read();
      const portal = { ...given, environments: given.environments.map(asked) };
      const before = added.find(({ id }) => id === portal.id);
      const others = [...builtInPortals, ...added.filter((each) => each !== before)];
      if (others.some((other) => collide(portal, other))) return 'taken';
      if (!before && added.length >= MOST) return 'too-many';
      if (before && (await wouldMoveKeys(before, portal))) return 'has-keys';
      await record.update((all) =>
        all.some(({ id }) => id === portal.id)
          ? all.map((each) => (each.id === portal.id ? portal : each))
          : [...all, portal],
      );
      // Tokens were made as the old one says.
      if (before) await forgetTokens(before);
      await follow();
      return null;
    },

    /**
     * Its keys first, while it is still known whose they are; what is left of an interrupted removal is removed with the next try.
     *
     * @param portalId of one that was added
     */
    async remove(portalId: string): Promise<void> {
      const added = await record.read();
      const portal = added.find(({ id }) => id === portalId);
      if (!portal) return;
      const gone = new Set(portal.environments.map(({ id }) => id));
      await forgetTokens(portal);
      await vault.update(({ keys, active }) => ({
        keys: keys.filter(({ environment }) => !gone.has(environment)),
        active: without(active, gone),
      }));
      await settings.update((all) => ({
        ...all,
        fillsByItself: without(all.fillsByItself, gone),
        pillHidden: without(all.pillHidden, new Set([portalId])),
      }));
      await pages.update(({ tabs, last }) => ({
        tabs: Object.fromEntries(Object.entries(tabs).filter(([, environment]) => !gone.has(environment ?? ''))),
        last: last !== null && gone.has(last) ? null : last,
      }));
      await requests.update((all) =>
        Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith(`${portalId}/`))),
      );
      await record.update((all) => all.filter(({ id }) => id !== portalId));
      await follow();
      const rest = new Set(sitesOf([...builtInPortals, ...added.filter((each) => each !== portal)]));
      const unused = sitesOf([portal]).filter((origin) => !rest.has(origin));
      if (unused.length > 0) await giveBack(unused);
    },
  };
}

export type AddedPortals = ReturnType<typeof createAddedPortals>;
