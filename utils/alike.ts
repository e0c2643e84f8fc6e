/**
 * @param one anything that is JSON, with its fields in an order of its own
 * @param other the same
 * @returns whether both say the same, in the same order
 */
export const areAlike = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
