import { clear, createStore, del, get, keys, set, type UseStore } from 'idb-keyval';
import { browser } from 'wxt/browser';

/** Where records lie: on the disk (`local`), or until the browser closes (`session`). Content scripts reach neither. */
export type AreaName = 'local' | 'session';

/** A place for values by name. What is read from it is anybody's guess, and is parsed by whoever reads it. */
export interface Area {
  /** @returns the value, `undefined` if there is none; rejects where the browser can't read it */
  get(name: string): Promise<unknown>;
  set(name: string, value: unknown): Promise<void>;
  remove(name: string): Promise<void>;
  names(): Promise<string[]>;
  clear(): Promise<void>;
  /** @returns stops watching; `listener` gets the new value, `undefined` of one that was removed */
  watch(name: string, listener: (value: unknown) => void): () => void;
}

/**
 * Asks for all that is wanted in one turn with one question: each is a way to the browser's own process and back, and a popup
 * that opens wants a dozen records.
 *
 * @param ask gets the values of these names; rejects where one of them can't be read
 * @returns gets one value, as `ask` does
 */
export function together(ask: (names: string[]) => Promise<Record<string, unknown>>) {
  let wanted: { readonly names: string[]; readonly values: Promise<Record<string, unknown>> } | null = null;
  const alone = (name: string) => ask([name]);
  return async (name: string): Promise<unknown> => {
    if (!wanted) {
      const names: string[] = [];
      const askAll = () => {
        wanted = null;
        return ask(names);
      };
      wanted = { names, values: Promise.resolve().then(askAll) };
    }
    wanted.names.push(name);
    // One that can't be read must not take the others with it.
    return (await wanted.values.catch(() => alone(name)))[name];
  };
}

function browserArea(area: AreaName): Area {
  const storage = () => browser.storage[area];
  return {
    get: together((names) => storage().get(names)),
    set: (name, value) => storage().set({ [name]: value }),
    remove: (name) => storage().remove(name),
    names: async () => Object.keys(await storage().get(null)),
    clear: () => storage().clear(),
    watch(name, listener) {
      const onChanged = (changes: Record<string, { newValue?: unknown }>, changed: string) => {
        const change = changes[name];
        if (changed === area && change) listener(change.newValue);
      };
      browser.storage.onChanged.addListener(onChanged);
      return () => browser.storage.onChanged.removeListener(onChanged);
    },
  };
}

const CHANGES = 'stored';

/** The extension's own database: its pages and its background share it, and content scripts have the page's instead. */
function databaseArea(): Area {
  let opened: UseStore | undefined;
  const store = () => (opened ??= createStore('authorizer', 'records'));
  // A channel tells all others of its name; so one tells, and each who watches has one of its own.
  let telling: BroadcastChannel | undefined;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin and takes no other argument
  const tell = (name: string | null) => (telling ??= new BroadcastChannel(CHANGES)).postMessage(name);
  const read = (name: string) => get<unknown>(name, store());
  return {
    get: read,
    async set(name, value) {
      await set(name, value, store());
      tell(name);
    },
    async remove(name) {
      await del(name, store());
      tell(name);
    },
    names: async () => (await keys(store())).map(String),
    async clear() {
      await clear(store());
      tell(null);
    },
    watch(name, listener) {
      const channel = new BroadcastChannel(CHANGES);
      channel.addEventListener('message', ({ data }) => {
        if (data !== name && data !== null) return;
        void read(name).then(listener, () => undefined);
      });
      return () => channel.close();
    },
  };
}

/**
 * The one place where Firefox differs in storage: it can't close `storage.local` to content scripts (Chrome can, from 140 on), so what is kept
 * lies in the extension's own database there. It can go once Firefox has `storage.local.setAccessLevel`.
 */
export const areas: Readonly<Record<AreaName, Area>> = {
  local: import.meta.env.BROWSER === 'firefox' ? databaseArea() : browserArea('local'),
  session: browserArea('session'),
};

/** `storage.local` where the browser can close it. */
interface ClosableArea {
  setAccessLevel?(options: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

/**
 * Closes a storage area to content scripts. The level survives restarts, yet it is set at each start, before the first write: an
 * area that has once been open must not stay so.
 *
 * @param area `browser.storage.local`
 */
export async function closeToContentScripts(area: ClosableArea): Promise<void> {
  await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
