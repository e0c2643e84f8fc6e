import { signal } from '@preact/signals';
import type { KeyProblem, SandboxKeyOutcome } from '../messaging/popup-protocol';

/** What a person has typed in an environment, and what came of it. Kept apart by environment: a key never follows into another. */
export interface Draft {
  readonly secret: string;
  readonly label: string;
  readonly phone: string;
  readonly problem: KeyProblem | null;
  readonly outcome: Exclude<SandboxKeyOutcome, { outcome: 'made' }> | null;
}

const EMPTY: Draft = { secret: '', label: '', phone: '', problem: null, outcome: null };

/** Drafts by environment; they live as long as the popup, and never in storage. */
export function createDrafts() {
  const all = signal<Readonly<Record<string, Draft>>>({});
  const of = (environment: string): Draft => all.value[environment] ?? EMPTY;
  return {
    of,
    change(environment: string, part: Partial<Draft>) {
      all.value = { ...all.value, [environment]: { ...of(environment), ...part } };
    },
    /** Typing answers what was said of the field. */
    type(environment: string, field: 'secret' | 'label' | 'phone', text: string) {
      const answered = field === 'secret' ? { problem: null } : field === 'phone' ? { outcome: null } : {};
      this.change(environment, { [field]: text, ...answered });
    },
  };
}

export type Drafts = ReturnType<typeof createDrafts>;
