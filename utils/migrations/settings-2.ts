import * as z from '../schema';

/** 1 → 2: keys under a passphrase lock by themselves. */
export const settingsTo2 = (data: unknown): unknown => ({
  ...z.parse(z.dictionary(z.unknown()), data),
  lockAfterMinutes: 15,
});
