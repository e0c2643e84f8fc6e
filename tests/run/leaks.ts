import { readNotes, outputs } from '../leaks/notes.ts';
import { seenInFile, seenInFiles } from '../leaks/search.ts';
import { verdictOf } from '../leaks/verdict.ts';

/**
 * After the whole e2e run: whether a key or a token was left anywhere but in its place. Each test has looked at its own browser; here all of
 * it is held against the rules, together with what the tests' runner itself wrote.
 */

const notes = await readNotes();
const secrets = notes.flatMap((note) => note.secrets);
const left = await seenInFiles('output', outputs.folder, secrets);
const report = await seenInFile('output/e2e.json', outputs.file, secrets);
const { troubles, searched } = verdictOf(notes, [...left.sightings, ...report]);

console.log(searched);
for (const trouble of troubles) console.error(`Leak: ${trouble}`);
process.exitCode = troubles.length === 0 ? 0 : 1;
