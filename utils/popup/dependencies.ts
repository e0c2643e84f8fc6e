import type { Client } from '../messaging/client';
import type { TabProtocol } from '../messaging/tab-protocol';
import type { PopupProtocol } from '../messaging/popup-protocol';
import type { Policy } from '../policy';
import type { Portal } from '../portals';
import type { Settings } from '../settings';
import type { StoredRecord } from '../storage';
import type { Aside } from '../stored-aside';
import type { Pages } from '../tokens/pages';
import type { TokenRecords } from '../tokens/record';
import type { SandboxRequests } from '../tokens/sandbox-requests';
import type { Opened } from '../vault/read';
import type { Lately } from './lately';

/** The popup reads records and never writes them: the background is the only writer. */
export type Readable<T> = Pick<StoredRecord<T>, 'read' | 'watch' | 'look'>;

export interface PopupRecords {
  readonly vault: Readable<Opened>;
  /** Whether there are keys on the disk. */
  readonly kept: Readable<boolean>;
  /** Damaged records that were set aside. */
  readonly localAside: Readable<Aside>;
  readonly sessionAside: Readable<Aside>;
  readonly tokens: Readable<TokenRecords>;
  readonly requests: Readable<SandboxRequests>;
  /** Those that are in force. */
  readonly settings: Readable<Settings>;
  /** The organization's, that they are under. */
  readonly policy: Readable<Policy>;
  readonly pages: Readable<Pages>;
}

/** A browser tab, as far as we may see it; `url` is `undefined` where we may not. */
export interface Tab {
  readonly id: number;
  readonly url: string | undefined;
}

/** All that the popup gets from outside. Times are ms since the epoch. */
export interface PopupDependencies {
  /** Those that can be chosen; not empty. */
  readonly portals: readonly Portal[];
  /** Settles once `portals` has those that were added, too; what else is stored is asked for meanwhile. */
  readonly addedPortals: Promise<void>;
  readonly records: PopupRecords;
  /** To the background. */
  readonly ask: Client<PopupProtocol>;
  /** The same, one message as it is: nothing is repeated, and what comes back is yet to be parsed. Rejects if no answer comes. */
  readonly send: (message: unknown) => Promise<unknown>;
  readonly clock: {
    readonly now: () => number;
    /** Calls back each second while the popup is visible, and once when it becomes visible again. */
    readonly tick: (then: () => void) => void;
  };
  /** Calls back whenever the browser is online again. */
  readonly onOnline: (then: () => void) => void;
  readonly clipboard: {
    readonly write: (text: string) => Promise<void>;
    /**
     * Tells by `blur`, `copy` and `cut` that the clipboard may hold something else by now; `null` where the browser lets a page write only
     * right after a click.
     */
    readonly heldBy: Pick<EventTarget, 'addEventListener'> | null;
  };
  readonly permissions: {
    /** Must be called within the click itself. Resolves with whether the hosts may be called now. */
    readonly request: (origins: string[]) => Promise<boolean>;
    readonly contains: (origins: string[]) => Promise<boolean>;
    /** Calls back whenever permissions were given or taken away. */
    readonly watch: (then: () => void) => void;
  };
  readonly tabs: {
    /** The tab that the popup was opened over. */
    readonly current: () => Promise<Tab | undefined>;
    readonly ask: (tabId: number) => Client<TabProtocol>;
    readonly reload: (tabId: number) => Promise<void>;
  };
  /** Opens our settings page, at a part of it. */
  readonly openSettings: (part: '' | 'keeping' | 'stored' | 'forgotten') => Promise<void>;
  readonly openLately: () => Promise<Lately>;
  readonly newId: () => string;
  /** The environment that whoever opened the popup wants to see, if any. */
  readonly wanted: string | null;
}
