import type { Client } from '../messaging/client';
import type { PopupProtocol } from '../messaging/popup-protocol';
import type { PopupRecords } from '../popup/dependencies';
import type { StoredItem } from '../storage';
import type { deriveKey } from '../vault/seal';

/** All that the settings page gets from outside. Times are ms since the epoch. */
export interface OptionsDependencies {
  /** Read and followed, and never written: the background is the only writer. */
  readonly records: PopupRecords;
  /** Everything that is stored, for copies of what can't be read. */
  readonly items: readonly Pick<StoredItem, 'area' | 'name' | 'raw'>[];
  /** To the background. */
  readonly ask: Client<PopupProtocol>;
  readonly now: () => number;
  /** Hands the person a file of this name. */
  readonly save: (name: string, text: string) => void;
  /** Makes a key of a file's passphrase; takes a moment. */
  readonly derive: typeof deriveKey;
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
  | 'filling'
  | 'docs'
  | 'language'
  | 'shortcuts'
  | 'take'
  | 'stored'
  | 'forget'
  | 'about';
