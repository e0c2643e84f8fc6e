import { detach } from '../log';
import type { popupAsks } from '../messaging/popup-protocol';
import type { Handlers } from '../messaging/router';
import type { Settings } from '../settings';
import type { StoredRecord } from '../storage';
import type { Pages } from '../tokens/pages';
import type { createSandboxKeys } from '../tokens/sandbox-key';
import type { TokenService } from '../tokens/service';
import type { Keys } from '../vault/keys';

export interface PopupHandlersDependencies {
  readonly keys: Keys;
  readonly tokens: TokenService;
  readonly sandboxKeys: ReturnType<typeof createSandboxKeys>;
  readonly settings: StoredRecord<Settings>;
  readonly pages: StoredRecord<Pages>;
}

/**
 * What our own pages may ask for.
 *
 * @param dependencies keys, tokens, settings
 * @returns the handlers of `popupAsks`
 */
export function createPopupHandlers(dependencies: PopupHandlersDependencies): Handlers<typeof popupAsks, unknown> {
  const { keys, tokens, sandboxKeys, settings, pages } = dependencies;
  const use = (environment: string) =>
    pages.update((all) => (all.last === environment ? all : { ...all, last: environment }));

  return {
    'popup.hello': () => Promise.resolve({}),

    'popup.online': async () => {
      await tokens.reconnect();
      return {};
    },

    'key.add': async ({ keyId, environment, secret, label }) => {
      const problem = await keys.addEntered(keyId, environment, secret, label);
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

    'token.get': async ({ environment, fresh }) => {
      await use(environment);
      const { state } = await (fresh ? tokens.refresh(environment) : tokens.get(environment, 'person'));
      return { state };
    },

    'sandbox-key.request': async ({ environment, phone }) => {
      const outcome = await sandboxKeys.request(environment, phone);
      if (outcome.outcome !== 'made') return outcome;
      await use(environment);
      // The popup shows the key at once and follows its token in storage.
      detach(tokens.get(environment, 'person'), 'The token of a new key could not be fetched');
      return outcome;
    },

    'settings.fill': async ({ environment, on }) => {
      await settings.update((all) => ({ ...all, fillsByItself: { ...all.fillsByItself, [environment]: on } }));
      return {};
    },
  };
}
