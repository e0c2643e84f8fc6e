import type { ApiDependencies } from '../api/portal-api';
import type { Client } from '../messaging/client';
import type { PopupProtocol } from '../messaging/popup-protocol';
import type { PopupRecords, Readable } from '../popup/dependencies';
import type { Portal } from '../portals';
import type { StoredItem } from '../storage';
import type { deriveKey } from '../vault/seal';

/** All that the settings page gets from outside. Times are ms since the epoch. */
export interface OptionsDependencies {
  /** Read and followed, and never written: the background is the only writer. */
  readonly records: PopupRecords;
  /** The portals that were added. */
  readonly portals: Pick<Readable<readonly Portal[]>, 'read' | 'watch'>;
  /** Everything that is stored, for copies of what can't be read. */
  readonly items: readonly Pick<StoredItem, 'area' | 'name' | 'raw'>[];
  /** To the background. */
  readonly ask: Client<PopupProtocol>;
  readonly now: () => number;
  /** Hands the person a file of this name. */
  readonly save: (name: string, text: string) => void;
  /** Makes a key of a file's passphrase; takes a moment. */
  readonly derive: typeof deriveKey;
  readonly permissions: {
    /** Must be called within the click itself. Resolves with whether the sites may be used now. */
    readonly request: (origins: string[]) => Promise<boolean>;
    readonly contains: (origins: string[]) => Promise<boolean>;
    /** Match patterns of all that may be used now. */
    readonly granted: () => Promise<readonly string[]>;
    /** Rejects for those that came with the installation. */
    readonly remove: (origins: string[]) => Promise<unknown>;
    /** Calls back whenever permissions were given or taken away. */
    readonly watch: (then: () => void) => void;
  };
  /** What all settings pages that are open agree on: which of them are making portals. It ends with its page, however that ends. */
  readonly forms: {
    /** One is made here until the promise settles. */
    readonly hold: (until: Promise<void>) => void;
    /** Runs it unless one is made anywhere. */
    readonly unlessHeld: (task: () => Promise<void>) => Promise<void>;
  };
  /** For the one request of a portal that is being made. */
  readonly api: Omit<ApiDependencies, 'now'>;
  /** A part of an id that nothing else has. */
  readonly newId: () => string;
  readonly commands: {
    /** The browser's list of our commands; empty where it keeps none. */
    readonly list: () => Promise<readonly Command[]>;
    /** Opens the browser's own page for them; `null`: it has none that we can open. */
    readonly open: (() => Promise<unknown>) | null;
  };
  /** The extension's. */
  readonly version: string;
}

/** As the browser has it. */
export interface Command {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** The keys, as the browser writes them; '' for none. */
  readonly shortcut?: string | undefined;
}

/** A part of the page that others lead to: the address's hash. */
export type Part =
  | 'keeping'
  | 'forgotten'
  | 'portals'
  | 'filling'
  | 'docs'
  | 'language'
  | 'shortcuts'
  | 'take'
  | 'stored'
  | 'forget'
  | 'about';
