import { detach } from '../log';
import type { PopupProtocol } from '../messaging/popup-protocol';
import type { Handlers } from '../messaging/router';
import type { Settings } from '../settings';
import type { StoredRecord } from '../storage';
import type { Pages } from '../tokens/pages';
import type { createIssuing } from '../tokens/issuing';
import type { TokenService } from '../tokens/service';
import type { Keys } from '../vault/keys';
import type { Vault } from '../vault/vault';
import type { Guard } from './guard';
import type { Locking } from './locking';
import type { AddedPortals } from './portals';

export interface PopupHandlersDependencies {
  readonly keys: Keys;
  readonly tokens: TokenService;
  readonly issuing: Pick<ReturnType<typeof createIssuing>, 'request'>;
  readonly portals: AddedPortals;
  readonly settings: Pick<StoredRecord<Settings>, 'update'>;
  readonly pages: StoredRecord<Pages>;
  readonly vault: Pick<Vault, 'protect' | 'readOpen'>;
  readonly locking: Locking;
  /** Whether the popup that asks was opened to copy the token. */
  readonly takeWish: () => boolean;
  /** Refuses what the organization doesn't allow. */
  readonly guard: Guard;
  /** Mends what can be mended of what is stored. */
  readonly settle: () => Promise<void>;
  /** Lets a record go that can't be read. */
  readonly reset: (name: string) => Promise<void>;
  /** Leaves nothing of ours anywhere in the browser. */
  readonly forget: () => Promise<void>;
}

/** By their stored names. The keys themselves last: without them, what is left of the others opens nothing and is nobody's. */
const KEYS_RECORDS = ['keys', 'unlocked', 'keyring', 'kept'];

/**
 * What our own pages may ask for.
 *
 * @param dependencies keys, tokens, settings
 * @returns the handlers of the popup's messages
 */
export function createPopupHandlers(dependencies: PopupHandlersDependencies): Handlers<PopupProtocol, unknown> {
  const { keys, tokens, issuing, portals, settings, pages, vault, locking, takeWish, guard, settle, reset, forget } =
    dependencies;
  const use = (environment: string) =>
    pages.update((all) => (all.last === environment ? all : { ...all, last: environment }));

  return {
    'popup.hello': async () => {
      await settle();
      return { copies: takeWish() };
    },

    'popup.online': async () => {
      await tokens.reconnect();
      return {};
    },

    'key.add': async ({ keyId, environment, secret, ...facts }) => {
      await guard.allowKey(environment);
      const problem = await keys.addEntered(keyId, environment, secret, facts);
      if (problem) return { added: false, problem };
      await use(environment);
      return { added: true, keyId };
    },

    'key.activate': async ({ keyId }) => {
      const key = await keys.activate(keyId);
      // Its token may be due for a refresh, which waited while nobody needed it.
      if (key) await tokens.wake(keyId);
      return {};
    },

    'key.remove': async ({ keyId }) => {
      await keys.remove(keyId);
      await tokens.forget(keyId);
      return {};
    },

    'key.edit': async ({ keyId, ...facts }) => {
      await keys.edit(keyId, facts);
      return {};
    },

    'key.replace': async ({ keyId, secret }) => {
      await guard.allowKey(null);
      const problem = await keys.replace(keyId, secret);
      if (!problem) await tokens.forget(keyId);
      return { problem };
    },

    'key.move': async ({ keyId, before }) => {
      await keys.move(keyId, before);
      return {};
    },

    'key.test': async ({ keyId }) => ({ state: await tokens.test(keyId) }),

    'token.get': async ({ environment, fresh }) => {
      await use(environment);
      const { state } = await (fresh ? tokens.refresh(environment) : tokens.get(environment, 'person'));
      return { state };
    },

    'key.issue': async ({ environment, values }) => {
      // Nothing is asked for that could not be kept.
      await vault.readOpen();
      await guard.allowKey(environment);
      const outcome = await issuing.request(environment, values);
      if (outcome.outcome !== 'made') return outcome;
      await use(environment);
      // The popup shows the key at once and follows its token in storage.
      detach(tokens.get(environment, 'person'), 'A new token');
      return outcome;
    },

    'portal.save': async ({ portal }) => {
      await guard.allow('portals');
      return { problem: await portals.save(portal) };
    },

    'portal.remove': async ({ portalId }) => {
      await guard.allow('portals');
      await portals.remove(portalId);
      return {};
    },

    'settings.set': async (change) => {
      await settings.update((all) => ({ ...all, ...change }));
      // Refreshes that nobody waited for may be due now.
      if ('refresh' in change) await tokens.reschedule();
      return {};
    },

    'settings.lock': async ({ minutes }) => {
      await settings.update((all) => ({ ...all, lockAfterMinutes: minutes }));
      await locking.use(true);
      return {};
    },

    'vault.unlock': async ({ passphrase }) => ({ open: await locking.unlock(passphrase) }),

    'vault.lock': async () => {
      await locking.lock();
      return {};
    },

    'vault.protect': async ({ protection, passphrase }) => {
      await guard.allowKey(null, protection);
      await vault.protect(protection === 'passphrase' ? { protection, passphrase } : { protection });
      await locking.look();
      return {};
    },

    'keys.import': async ({ keyring }) => {
      await guard.allow('import');
      await guard.allowKey(null);
      return keys.merge(keyring);
    },

    'stored.reset': async ({ name }) => {
      // Whatever was made of the keys goes with them; and what is still being written of them comes first.
      // Where those can't be read it is refused, and they go all the same.
      if (name === 'keyring') await locking.lock().catch(() => undefined);
      for (const each of name === 'keyring' ? KEYS_RECORDS : [name]) await reset(each);
      return {};
    },

    'stored.forget': async () => {
      await guard.allow('forget');
      await forget();
      return {};
    },

    'settings.fill': async ({ environment, on }) => {
      await settings.update((all) => ({ ...all, fillsByItself: { ...all.fillsByItself, [environment]: on } }));
      return {};
    },
  };
}
