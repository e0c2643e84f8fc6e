import * as z from '../schema';

/** 1 → 2: a protection can be chosen; until then all keys were kept as "This device" keeps them. */
export const keyringTo2 = (data: unknown): unknown => ({
  ...z.parse(z.dictionary(z.unknown()), data),
  protection: 'device',
});
