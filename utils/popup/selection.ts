import { batch, signal } from '@preact/signals';
import { findEnvironment, type Environment } from '../portals';
import type { KeyDetails } from './key-details';

/**
 * What the person is looking at: an environment, and what is open in it. Nothing of it goes along to another environment.
 *
 * @param first shown until something better is known
 */
export function createSelection(first: Environment) {
  const environment = signal(first);
  const revealed = signal<string | null>(null);
  const removing = signal<string | null>(null);
  const adding = signal(false);
  const details = signal<KeyDetails | null>(null);
  const search = signal('');
  const made = signal<string | null>(null);
  let chosen = false;

  const show = (id: string | null | undefined): void => {
    const next = typeof id === 'string' ? findEnvironment(id) : undefined;
    if (next) environment.value = next;
  };

  return {
    environment,
    /** The id of the key that is shown in full. */
    revealed,
    /** The id of the key that the person is asked about. */
    removing,
    /** Whether the forms are open beside saved keys. */
    adding,
    /** Of one key, where they are open. */
    details,
    /** What the person looks for among the keys. */
    search,
    /** The id of a key that a portal has just made, and won't show again. */
    made,
    /** Shows an environment, if it is known. */
    show,
    /** Shows an environment that we found, unless the person has chosen one meanwhile. */
    suggest: (id: string | null): void => {
      if (!chosen) show(id);
    },
    /** The person chose an environment. */
    choose: (id: string): void => {
      chosen = true;
      batch(() => {
        revealed.value = null;
        removing.value = null;
        adding.value = false;
        details.value = null;
        search.value = '';
        made.value = null;
        show(id);
      });
    },
  };
}
