import { signal } from '@preact/signals';
import type { OptionsDependencies } from './dependencies';

/** A command, with its keys as the browser writes them; '' for none. */
export interface Shortcut {
  readonly name: string;
  readonly description: string;
  readonly keys: string;
}

/**
 * The commands that can have keys. They are the browser's to set.
 *
 * @param dependencies the browser's list
 */
export function createShortcuts({ commands }: Pick<OptionsDependencies, 'commands'>) {
  const all = signal<readonly Shortcut[]>([]);
  return {
    all,
    open: commands.open && ((): void => void commands.open?.().catch(() => undefined)),

    /** Reads them: at first, and when the person comes back from the browser's page. A list that can't be read stays as it was. */
    async look(): Promise<void> {
      const found = await commands.list().catch(() => null);
      if (!found) return;
      all.value = found.map(({ name = '', description = '', shortcut = '' }) => ({
        name,
        description,
        keys: shortcut,
      }));
    },
  };
}
