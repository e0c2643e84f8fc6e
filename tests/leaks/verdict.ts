import type { Counts, Note } from './notes.ts';
import { blindSpots, leaksAmong, type Sighting } from './rules.ts';

const sum = (all: readonly Counts[], name: keyof Counts): number => all.reduce((total, one) => total + one[name], 0);

/**
 * Whether a whole run leaked.
 *
 * @param notes of all its tests
 * @param output what was seen in the files that the runner wrote
 * @returns the troubles, one line each, none with a secret in it; and a line that says how much was searched
 */
export function verdictOf(notes: readonly Note[], output: readonly Sighting[]) {
  const all = [
    ...notes.flatMap(({ test, sightings }) => sightings.map((sighting) => ({ ...sighting, test }))),
    ...output.map((sighting) => ({ ...sighting, test: 'any' })),
  ];
  const leaks = leaksAmong(all).map(
    ({ kind, environment, place, test }) => `a ${environment} ${kind} in ${place}, left by: ${test}`,
  );
  const counts = notes.map((note) => note.counts);
  const [files, profiles] = [sum(counts, 'files'), sum(counts, 'profiles')];
  const searched =
    `${notes.flatMap(({ secrets }) => secrets).length} secrets looked for in ${files} files of ${profiles} profiles, ` +
    `${sum(counts, 'pages')} pages (${sum(counts, 'unseen')} more were gone) and ${sum(counts, 'consoleLines')} console lines ` +
    `in ${Math.round(sum(counts, 'spentMs') / 1000)} s of the tests' time`;
  return { troubles: [...new Set(leaks), ...blindSpots(all)], searched };
}
