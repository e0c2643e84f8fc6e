/**
 * @param one anything that is JSON
 * @param other anything that is JSON
 * @returns whether both say the same, with their fields in the same order
 */
export const areAlike = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
