import type { Note } from '../events';
import { pageWords } from '../i18n/page-words';
import type { Translate } from '../i18n/translate';
import type { PageProtocol, PageToken } from '../messaging/page-protocol';
import { tellPage } from '../messaging/page-token-state';
import type { Handlers } from '../messaging/router';
import { findEnvironment, isBuiltIn, type Portal } from '../portals';
import { fillsByItself, type Settings } from '../settings';
import type { StoredRecord } from '../storage';
import type { Token } from '../tokens/record';
import type { TokenService } from '../tokens/service';
import type { Access } from './access';
import type { DocsTabs } from './tabs';

/** What the sender gate knows of a docs page. */
export interface PageContext {
  readonly portal: Portal;
  readonly tabId: number;
}

export interface PageHandlersDependencies {
  /** The words of a language; `null`: the browser's. */
  readonly words: (language: string | null) => Promise<Translate>;
  readonly tokens: TokenService;
  readonly settings: Pick<StoredRecord<Settings>, 'read' | 'update'>;
  readonly tabs: Pick<DocsTabs, 'note'>;
  readonly access: Access;
  /** The person uses the extension: keys under a passphrase stay open. */
  readonly use: () => Promise<void>;
  /** Opens our popup over the page in this tab, or its own page where the browser can't. */
  readonly openPopup: (environment: string | null, tabId: number) => Promise<void>;
  readonly note: Note;
}

const forPage = ({ id, value, expiresAt }: Token, environment: string): PageToken => ({
  id,
  value,
  baseUrl: findEnvironment(environment)?.baseUrl ?? '',
  expiresAt,
});

const standing = ({ pill, pillHidden }: Settings, { id }: Portal) => ({ pill, hidden: pillHidden[id] ?? false });

const has = (portal: Portal, environment: string) => portal.environments.some(({ id }) => id === environment);

/** For an environment that isn't the page's, or that it may not have a token of now. */
const NOTHING = { token: null, state: { state: 'none' } } as const;

/**
 * What a docs page may ask for.
 *
 * @param dependencies tokens, settings, open pages
 * @returns the handlers of the page's messages
 */
export function createPageHandlers(dependencies: PageHandlersDependencies): Handlers<PageProtocol, PageContext> {
  const { words, tokens, settings, tabs, access, use, openPopup, note } = dependencies;

  /** A token as a page may have it now: a site can be taken away while an exchange is under way. */
  const hand = async (environment: string, { token, state }: Awaited<ReturnType<TokenService['peek']>>) => {
    const seen = await access.seen(environment, state);
    return { token: token && seen === state ? forPage(token, environment) : null, state: tellPage(seen) };
  };

  /** Without any exchange: how an environment stands, and its token where a page may have it. */
  const look = async (environment: string) => hand(environment, await tokens.peek(environment));

  const statusOf = async (environment: string) => ({
    token: (await look(environment)).state,
    fillsByItself: fillsByItself(await settings.read(), environment),
  });

  return {
    'page.hello': async (_ask, { portal }) => {
      const current = await settings.read();
      const statuses = portal.environments.map(async ({ id }) => {
        const { token, state } = await look(id);
        const fills = fillsByItself(current, id);
        return { id, token: state, fillsByItself: fills, warm: fills ? token : null };
      });
      return {
        ...standing(current, portal),
        words: pageWords(await words(current.language), portal.environments),
        // What the page's script isn't built with. It parses of it what it needs.
        portal: isBuiltIn(portal) ? null : portal,
        environments: await Promise.all(statuses),
      };
    },

    'page.environment': async ({ environment }, { portal, tabId }) => {
      const known = environment !== null && has(portal, environment) ? environment : null;
      await tabs.note(tabId, known);
      const status = known === null ? null : await statusOf(known);
      return { status, ...standing(await settings.read(), portal) };
    },

    'page.token': async ({ environment, cause }, { portal }) => {
      const allowed =
        has(portal, environment) && (cause !== 'setting' || fillsByItself(await settings.read(), environment));
      if (!allowed) return NOTHING;
      if (!(await access.mayUse(environment))) return { ...(await look(environment)), token: null };
      return hand(environment, await tokens.get(environment, cause === 'person' ? 'person' : 'page'));
    },

    'page.refused': async ({ environment, tokenId }, { portal }) => {
      if (!has(portal, environment)) return { ...NOTHING, again: false };
      if (!(await access.mayUse(environment))) return { ...(await look(environment)), token: null, again: false };
      const found = await tokens.replaceRefused(environment, tokenId);
      return { ...(await hand(environment, found)), again: found.again };
    },

    'page.did': async ({ environment, what }, { portal }) => {
      if (has(portal, environment)) note(what, environment);
      return {};
    },

    'page.used': async () => {
      await use();
      return {};
    },

    'page.online': async () => {
      await tokens.reconnect();
      return {};
    },

    'page.open-popup': async ({ environment }, { portal, tabId }) => {
      await openPopup(environment !== null && has(portal, environment) ? environment : null, tabId);
      return {};
    },

    'page.pill': async ({ pill, hidden }, { portal }) => {
      await settings.update((all) => ({ ...all, pill, pillHidden: { ...all.pillHidden, [portal.id]: hidden } }));
      return {};
    },
  };
}
