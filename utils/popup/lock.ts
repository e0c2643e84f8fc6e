import { signal } from '@preact/signals';
import type { Busy } from './busy';
import type { PopupDependencies } from './dependencies';
import type { Newsroom } from './news';

/** Where results are told; also the settings page's. */
type LockNewsroom = Pick<Newsroom, 'attempt'> & { tell(what: { readonly news: 'locked' }): void };

/**
 * What a person does with keys that are under a passphrase.
 *
 * @param dependencies the background
 * @param newsroom where results are told
 * @param busy marks what is under way
 */
export function createLockActions({ ask }: Pick<PopupDependencies, 'ask'>, newsroom: LockNewsroom, busy: Busy) {
  const passphrase = signal('');
  const wrong = signal(false);

  return {
    /** As typed; it lives as long as the page, and only until it has opened the keys. */
    passphrase,
    /** Whether the last one wasn't the right one. */
    wrong,

    type(text: string): void {
      passphrase.value = text;
      wrong.value = false;
    },

    /** "Unlock". @returns whether the keys are open */
    async unlock(): Promise<boolean> {
      if (!passphrase.value) return false;
      const reply = await busy.during('unlock', () =>
        newsroom.attempt(() => ask('vault.unlock', { passphrase: passphrase.value })),
      );
      if (!reply) return false;
      wrong.value = !reply.open;
      if (reply.open) passphrase.value = '';
      return reply.open;
    },

    /** "Lock now". */
    async lock(): Promise<void> {
      const done = await newsroom.attempt(() => ask('vault.lock', {}));
      if (done) newsroom.tell({ news: 'locked' });
    },
  };
}
