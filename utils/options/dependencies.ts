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
}

/** A part of the page that others lead to: the address's hash. */
export type Part = 'stored' | 'forgotten';
