import { appendFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod/mini';

/** What each test leaves for the search at the end of a run, in files: tests run in several processes. */

const results = resolve(import.meta.dirname, '../../test-results');
const folder = join(results, 'leaks');

const kind = z.literal(['key', 'token', 'credential']);

/** How much was searched. */
export const countsSchema = z.object({
  profiles: z.number(),
  files: z.number(),
  pages: z.number(),
  consoleLines: z.number(),
  /** Pages that couldn't be looked at: crashed, or closed by the test. */
  unseen: z.number(),
  /** What looking cost the test. */
  spentMs: z.number(),
});

const noteSchema = z.object({
  test: z.string(),
  /** The test's own, to look for in what the runner wrote. */
  secrets: z.array(z.object({ kind, environment: z.string(), text: z.string() })),
  sightings: z.array(z.object({ kind, environment: z.string(), place: z.string() })),
  counts: countsSchema,
});

export type Counts = z.infer<typeof countsSchema>;
export type Note = z.infer<typeof noteSchema>;

/** Where the tests' runner writes. */
export const outputs = { file: join(results, 'e2e.json'), folder: join(results, 'e2e') } as const;

/** Before a run: nothing is left of an earlier one. */
export const clearNotes = (): Promise<void> => rm(folder, { recursive: true, force: true });

/** @param note of one test; each process has a file of its own */
export async function leaveNote(note: Note): Promise<void> {
  await mkdir(folder, { recursive: true });
  await appendFile(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(note)}\n`);
}

/** @returns all notes of the run; none if there was no run */
export async function readNotes(): Promise<Note[]> {
  const names = await readdir(folder).catch(() => []);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.flatMap((text) => text.trimEnd().split('\n')).map((line) => noteSchema.parse(JSON.parse(line)));
}
