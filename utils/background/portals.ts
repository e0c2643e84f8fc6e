import type { Happening } from '../events';
import type { PortalProblem } from '../messaging/popup-protocol';
import { pick } from '../pick';
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
  readonly events: Pick<StoredRecord<Happening[]>, 'update'>;
  readonly scripts: Scripts;
  /** Tells a portal's open docs to keep nothing of it. */
  readonly leave: (portal: Portal) => Promise<void>;
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

const sitesOf = (all: readonly Portal[]): string[] => [
  ...docsHostPatterns(all),
  ...hostPatterns(all.flatMap(({ environments }) => environments)),
];

const isSameSite = (one: string, other: string): boolean => new URL(one).origin === new URL(other).origin;

/** @returns ids of the environments that are on another site, or gone, with the next descriptor */
const moved = (before: Portal, after: Portal): string[] =>
  before.environments
    .filter(
      ({ id, baseUrl }) => !after.environments.some((each) => each.id === id && isSameSite(each.baseUrl, baseUrl)),
    )
    .map(({ id }) => id);

/** Only what came with the installation is in the manifest. */
const asked = (environment: Environment): Environment => ({ ...environment, hostAccess: 'optional' });

/** @returns what belongs to no id that is gone: a name is one, or begins with one and a blank (see `requestName`), which ids don't have */
const without = <T>(all: Readonly<Record<string, T>>, gone: ReadonlySet<string>): Record<string, T> =>
  pick(all, (_value, name) => !gone.has(name.split(' ')[0] ?? ''));

/**
 * The portals that people add: kept, in use, and gone without a trace.
 *
 * @param dependencies storage, keys, tokens, scripts, permissions
 * @returns what the messages call; they reject only if storage does, or if the keys are locked
 */
export function createAddedPortals(dependencies: AddedPortalsDependencies) {
  const { record, vault, tokens, settings, pages, requests, events, scripts, leave, giveBack } = dependencies;

  /** Environments that have keys. */
  async function withKeys(): Promise<ReadonlySet<string>> {
    const opened = await vault.read();
    return new Set(
      opened.vault === 'locked' ? opened.environments : opened.keyring.keys.map(({ environment }) => environment),
    );
  }

  /** Takes in what is stored now. Docs of portals that are gone keep nothing of them. */
  async function follow(): Promise<void> {
    const added = await record.read();
    const gone = setAddedPortals(added).filter(({ id }) => !added.some((portal) => portal.id === id));
    await Promise.all(gone.map(leave));
    await scripts.sync(added);
  }

  /** Ids of a portal's keys, as far as they can be read: locked ones have no tokens. */
  async function keysOf({ environments }: Portal): Promise<string[]> {
    const opened = await vault.read();
    const keys = opened.vault === 'locked' ? [] : opened.keyring.keys;
    return keys.filter((key) => environments.some(({ id }) => id === key.environment)).map(({ id }) => id);
  }

  async function forgetTokens(keyIds: readonly string[]): Promise<void> {
    for (const id of keyIds) await tokens.forget(id);
  }

  /**
   * What was said of environments that are gone isn't said of others that come to have their ids.
   *
   * @param gone their ids, and the portal's if it is gone itself
   */
  async function forgetNames(gone: ReadonlySet<string>): Promise<void> {
    await settings.update((all) => ({
      ...all,
      fillsByItself: without(all.fillsByItself, gone),
      pillHidden: without(all.pillHidden, gone),
    }));
    await events.update((all) => all.filter(({ environment }) => !gone.has(environment ?? '')));
    await pages.update(({ tabs, last }) => ({
      tabs: pick(tabs, (environment) => !gone.has(environment ?? '')),
      last: gone.has(last ?? '') ? null : last,
    }));
    await requests.update((all) => without(all, gone));
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
      const changed = new Set(before && moved(before, portal));
      if (changed.size > 0 && !changed.isDisjointFrom(await withKeys())) return 'has-keys';
      // Before they are gone or elsewhere: a worker that is stopped in between leaves nothing that would be said of another site.
      await forgetNames(changed);
      await record.update((all) =>
        all.some(({ id }) => id === portal.id)
          ? all.map((each) => (each.id === portal.id ? portal : each))
          : [...all, portal],
      );
      // Tokens were made as the old one says; from here on they are made as the new one does.
      await follow();
      if (before) {
        await leave(before);
        await forgetTokens(await keysOf(before));
      }
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
      const gone = new Set([portalId, ...portal.environments.map(({ id }) => id)]);
      const own = await keysOf(portal);
      await vault.update(({ keys, active }) => ({
        keys: keys.filter(({ environment }) => !gone.has(environment)),
        active: without(active, gone),
      }));
      // After the keys: a docs page that loses its token asks for another one at once, and of a key that is still there one is made.
      await forgetTokens(own);
      // While its docs may still be looked for.
      await leave(portal);
      const rest = sitesOf([...builtInPortals, ...added.filter((each) => each !== portal)]);
      const unused = sitesOf([portal]).filter((origin) => !rest.includes(origin));
      // Before it is forgotten which they are. Where the browser refuses, the portal goes none the less.
      await giveBack(unused).catch(() => undefined);
      await forgetNames(gone);
      await record.update((all) => all.filter(({ id }) => id !== portalId));
      await follow();
      // Docs that are open and lose their token tell once more what they show, and are heard until here.
      await forgetNames(gone);
    },
  };
}

export type AddedPortals = ReturnType<typeof createAddedPortals>;
