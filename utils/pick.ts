/**
 * @param all values by name
 * @param keep whether one of them stays
 * @returns those that stay, in their order
 */
export const pick = <T>(
  all: Readonly<Record<string, T>>,
  keep: (value: T, name: string) => boolean,
): Record<string, T> => Object.fromEntries(Object.entries(all).filter(([name, value]) => keep(value, name)));

/**
 * @param all values by name
 * @param change what one of them becomes
 * @returns all of them, changed
 */
export const mapped = <T, R>(
  all: Readonly<Record<string, T>>,
  change: (value: T, name: string) => R,
): Record<string, R> => Object.fromEntries(Object.entries(all).map(([name, value]) => [name, change(value, name)]));
