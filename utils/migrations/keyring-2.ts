import * as z from 'zod/mini';
import { dictionary } from '../dictionary';

/** 1 → 2: a protection can be chosen; until then all keys were kept as "This device" keeps them. */
export const keyringTo2 = (data: unknown): unknown => ({
  ...dictionary(z.unknown()).parse(data),
  protection: 'device',
});
