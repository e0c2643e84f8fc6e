import * as core from 'zod/v4/core';
import type { Schema } from './schema';

/**
 * An object with any names. Not zod's record, which takes 2 kB of each script for names of other kinds.
 *
 * @param value the schema of each value
 * @returns a schema whose result never has `__proto__`
 */
// The mark lets bundlers leave out what a script doesn't parse.
/* @__NO_SIDE_EFFECTS__ */
export const dictionary = <T extends Schema>(value: T) =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- zod's class is typed for any object, and this one is of values
  new core.$ZodObject({ type: 'object', shape: {}, catchall: value }) as Schema<Record<string, core.output<T>>>;
