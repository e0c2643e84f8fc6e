import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPopup } from '../../browser/extension.ts';
import { launchWithExtension } from '../../browser/launch.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey, pasteKey } from '../keys.ts';
import { countdown, getToken } from './exchange.ts';
import { stored } from './ours.ts';

test.use({ spec: 'small' });

interface LogRecord {
  /** Of its header: four bytes of checksum, two of length, one of type. */
  readonly start: number;
  readonly end: number;
}

const HEADER = 7;

/** The records of a LevelDB log that is shorter than one block of 32 KiB (LevelDB's doc/log_format.md). */
function recordsOf(log: Buffer): LogRecord[] {
  const records: LogRecord[] = [];
  for (let start = 0; start + HEADER <= log.length; start = records.at(-1)?.end ?? log.length)
    records.push({ start, end: start + HEADER + log.readUInt16LE(start + 4) });
  return records;
}

/** The log that the extension's own storage was last written to. */
async function findLog(profile: string): Promise<string> {
  const settings = join(profile, 'Default', 'Local Extension Settings');
  const [id = ''] = await readdir(settings);
  const logs = (await readdir(join(settings, id))).filter((name) => name.endsWith('.log'));
  return join(settings, id, logs.toSorted().at(-1) ?? '');
}

type Place = (record: LogRecord, key: number) => number;

async function flipBit(path: string, key: string, at: Place): Promise<void> {
  const log = await readFile(path);
  const found = log.indexOf(key);
  const record = recordsOf(log).find(({ start, end }) => start < found && found < end);
  if (!record) throw new Error('The key is in no record of the log');
  const place = at(record, found);
  log.writeUInt8(log.readUInt8(place) ^ 1, place);
  await writeFile(path, log);
}

/** Where the bit is, given the record that holds the key, and what a person then sees: Chromium 156 checks nothing, and drops what it can't take apart. */
const places: readonly (readonly [what: string, at: Place, says: RegExp | null])[] = [
  ['in the key itself', (_record, key) => key + 5, /saved keys were damaged/],
  ['in the quotation mark before it', (_record, key) => key - 1, /saved keys are gone/],
  ['in the checksum of the log', ({ start }) => start, null],
  ['in the length', ({ start }) => start + 4, /saved keys are gone/],
  ['in the type', ({ start }) => start + 6, /saved keys are gone/],
];

for (const [what, at, says] of places) {
  test(`a flipped bit in the profile's log, ${what}: the popup opens, says so with a way out, and takes a new key`, async ({
    replica,
    profile,
  }) => {
    const before = await launchWithExtension({ replica, profile });
    const key = issuedKey(replica, 'sandbox');
    await pasteKey(await openPopup(before), 'sandbox', key, 'Old');
    await before.close();
    await flipBit(await findLog(profile), key, at);

    const after = await launchWithExtension({ replica, profile });
    try {
      const popup = await openPopup(after);
      const old = popup.getByRole('list', { name: 'Saved keys' }).getByRole('radio', { name: 'Old' });
      if (says) {
        const notice = popup.getByRole('alert').filter({ hasText: says });
        await expect(notice).toBeVisible();
        await expect(popup.getByRole('button', { name: 'See what can be done' })).toBeVisible();
        await expect(old).toHaveCount(0);
      } else await expect(old).toBeVisible();
      const second = issuedKey(replica, 'sandbox');
      await pasteKey(popup, 'sandbox', second, 'New');
      await getToken(popup).click();
      await expect(countdown(popup)).toBeVisible();
      expect(replica.issuedTokens.at(-1)?.key).toBe(second);
      expect(JSON.stringify((await stored(popup)).local)).toContain(second);
    } finally {
      await after.close();
    }
  });
}
