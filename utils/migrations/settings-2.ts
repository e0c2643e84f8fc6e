import * as z from 'zod/mini';

/** 1 → 2: keys under a passphrase lock by themselves. */
export const settingsTo2 = (data: unknown): unknown => ({
  ...z.record(z.string(), z.unknown()).parse(data),
  lockAfterMinutes: 15,
});
