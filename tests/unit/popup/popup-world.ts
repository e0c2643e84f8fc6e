import type { Happening } from '../../../utils/events';
import { createClient } from '../../../utils/messaging/client';
import { type TabProtocol, tabReplies } from '../../../utils/messaging/tab-protocol';
import { type PopupProtocol, popupReplies } from '../../../utils/messaging/popup-protocol';
import { followLately } from '../../../utils/popup/lately';
import type { Tab } from '../../../utils/popup/dependencies';
import { createPopupStore } from '../../../utils/popup/store';
import { portals } from '../../../utils/portals';
import type { Policy } from '../../../utils/policy';
import { defaultSettings, type Settings } from '../../../utils/settings';
import type { Pages } from '../../../utils/tokens/pages';
import type { TokenRecords } from '../../../utils/tokens/record';
import type { SandboxRequests } from '../../../utils/tokens/sandbox-requests';
import type { Keyring } from '../../../utils/vault/keyring';
import type { Aside } from '../../../utils/stored-aside';
import { memoryRecord } from '../support/memory-record';
import { openVault } from '../support/open-vault';

interface Stored {
  keyring: Keyring;
  tokens: TokenRecords;
  requests: SandboxRequests;
  settings: Settings;
  pages: Pages;
}

interface Message {
  readonly type: string;
  readonly payload: unknown;
}

const isMessage = (message: unknown): message is Message =>
  typeof message === 'object' && message !== null && 'type' in message && 'payload' in message;

/** A background or a page: its replies by type (a function gets the payload); a type without one is not answered. */
type Replies = Record<string, unknown>;

const answering = (replies: Replies, log: Message[]) => async (message: unknown) => {
  if (!isMessage(message)) throw new Error('Not a message');
  log.push(message);
  const reply = replies[message.type];
  if (reply === undefined) throw new Error('No receiver');
  return { ok: true, value: typeof reply === 'function' ? await reply(message.payload) : reply };
};

const empty = (): Stored => ({
  keyring: { keys: [], active: {} },
  tokens: {},
  requests: {},
  settings: defaultSettings(),
  pages: { tabs: {}, last: null },
});

/** A popup with all that it gets from outside, none of it a browser. The clock moves with `tick` only. */
export function popupWorld(
  stored: Partial<Stored> = {},
  options: { tab?: Tab; wanted?: string; missing?: string[]; heldBy?: EventTarget } = {},
) {
  const { keyring, tokens, requests, settings, pages } = { ...empty(), ...stored };
  const keys = memoryRecord(keyring);
  const records = {
    keyring: keys,
    vault: openVault(keys),
    kept: memoryRecord(false),
    localAside: memoryRecord<Aside>([]),
    sessionAside: memoryRecord<Aside>([]),
    tokens: memoryRecord(tokens),
    requests: memoryRecord(requests),
    settings: memoryRecord(settings),
    policy: memoryRecord<Policy>({}),
    pages: memoryRecord(pages),
    events: memoryRecord<Happening[]>([]),
  };
  const asked: Message[] = [];
  const told: Message[] = [];
  const copied: string[] = [];
  const permissionAsks: string[][] = [];
  const reloaded: number[] = [];
  const opened: string[] = [];
  const background: Replies = { 'popup.hello': { copies: false } };
  const page: Replies = {};
  const browser: {
    allows: boolean;
    clipboard: boolean;
    now: number;
    missing: readonly string[];
    tab: Tab | undefined;
  } = {
    allows: true,
    clipboard: true,
    now: 1_000_000_000_000,
    /** Match patterns of the sites that the person has taken away. */
    missing: options.missing ?? [],
    tab: options.tab,
  };
  let onTick: (() => void) | undefined;
  let onOnline: (() => void) | undefined;
  let onPermission: (() => void) | undefined;
  const change = (of: (missing: readonly string[]) => readonly string[]) => {
    browser.missing = of(browser.missing);
    onPermission?.();
  };

  const store = createPopupStore({
    portals,
    addedPortals: Promise.resolve(),
    records,
    ask: createClient<PopupProtocol>(popupReplies, answering(background, asked)),
    send: answering(background, asked),
    clock: {
      now: () => browser.now,
      tick: (then) => {
        onTick = then;
      },
    },
    onOnline: (then) => void (onOnline = then),
    clipboard: {
      write: async (text) => {
        if (!browser.clipboard) throw new Error('Not allowed');
        copied.push(text);
      },
      heldBy: options.heldBy ?? null,
    },
    permissions: {
      request: async (origins) => {
        permissionAsks.push(origins);
        if (browser.allows) change((missing) => missing.filter((origin) => !origins.includes(origin)));
        return browser.allows;
      },
      contains: async (origins) => !origins.some((origin) => browser.missing.includes(origin)),
      watch: (then) => void (onPermission = then),
    },
    tabs: {
      current: async () => browser.tab,
      ask: () => createClient<TabProtocol>(tabReplies, answering(page, told)),
      reload: async (id) => void reloaded.push(id),
    },
    openSettings: async (part) => void opened.push(part),
    openLately: () => followLately(records.events, { version: '1.2.3', browser: 'Chrome 156' }),
    newId: () => 'new-id',
    wanted: options.wanted ?? null,
  });

  return {
    store,
    records,
    /** Replies of the background and of the page's script, to be set by the test. */
    background,
    page,
    browser,
    /** What was sent to the background, `popup.hello` aside. */
    asked: () => asked.filter(({ type }) => type !== 'popup.hello'),
    told,
    copied,
    permissionAsks,
    reloaded,
    /** The parts of the settings page that were opened. */
    opened,
    /** The person takes sites away, or gives them back, in the browser's settings. */
    takeAway: (missing: readonly string[]): void => change(() => missing),
    /** The browser is online again. */
    goOnline: (): void => onOnline?.(),
    /** Time goes by; the popup notices at the end of it. */
    tick: (ms = 1000): void => {
      browser.now += ms;
      onTick?.();
    },
  };
}
