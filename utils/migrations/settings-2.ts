import * as z from 'zod/mini';
import { dictionary } from '../dictionary';

/** 1 → 2: keys under a passphrase lock by themselves. */
export const settingsTo2 = (data: unknown): unknown => ({
  ...dictionary(z.unknown()).parse(data),
  lockAfterMinutes: 15,
});
