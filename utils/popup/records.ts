import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Keyring } from '../vault/keyring';
import type { PopupRecords, Readable } from './dependencies';
import type { Loaded } from '../storage';
import type { PopupData } from './view';

interface Live<T> {
  readonly current: ReadonlySignal<Loaded<T>>;
  /** Reads once, and then follows every change by any context. */
  readonly open: () => Promise<void>;
}

function live<T>(record: Readable<T>): Live<T> {
  const current = signal<Loaded<T>>({ ok: false, newer: false });
  return {
    current,
    async open() {
      let changed = false;
      // Before the read, so that no change falls between the two. What has just been written can be changed again.
      record.watch((value) => {
        changed = true;
        current.value = { ok: true, newer: false, value };
      });
      // Whatever the reason, what can't be read stays unread; the view says so.
      const found = await record.look().catch(() => null);
      if (found && !changed) current.value = found;
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
  const vault = live(records.vault);
  const kept = live(records.kept);
  const localAside = live(records.localAside);
  const sessionAside = live(records.sessionAside);
  const tokens = live(records.tokens);
  const requests = live(records.requests);
  const settings = live(records.settings);
  const pages = live(records.pages);
  const policy = live(records.policy);
  return {
    /** All keys; `null` while they can't be read or are locked. */
    keyring: computed((): Keyring | null => {
      const { value } = vault.current;
      return value.ok && value.value.vault === 'open' ? value.value.keyring : null;
    }),
    /** A locale's name; `null`: the browser's, also while the settings can't be read. */
    language: computed(() => {
      const { value } = settings.current;
      return value.ok ? value.value.language : null;
    }),
    vault: vault.current,
    /** The organization's; nothing while it can't be read. */
    policy: computed(() => (policy.current.value.ok ? policy.current.value.value : {})),
    tokens: tokens.current,
    pages: pages.current,
    /** All of it, for the view. To be read inside a computed signal. */
    snapshot: (): PopupData => ({
      vault: vault.current.value,
      tokens: tokens.current.value,
      requests: requests.current.value,
      settings: settings.current.value,
      kept: kept.current.value,
      aside: [localAside, sessionAside].flatMap(({ current: { value } }) => (value.ok ? value.value : [])),
    }),
    open: async (): Promise<void> => {
      await Promise.all(
        [vault, tokens, requests, settings, policy, pages, kept, localAside, sessionAside].map((each) => each.open()),
      );
    },
  };
}

export type LiveRecords = ReturnType<typeof createLiveRecords>;
