import * as z from 'zod/mini';
import { safeParse, type Schema } from '../../../utils/schema';

/** @returns one of our schemas as a part of zod's own, which tell more of what doesn't fit */
export const asZod = <T>(schema: Schema<T>): z.ZodMiniType<T> =>
  z.custom<T>((value) => safeParse(schema, value).success);
