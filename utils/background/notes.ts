import { areAlike } from '../alike';
import type { Happening, Note } from '../events';
import { detach } from '../log';
import type { StoredRecord } from '../storage';

const MOST = 50;
/** The same thing again within this time takes the place of the one before: many tabs, or a page that makes it happen, fill no list. ms. */
const SAME_WITHIN_MS = 10_000;

/**
 * @param record the last events
 * @param now ms since the epoch
 * @returns notes one more
 */
export const createNotes =
  (record: Pick<StoredRecord<Happening[]>, 'update'>, now: () => number): Note =>
  (what, environment = null, failure = null) => {
    const at = now();
    // What the API says may name the person's account.
    const why = failure && 'said' in failure ? { ...failure, said: '' } : failure;
    const event: Happening = { at, what, environment, failure: why };
    const isSame = (other: Happening) => Math.abs(at - other.at) < SAME_WITHIN_MS && areAlike({ ...other, at }, event);
    const noted = record.update((all) => [...all.filter((other) => !isSame(other)), event].slice(-MOST));
    detach(noted, 'Events');
  };
