import { signal } from '@preact/signals';
import type { KeyProblem, IssuingOutcome } from '../messaging/popup-protocol';
import type { Protection } from '../vault/at-rest';
import type { PassphraseProblem } from '../passphrase';

/** What a person has typed in an environment, and what came of it. Kept apart by environment: a key never follows into another. */
export interface Draft {
  readonly secret: string;
  readonly label: string;
  readonly permissions: readonly string[];
  /** Of the fields that a portal makes a key of, by name. */
  readonly values: Readonly<Record<string, string>>;
  /** The person comes to make a key anew: the number is what is asked for. */
  readonly renews: boolean;
  /** How keys are to be kept, where that is asked along with the key. */
  readonly protection: Protection;
  readonly passphrase: string;
  readonly again: string;
  readonly weak: PassphraseProblem | null;
  readonly problem: KeyProblem | null;
  readonly outcome: Exclude<IssuingOutcome, { outcome: 'made' }> | null;
}

const EMPTY: Draft = {
  secret: '',
  label: '',
  permissions: [],
  values: {},
  renews: false,
  protection: 'device',
  passphrase: '',
  again: '',
  weak: null,
  problem: null,
  outcome: null,
};

/** What was said of a field, and is answered by typing in it. */
function answeredBy(field: string): Partial<Draft> {
  if (field === 'secret') return { problem: null };
  return field === 'label' ? {} : { weak: null };
}

/** What is left to say of a request once a field has been typed in: what the API said of the others. */
function stillSaid(outcome: NonNullable<Draft['outcome']>, name: string): Draft['outcome'] {
  if (outcome.outcome !== 'failed') return null;
  const { [name]: _answered, ...fields } = outcome.fields;
  return Object.keys(fields).length > 0 ? { ...outcome, fields } : null;
}

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
    type(environment: string, field: 'secret' | 'label' | 'passphrase' | 'again', text: string) {
      this.change(environment, { [field]: text, ...answeredBy(field) });
    },
    /** The same for a field that a portal makes a key of. */
    enter(environment: string, name: string, text: string) {
      const { values, outcome } = of(environment);
      this.change(environment, {
        values: { ...values, [name]: text },
        outcome: outcome && stillSaid(outcome, name),
        renews: false,
      });
    },
  };
}

export type Drafts = ReturnType<typeof createDrafts>;
