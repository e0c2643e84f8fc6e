import { createClient } from '../../../utils/messaging/client';
import { type PopupProtocol, popupReplies } from '../../../utils/messaging/popup-protocol';
import { createOptionsStore } from '../../../utils/options/store';
import type { Policy } from '../../../utils/policy';
import type { Portal } from '../../../utils/portals';
import type { Command } from '../../../utils/options/dependencies';
import { defaultSettings, type Settings } from '../../../utils/settings';
import type { Aside } from '../../../utils/stored-aside';
import type { Pages } from '../../../utils/tokens/pages';
import type { TokenRecords } from '../../../utils/tokens/record';
import type { SandboxRequests } from '../../../utils/tokens/sandbox-requests';
import type { Protection } from '../../../utils/vault/at-rest';
import type { Keyring } from '../../../utils/vault/keyring';
import type { Opened } from '../../../utils/vault/read';
import { memoryRecord } from '../support/memory-record';
import { quickly } from '../transfer/files';

interface Message {
  readonly type: string;
  readonly payload: unknown;
}

const isMessage = (message: unknown): message is Message =>
  typeof message === 'object' && message !== null && 'type' in message && 'payload' in message;

export const NOW = new Date(2026, 5, 1, 12).getTime();

/** Keys as they are found under a protection. */
export const open = (keyring: Keyring, protection: Protection = 'device'): Opened => ({
  vault: 'open',
  protection,
  keyring,
});

export const locked: Opened = { vault: 'locked', environments: ['sandbox', 'production'] };

/** A settings page with all that it gets from outside, none of it a browser. */
export function optionsWorld(vault: Opened = open({ keys: [], active: {} })) {
  const records = {
    vault: memoryRecord(vault),
    kept: memoryRecord(false),
    localAside: memoryRecord<Aside>([]),
    sessionAside: memoryRecord<Aside>([]),
    tokens: memoryRecord<TokenRecords>({}),
    requests: memoryRecord<SandboxRequests>({}),
    settings: memoryRecord<Settings>(defaultSettings()),
    policy: memoryRecord<Policy>({}),
    pages: memoryRecord<Pages>({ tabs: {}, last: null }),
  };
  const portals = memoryRecord<readonly Portal[]>([]);
  /** The browser's: what may be used, what it was asked for, and whether the person says yes. */
  const granted = new Set<string>();
  const permissions = {
    granted,
    required: new Set<string>(),
    asked: [] as string[][],
    says: true,
    /** What happens meanwhile. */
    asking: async (): Promise<unknown> => undefined,
    changed: () => {},
  };
  /** Of this page and of others. */
  const forms = { open: 0 };
  /** The server that is tried. */
  const server = {
    requests: [] as { readonly url: string; readonly init: RequestInit | undefined }[],
    answer: (): Response => Response.json({}),
  };
  let ids = 0;
  const commands: Command[] = [];
  const asked: Message[] = [];
  const saved: { name: string; text: string }[] = [];
  /** Replies by type; a type without one is not answered. */
  const background: Record<string, unknown> = { 'popup.hello': { copies: false } };
  const raw: Record<string, unknown> = {};
  const stored = (area: 'local' | 'session', name: string) => ({ area, name, raw: async () => raw[`${area}:${name}`] });
  const items = [
    stored('local', 'keyring'),
    stored('session', 'keys'),
    stored('local', 'aside'),
    stored('session', 'aside'),
  ];

  const store = createOptionsStore({
    records,
    portals,
    permissions: {
      request: async (origins) => {
        permissions.asked.push(origins);
        await permissions.asking();
        if (permissions.says) for (const origin of origins) granted.add(origin);
        return permissions.says;
      },
      granted: async () => [...granted],
      contains: async (origins) => origins.every((origin) => granted.has(origin)),
      remove: async (origins) => {
        if (origins.some((origin) => permissions.required.has(origin)))
          throw new Error('It came with the installation');
        for (const origin of origins) granted.delete(origin);
      },
      watch: (then) => {
        permissions.changed = then;
      },
    },
    forms: {
      hold: (until) => {
        forms.open += 1;
        void until.then(() => (forms.open -= 1));
      },
      unlessHeld: async (task) => (forms.open === 0 ? task() : undefined),
    },
    api: {
      fetch: async (url, init) => {
        server.requests.push({ url: new Request(url).url, init });
        return server.answer();
      },
      isOnline: () => true,
      timeLimit: () => new AbortController().signal,
      mayCall: async ({ origin }) => granted.has(`${origin}/*`),
    },
    newId: () => {
      ids += 1;
      return `new${ids}`;
    },
    items,
    ask: createClient<PopupProtocol>(popupReplies, async (message) => {
      if (!isMessage(message)) throw new Error('Not a message');
      asked.push(message);
      if (!(message.type in background)) throw new Error('No receiver');
      return { ok: true, value: await background[message.type] };
    }),
    now: () => NOW,
    save: (name, text) => void saved.push({ name, text }),
    derive: quickly,
    commands: { list: async () => commands, open: null },
    version: '1.2.3',
  });
  return {
    store,
    records,
    /** Those that were added. */
    portals,
    permissions,
    /** How many of them are open. */
    forms,
    server,
    /** The browser's list. */
    commands,
    background,
    /** What lies in storage, by area and name. */
    raw,
    items,
    /** Files that were handed over. */
    saved,
    /** What was sent to the background, `popup.hello` aside. */
    asked: () => asked.filter(({ type }) => type !== 'popup.hello'),
  };
}
