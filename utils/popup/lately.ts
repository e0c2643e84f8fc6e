import { signal } from '@preact/signals';
import type { Happening } from '../events';
import type { Readable } from './dependencies';

/** What is said of us and of the browser in a report. */
export interface Program {
  /** Ours. */
  readonly version: string;
  /** The browser's: "Chrome 156". */
  readonly browser: string;
}

/** As programs name themselves, what people call them; those first that also name another one. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\bVivaldi\/(\d+)/, 'Vivaldi'],
  [/\bYaBrowser\/(\d+)/, 'Yandex Browser'],
  [/\bFirefox\/(\d+)/, 'Firefox'],
  [/Chrom(?:e|ium)\/(\d+)/, 'Chrome'],
];

/**
 * @param userAgent the browser's own words, which say much more of the person's device
 * @returns its name and its version's first number; '' of one that we don't know
 */
export function browserOf(userAgent: string): string {
  for (const [pattern, name] of browsers) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return '';
}

/**
 * What happened lately, and what happens while it is shown.
 *
 * @param record the events
 * @param program for a report
 * @returns `events`: the latest first; `null` if they can't be read
 */
export async function followLately(record: Readable<Happening[]>, program: Program) {
  const events = signal<readonly Happening[] | null>(null);
  const show = (all: readonly Happening[]) => {
    events.value = all.toReversed();
  };
  const close = record.watch(show);
  await record.read().then(show, () => undefined);
  return { events, program, close };
}

export type Lately = Awaited<ReturnType<typeof followLately>>;
