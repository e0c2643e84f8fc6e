import * as z from 'zod/mini';

/**
 * An object with any names. As `z.record(z.string(), …)`, which takes 2 kB of each script for names of other kinds.
 *
 * @param value the schema of each value
 * @returns a schema whose result never has `__proto__`
 */
// The mark lets bundlers leave out what a script doesn't parse.
/* @__NO_SIDE_EFFECTS__ */
export const dictionary = <T extends z.ZodMiniType>(value: T) => z.catchall(z.object({}), value);
