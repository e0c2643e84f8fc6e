/** Where a secret may be, as data. Whatever no rule allows is a leak. */

/** `credential`: a key or a token that a person hands over, and that is put into the page and sent as it is. */
export type SecretKind = 'key' | 'token' | 'credential';

/** A secret that was seen somewhere; never the secret itself. */
export interface Sighting {
  readonly kind: SecretKind;
  readonly environment: string;
  /**
   * Slashed, the kind of place first:
   * - `disk/…`: a file of a browser's profile
   * - `console`: of any page or worker
   * - `extension/dom`, `docs/dom`, `elsewhere/dom`: what a page shows, closed shadow roots and fields included; `docs` are those of the
   *   secret's own portal, and any other portal's are `elsewhere`
   * - `extension/kept`, `docs/kept`, `elsewhere/kept`: what a page stores, and notes of its requests
   * - `area/local`, `area/session`: the extension's own storage
   * - `output/…`: a file that the tests' runner left behind
   */
  readonly place: string;
}

interface Rule {
  readonly kind: SecretKind;
  readonly place: RegExp;
  readonly why: string;
  /** Whether a whole run always sees it there. If it doesn't, the search is blind. */
  readonly always: boolean;
}

const storedOnDisk = /^disk\/Default\/Local Extension Settings\/[a-p]{32}\//;

export const rules: readonly Rule[] = [
  {
    kind: 'key',
    place: storedOnDisk,
    why: 'keys are stored here',
    always: true,
  },
  { kind: 'key', place: /^area\/local$/, why: 'keys are stored here', always: true },
  {
    kind: 'key',
    place: /^area\/session$/,
    why: 'kept here until the browser closes, if the person wants that',
    always: false,
  },
  { kind: 'key', place: /^extension\/dom$/, why: 'shown on demand, or just typed', always: false },
  { kind: 'token', place: /^area\/session$/, why: 'tokens are stored here', always: true },
  { kind: 'token', place: /^docs\/dom$/, why: "the page's scheme, and what the docs draw of it", always: true },
  { kind: 'credential', place: storedOnDisk, why: 'stored as a key is', always: false },
  { kind: 'credential', place: /^area\/(?:local|session)$/, why: 'stored as a key or a token is', always: false },
  { kind: 'credential', place: /^extension\/dom$/, why: 'shown on demand, or just pasted', always: false },
  { kind: 'credential', place: /^docs\/dom$/, why: "the page's scheme or field", always: false },
];

const allows = ({ kind, place }: Sighting) => rules.some((rule) => rule.kind === kind && rule.place.test(place));

/** @returns what was seen where it must not be */
export const leaksAmong = <T extends Sighting>(sightings: readonly T[]): T[] =>
  sightings.filter((sighting) => !allows(sighting));

/** @returns where a whole run must have seen something and didn't, one line each: then the search itself is at fault */
export const blindSpots = (sightings: readonly Sighting[]): string[] =>
  rules
    .filter(({ always }) => always)
    .filter((rule) => !sightings.some(({ kind, place }) => rule.kind === kind && rule.place.test(place)))
    .map(({ kind, place, why }) => `no ${kind} was seen in ${place.source} (${why})`);
