import { computed, signal } from '@preact/signals';
import type { Busy } from '../popup/busy';
import { createLockActions } from '../popup/lock';
import type { LiveRecords } from '../popup/records';
import type { Protection } from '../vault/at-rest';
import { checkPassphrase, type PassphraseProblem } from '../passphrase';
import type { OptionsDependencies } from './dependencies';
import { LOCK_CHOICES } from './lock-choices';
import { createSectionNews } from './news';

interface Draft {
  /** `null`: as it is. */
  readonly protection: Protection | null;
  readonly passphrase: string;
  readonly again: string;
  readonly weak: PassphraseProblem | null;
}

const EMPTY: Draft = { protection: null, passphrase: '', again: '', weak: null };

/**
 * How keys are kept, locked and opened.
 *
 * @param dependencies background and clock
 * @param records the stored records
 * @param busy marks what is under way
 */
export function createKeeping({ ask, now }: OptionsDependencies, records: LiveRecords, busy: Busy) {
  const newsroom = createSectionNews(now);
  const locking = createLockActions({ ask }, newsroom, busy);
  const draft = signal(EMPTY);
  const askingForgotten = signal(false);

  /** How the keys are found. */
  const state = computed(() => {
    const { vault } = records.snapshot();
    if (!vault.ok) return { vault: 'unreadable' } as const;
    const opened = vault.value;
    if (opened.vault === 'locked') return { vault: 'locked', environments: opened.environments } as const;
    return { vault: 'open', protection: opened.protection } as const;
  });
  state.subscribe((found) => {
    const { protection } = draft.peek();
    if (found.vault === 'open' && found.protection === protection) draft.value = { ...draft.peek(), protection: null };
  });
  const chosen = computed((): Protection => {
    const fallback = state.value.vault === 'open' ? state.value.protection : 'device';
    return records.policy.value.protection ?? draft.value.protection ?? fallback;
  });

  const protect = async (protection: Protection, before: Protection) => {
    const passphrase = protection === 'passphrase' ? draft.value.passphrase : '';
    const done = await busy.during('keep', () =>
      newsroom.attempt(() => ask('vault.protect', { protection, passphrase })),
    );
    if (!done) return;
    // It stays chosen until the records tell so, too.
    draft.value = { ...EMPTY, protection };
    newsroom.tell({ news: 'kept', protection, before });
  };

  return {
    news: newsroom.news,
    alarm: newsroom.alarm,
    state,
    draft,
    chosen,
    passphrase: locking.passphrase,
    wrong: locking.wrong,
    typePassphrase: locking.type,
    lock: locking.lock,

    /** "Unlock". @returns whether the keys are open */
    async unlock(): Promise<boolean> {
      const isOpen = await locking.unlock();
      if (isOpen) newsroom.tell({ news: 'unlocked' });
      return isOpen;
    },

    choose(protection: Protection): void {
      newsroom.clear();
      draft.value = { ...draft.value, protection, weak: null };
    },

    type(field: 'passphrase' | 'again', text: string): void {
      draft.value = { ...draft.value, [field]: text, weak: null };
    },

    /** "Keep keys this way". */
    async keep(): Promise<void> {
      newsroom.clear();
      const { value: current } = state;
      if (current.vault !== 'open') return;
      const { passphrase, again } = draft.value;
      const protection = chosen.value;
      if (protection === 'passphrase') {
        const weak = checkPassphrase(passphrase, again);
        draft.value = { ...draft.value, weak };
        if (weak) return;
      } else if (protection === current.protection) {
        newsroom.tell({ news: 'keptAlready' });
        return;
      }
      await protect(protection, current.protection);
    },

    /** How the organization wants keys to be kept. */
    required: computed((): Protection | null => records.policy.value.protection ?? null),
    lockChoices: LOCK_CHOICES,
    /** Whether the organization has decided when they lock. */
    isLockForced: computed(() => records.policy.value.lockAfterMinutes !== undefined),
    /** Minutes, `null` for never; `undefined` where that can't be read. */
    lockAfter: computed(() => {
      const { settings } = records.snapshot();
      return settings.ok ? settings.value.lockAfterMinutes : undefined;
    }),

    /** @param minutes one of `lockChoices`, or `null` for never */
    async setLockAfter(minutes: number | null): Promise<void> {
      const done = await newsroom.attempt(() => ask('settings.lock', { minutes }));
      if (done) newsroom.tell({ news: 'lockSet' });
    },

    /** Whether the person is asked if keys under a forgotten passphrase may go. */
    askingForgotten,
    askForgotten(asks: boolean): void {
      newsroom.clear();
      askingForgotten.value = asks;
    },

    /** The person has confirmed: the keys go, and with them the passphrase. @returns whether they are gone */
    async forgetKeys(): Promise<boolean> {
      const done = await busy.during('forget', () => newsroom.attempt(() => ask('stored.reset', { name: 'keyring' })));
      askingForgotten.value = false;
      if (!done) return false;
      newsroom.tell({ news: 'keysForgotten' });
      return true;
    },

    /** Nothing that was typed stays. */
    clear(): void {
      draft.value = EMPTY;
      locking.type('');
      newsroom.clear();
    },
  };
}
