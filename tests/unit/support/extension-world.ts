import { armAlarm } from '../../../utils/alarms';
import { createGuard } from '../../../utils/background/guard';
import { createLocking } from '../../../utils/background/locking';
import { createPageHandlers, type PageContext } from '../../../utils/background/page-handlers';
import { createPopupHandlers } from '../../../utils/background/popup-handlers';
import { createAccess } from '../../../utils/background/access';
import { createDocsTabs } from '../../../utils/background/tabs';
import { createTurns } from '../../../utils/in-turn';
import { createClient } from '../../../utils/messaging/client';
import { pageAsks, pageReplies, type PageProtocol } from '../../../utils/messaging/page-protocol';
import { popupAsks, popupReplies, type PopupProtocol } from '../../../utils/messaging/popup-protocol';
import { createRouter } from '../../../utils/messaging/router';
import { createPageController } from '../../../utils/page/controller';
import type { PageState } from '../../../utils/page/page-state';
import { portals } from '../../../utils/portals';
import { novaPost } from '../../../utils/portals/novapost';
import { createBridge } from '../../../utils/renderers/bridge';
import type { Renderer } from '../../../utils/renderers/types';
import { defaultSettings, type Settings } from '../../../utils/settings';
import type { StoredRecord } from '../../../utils/storage';
import type { Pages } from '../../../utils/tokens/pages';
import type { Renewals, TokenRecords } from '../../../utils/tokens/record';
import { createTokenService } from '../../../utils/tokens/service';
import type { Keyring } from '../../../utils/vault/keyring';
import { createKeys } from '../../../utils/vault/keys';
import type { Opened } from '../../../utils/vault/read';
import { LockedError } from '../../../utils/vault/vault';
import { createAlarms } from './alarms';
import { throughJson } from './arbitraries';
import type { Clock } from './clock';
import { english } from './english';
import { memoryRecord, type MemoryRecord } from './memory-record';
import type { MoodyApi } from './moody-api';

/** How long a passphrase takes to become a key, ms. */
const UNLOCKING_MS = 500;

/** Never: a promise of a worker that is gone. */
const never = new Promise<never>(() => undefined);

export interface ExtensionOptions {
  readonly clock: Clock;
  readonly keyring: Keyring;
  readonly api: MoodyApi;
  readonly random: () => number;
  /** Each message that reaches the background. */
  readonly onAsk?: (type: string) => void;
  /** Each answer of the background, before it is on its way: what was asked, and what is said to it. */
  readonly onReply: (type: string, payload: unknown, reply: unknown) => void;
}

/**
 * The extension without a browser: the background's parts as its wiring puts them together, and docs pages with their controller and their
 * bridge. Storage and alarms outlive the workers, and a message or an alarm starts one, as the browser does.
 */
