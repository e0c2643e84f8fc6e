import { signal, type ReadonlySignal } from '@preact/signals';
import type { PopupRecords, Readable } from './dependencies';
import type { Loaded, PopupData } from './view';

interface Live<T> {
  readonly current: ReadonlySignal<Loaded<T>>;
  /** Reads once, and then follows every change by any context. */
  readonly open: () => Promise<void>;
}

function live<T>(record: Readable<T>): Live<T> {
  const current = signal<Loaded<T>>({ ok: false });
  return {
    current,
    async open() {
      let changed = false;
      // Before the read, so that no change falls between the two.
      record.watch((value) => {
        changed = true;
        current.value = { ok: true, value };
      });
      try {
        const value = await record.read();
        if (!changed) current.value = { ok: true, value };
      } catch {
        // Whatever the reason, it stays unread; the view says so.
      }
    },
  };
}

/**
 * The stored records as signals.
 *
 * @param records what is read
 * @returns the signals, and `open`, which resolves once all have been read or have failed
 */
export function createLiveRecords(records: PopupRecords) {
  const keyring = live(records.keyring);
  const tokens = live(records.tokens);
  const requests = live(records.requests);
  const settings = live(records.settings);
  const pages = live(records.pages);
  return {
    keyring: keyring.current,
    tokens: tokens.current,
    pages: pages.current,
    /** All of it, for the view. To be read inside a computed signal. */
    snapshot: (): PopupData => ({
      keyring: keyring.current.value,
      tokens: tokens.current.value,
      requests: requests.current.value,
      settings: settings.current.value,
    }),
    open: async (): Promise<void> => {
      await Promise.all([keyring, tokens, requests, settings, pages].map((each) => each.open()));
    },
  };
}

export type LiveRecords = ReturnType<typeof createLiveRecords>;
