/**
 * @param what is in the file
 * @param now ms since the epoch
 * @returns its name, with the day as it is where the person is
 */
export function fileName(what: string, now: number): string {
  const day = new Date(now);
  const two = (n: number) => String(n).padStart(2, '0');
  return `novapost-authorizer-${what}-${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}.json`;
}