export function createExtension({ clock, keyring, api, random, onAsk, onReply }: ExtensionOptions) {
  const keyringStored = memoryRecord(keyring);
  const records = memoryRecord<TokenRecords>({});
  const renewals = memoryRecord<Renewals>({});
  const settings = memoryRecord<Settings>({ ...defaultSettings(), lockAfterMinutes: null });
  /** Whether the keys are under a passphrase that has yet to be entered. */
  const lock = memoryRecord({ isLocked: false });
  const shown = memoryRecord<Pages>({ tabs: {}, last: null });
  const pages = new Map<number, DocsPage>();
  let ids = 0;
  let worker: ReturnType<typeof startWorker> | null = null;
  /** Messages that are being answered. */
  let asking = 0;
  /** How long a message takes, ms. */
  let lag = 0;

  const alarms = createAlarms(clock, (name) => {
    const running = worker ?? startWorker();
    void running.ready.then(() => running.tokens.wake(name)).catch(() => undefined);
  });

  const wait = (ms: number) => (ms > 0 ? new Promise<void>((resolve) => clock.after(ms, resolve)) : Promise.resolve());

  /** A worker, which can be stopped between any two things that it does. */
  function startWorker() {
    let isAlive = true;
    const { promise: gone, reject } = Promise.withResolvers<never>();
    gone.catch(() => undefined);
    const whileAlive = <R>(act: () => Promise<R>): Promise<R> =>
      isAlive ? act().then((result) => (isAlive ? result : never)) : never;
    const mortal = <T>(record: MemoryRecord<T>): StoredRecord<T> => ({
      read: () => whileAlive(record.read),
      update: (change) => whileAlive(() => record.update((current) => (isAlive ? change(current) : current))),
      watch: record.watch,
      look: record.look,
    });
    const now = clock.now;
    const newId = () => `id${(ids += 1)}`;
    const tabs = createDocsTabs(
      portals,
      {
        query: async () => [...pages.keys()].map((id) => ({ id })),
        sendMessage: async (tabId) => {
          await pages.get(tabId)?.review();
          return { ok: true, value: {} };
        },
      },
      mortal(shown),
      async () => true,
    );
    /** The vault without its cryptography: one record of keys, and whether they can be had. */
    const stored = {
      keyring: mortal(keyringStored),
      lock: mortal(lock),
      settings: mortal(settings),
      pages: mortal(shown),
    };
    const inTurn = createTurns();
    const vault = {
      async read(): Promise<Opened> {
        const { isLocked } = await stored.lock.read();
        const all = await stored.keyring.read();
        return isLocked
          ? { vault: 'locked', environments: all.keys.map(({ environment }) => environment) }
          : { vault: 'open', protection: 'passphrase', keyring: all };
      },
      async readOpen(): Promise<Keyring> {
        const opened = await vault.read();
        if (opened.vault === 'locked') throw new LockedError('The keys are locked');
        return opened.keyring;
      },
      update: (change: (all: Keyring) => Keyring): Promise<Keyring> =>
        inTurn(async () => {
          await vault.readOpen();
          return stored.keyring.update(change);
        }),
      unlock: (): Promise<boolean> =>
        inTurn(async () => {
          // Making a key of a passphrase takes its time.
          await whileAlive(() => wait(UNLOCKING_MS));
          await stored.lock.update(() => ({ isLocked: false }));
          return true;
        }),
      lock: () => inTurn(async () => void (await stored.lock.update(() => ({ isLocked: true })))),
      use: async () => undefined,
      locksAt: async () => null,
      protect: async () => undefined,
    };
    const tokens = createTokenService({
      vault,
      records: mortal(records),
      renewals: mortal(renewals),
      exchange: (...call) => whileAlive(() => api.exchange(...call)),
      now,
      random,
      newId,
      after: (ms, then) => clock.after(ms, () => isAlive && then()),
      arm: (keyId, due) => whileAlive(() => armAlarm(alarms.port, keyId, due, now())),
      isWanted: (environment) => whileAlive(() => tabs.isWanted(environment)),
      note: () => undefined,
    });
    const locking = createLocking({ vault, tokens, arm: async () => undefined, now, note: () => undefined });
    const keys = createKeys({ keyring: { read: vault.readOpen, update: vault.update }, now, newId });
    const issuing = { request: () => Promise.resolve({ outcome: 'bad-phone' } as const) };
    const started = {
      tokens,
      tabs,
      /** When it has mended what an earlier one left. */
      ready: locking.look().then(tokens.restore),
      gone,
      receivePage: createRouter<PageProtocol, PageContext>(
        pageAsks,
        createPageHandlers({
          words: async () => english,
          tokens,
          settings: stored.settings,
          tabs,
          access: createAccess(async () => true),
          use: () => locking.use(),
          openPopup: async () => undefined,
          note: () => undefined,
        }),
      ),
      receivePopup: createRouter<PopupProtocol, null>(
        popupAsks,
        createPopupHandlers({
          keys,
          tokens,
          issuing,
          portals: { follow: async () => undefined, save: async () => null, remove: async () => undefined },
          settings: stored.settings,
          pages: stored.pages,
          vault,
          locking,
          takeWish: () => false,
          guard: createGuard({ read: async () => ({}) }, vault.read),
          settle: async () => undefined,
          reset: async () => undefined,
          forget: async () => undefined,
        }),
      ),
      /** Stops it in mid-work: its timers don't fire, and answers to its requests go nowhere. */
      kill(): void {
        isAlive = false;
        if (worker === started) worker = null;
        api.abandon();
        reject(new Error('The message port closed'));
      },
    };
    worker = started;
    return started;
  }

  /** Brings a message to the background and its answer back. Rejects if the worker is stopped meanwhile. */
  async function deliver(message: unknown, context: PageContext | null): Promise<unknown> {
    const { type, payload } = message as { type: string; payload: unknown };
    await wait(lag);
    onAsk?.(type);
    const running = worker ?? startWorker();
    const receive = async () => {
      await running.ready;
      return context ? running.receivePage(message, context) : running.receivePopup(message, null);
    };
    asking += 1;
    const answer = await Promise.race([receive(), running.gone]).finally(() => (asking -= 1));
    if (answer?.ok) onReply(type, payload, answer.value);
    await wait(lag);
    return throughJson(answer);
  }

  /** A docs page: its renderer, the script in its own world, and ours. */
  function openPage(server: string) {
    const tabId = (ids += 1);
    let isOpen = true;
    let state: PageState | null = null;
    const scheme = { value: '', selected: server, appliesIn: 0 };
    const renderer: Renderer = {
      name: 'rapidoc',
      isReady: () => true,
      servers: () => novaPost.environments.map(({ baseUrl }) => baseUrl),
      selectedServer: () => scheme.selected,
      value: () => scheme.value,
      original: () => '',
      async apply(_scheme, token) {
        scheme.value = token;
        await wait(scheme.appliesIn);
        return scheme.value === token ? 'applied' : 'not-verified';
      },
      clear(_scheme, token) {
        if (scheme.value === token) scheme.value = '';
      },
      dispose: () => undefined,
    };
    const bridge = createBridge((report) => isOpen && controller.onReport(throughJson(report)));
    const controller = createPageController({
      portal: novaPost,
      ask: createClient<PageProtocol>(pageReplies, (message) =>
        deliver(throughJson(message), { portal: novaPost, tabId }),
      ),
      send: (command) => bridge.command(throughJson(command)),
      show: (next) => (state = next),
      greet: () => undefined,
      stand: () => undefined,
      address: () => novaPost.docs[0] ?? '',
      hasRecentGesture: () => true,
      isOrphaned: () => false,
      now: clock.now,
      after: (ms, then) => clock.after(ms, () => isOpen && then()),
    });
    const page = {
      scheme,
      state: () => state,
      review: controller.review,
      authorize: controller.authorize,
      select(selected: string): void {
        scheme.selected = selected;
        bridge.listeners.onServerChange();
      },
      /** A Try with what is in the scheme is answered. */
      answer: (status: number) => bridge.listeners.onAnswer(status, `${scheme.selected}divisions`),
      close(): void {
        isOpen = false;
        pages.delete(tabId);
      },
    };
    pages.set(tabId, page);
    void controller.start();
    bridge.attach(renderer);
    return page;
  }

  // As the background does: pages are told of each change.
  const announce = () => {
    const running = worker ?? startWorker();
    void running.ready.then(() => running.tabs.announce()).catch(() => undefined);
  };
  for (const record of [keyringStored, lock, records, settings]) record.watch(announce);

  /** When each token that was ever stored ends. */
  const ends = new Map<string, number>();
  records.watch((all) => {
    for (const record of Object.values(all)) {
      if ('token' in record && record.token) ends.set(record.token.value, record.token.expiresAt);
    }
  });

  return {
    clock,
    alarms,
    records,
    renewals,
    keyring: keyringStored,
    settings,
    lock,
    pages,
    openPage,
    /** From the popup; rejects if there was no answer. */
    popup: createClient<PopupProtocol>(popupReplies, (message) => deliver(throughJson(message), null)),
    /** From a docs page that has the tab's id, without its controller. */
    asPage: (tabId: number) =>
      createClient<PageProtocol>(pageReplies, (message) => deliver(throughJson(message), { portal: novaPost, tabId })),
    /** When a token that was ever stored ends, ms since the epoch. */
    endOf: (token: string) => ends.get(token),
    /** How many messages are being answered. */
    asking: () => asking,
    isAlive: () => worker !== null,
    kill: () => worker?.kill(),
    start: () => void (worker ?? startWorker()),
    setLag(ms: number): void {
      lag = ms;
    },
  };
}

interface DocsPage {
  readonly scheme: { value: string; selected: string; appliesIn: number };
  readonly state: () => PageState | null;
  readonly review: () => Promise<void>;
  readonly authorize: () => void;
  readonly select: (server: string) => void;
  readonly answer: (status: number) => void;
  readonly close: () => void;
}
