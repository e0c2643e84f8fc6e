import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openPopup } from '../../browser/extension.ts';
import { launchWithExtension } from '../../browser/launch.ts';
import type { Replica } from '../../portal/replica.ts';
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

/** Where the bit is, given the record that holds the key. */
const places: readonly (readonly [what: string, at: Place])[] = [
  ['in the key itself', (_record, key) => key + 5],
  ['in the quotation mark before it', (_record, key) => key - 1],
  ['in the checksum', ({ start }) => start],
  ['in the length', ({ start }) => start + 4],
  ['in the type', ({ start }) => start + 6],
];

/**
 * What is left of the key is the browser's doing, and differs with the place: Chromium 156 hands out a spoiled value as it is, and drops a
 * record that it can't take apart. Either way nothing but what is true may be shown.
 */
async function expectTruth(popup: Page, replica: Replica): Promise<void> {
  const old = popup.getByRole('list', { name: 'Saved keys' }).getByRole('radio', { name: 'Old' });
  const unreadable = popup.getByRole('alert').filter({ hasText: "can't be read" });
  const empty = popup.getByRole('textbox', { name: 'API key' });
  await expect(old.or(unreadable).or(empty)).toBeVisible();
  if (!(await old.isVisible())) return;
  await getToken(popup).click();
  const refused = popup.getByRole('alert').filter({ hasText: 'refused this key' });
  await expect(countdown(popup).or(refused)).toBeVisible();
  expect(await refused.count()).toBe(replica.issuedTokens.length === 0 ? 1 : 0);
}

for (const [what, at] of places) {
  test(`a flipped bit in the profile's log, ${what}: the popup opens, shows what is true, and takes a new key`, async ({
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
      await expectTruth(popup, replica);
      // Here a reset is offered and used, where it is unreadable.
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
