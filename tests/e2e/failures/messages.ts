import { randomInt } from 'node:crypto';

/** Every message and event that our contexts know, as somebody else would forge them. */

const environments = ['sandbox', 'production', 'production-ua'];

/** To the background, and to a docs page. */
export const forgedMessages: readonly unknown[] = [
  { type: 'popup.hello', payload: {} },
  ...environments.flatMap((environment) => [
    { type: 'key.add', payload: { keyId: `forged-${environment}`, environment, secret: 'f'.repeat(32), label: 'F' } },
    { type: 'token.get', payload: { environment, fresh: true } },
    { type: 'settings.fill', payload: { environment, on: true } },
    { type: 'key.issue', payload: { environment, values: { phone: '498213437654' } } },
    { type: 'page.environment', payload: { environment } },
    { type: 'page.token', payload: { environment, cause: 'person' } },
    { type: 'page.token', payload: { environment, cause: 'setting' } },
    { type: 'page.refused', payload: { environment, tokenId: 'forged' } },
    { type: 'page.open-popup', payload: { environment } },
  ]),
  { type: 'key.activate', payload: { keyId: 'forged' } },
  { type: 'key.remove', payload: { keyId: 'forged' } },
  { type: 'page.hello', payload: {} },
  { type: 'page.online', payload: {} },
  { type: 'popup.online', payload: {} },
  { type: 'page.pill', payload: { pill: { folded: true, corner: 'bottom-right' }, hidden: true } },
  { type: 'tab.changed', payload: {} },
  { type: 'tab.authorize', payload: {} },
  { type: 'tab.describe', payload: {} },
];

const bases = ['https://api-stage.novapost.pl/v.1.0/', 'https://api.novapost.com/v.1.0/', 'https://evil.test/'];

/** Between the two worlds of a docs page: reports, then commands. */
export const forgedReports: readonly unknown[] = [
  ...bases.flatMap((selected) => [
    { say: 'ready', renderer: 'rapidoc', servers: bases, selected },
    { say: 'server', selected },
  ]),
  ...[1, 2].flatMap((id) => [
    { say: 'filled', id },
    { say: 'not-filled', id, why: 'removed' },
    { say: 'answer', status: 401 },
  ]),
];
export const forgedCommands: readonly unknown[] = [
  { do: 'fill', id: 1, scheme: 'JWT', token: 'forged', servers: bases, overwrite: true },
  { do: 'clear', scheme: 'JWT' },
];

/** Mulberry32: the same numbers for the same seed. */
const randomOf = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const odd: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  2 ** 53,
  '',
  '__proto__',
  'person',
  'x'.repeat(10_000),
  '\u202E\u0000',
  [],
  {},
  [[]],
];

/** @returns the seed of a run: `FUZZ_SEED` to repeat one, else any */
export const fuzzSeed = (): number => Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31));

/**
 * @param seed the same gives the same
 * @param count how many
 * @returns messages and reports with something wrong, added or taken away
 */
export const fuzzed = (seed: number, count: number): unknown[] => {
  const random = randomOf(seed);
  const pick = (list: readonly unknown[]) => list[Math.floor(random() * list.length)];
  const spoil = (value: unknown, depth: number): unknown => {
    if (random() < 0.2 || typeof value !== 'object' || value === null) return random() < 0.4 ? pick(odd) : value;
    const entries = Object.entries(value).filter(() => random() > 0.1);
    const further = random() < 0.2 ? [[String(pick(odd)), pick(odd)]] : [];
    if (depth === 0) return Object.fromEntries([...entries, ...further]);
    return Object.fromEntries([...entries.map(([key, inner]) => [key, spoil(inner, depth - 1)]), ...further]);
  };
  const all = [...forgedMessages, ...forgedReports, ...forgedCommands, ...odd];
  return Array.from({ length: count }, () => spoil(pick(all), 2));
};
