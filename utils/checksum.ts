/** The same text for the same data, in whatever order a browser gives its names back. */
const canonical = (data: unknown): string =>
  JSON.stringify(data, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/**
 * Tells whether data came back as it was written: a disk's flipped bit, which Chromium's storage doesn't notice, always changes it.
 * (FNV-1a, 32 bits: each step is reversible, so no change of a single character goes unseen. No protection from anybody.)
 *
 * @param data what JSON can hold
 */
export function checksum(data: unknown): number {
  let sum = 0x811c9dc5;
  for (const unit of canonical(data)) sum = Math.imul(sum ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return sum >>> 0;
}
