import { expect, it } from 'vitest';
import type { AtRest, Unlocked } from '../../../utils/vault/at-rest';
import { noKeys } from '../../../utils/vault/keyring';
import { createVaultReader } from '../../../utils/vault/read';
import { keyOf, keyringOf } from '../support/keys';
import { memoryRecord } from '../support/memory-record';
import { settle } from '../support/clock';

/** A reader whose reads end when they are let, each with what was stored when it began. */
function start() {
  const stored = memoryRecord<AtRest>({ protection: 'device', ...noKeys() });
  const reads: (() => void)[] = [];
  const slow = {
    watch: stored.watch,
    read: async () => {
      const found = await stored.read();
      await new Promise<void>((resolve) => reads.push(resolve));
      return found;
    },
  };
  const session = memoryRecord(noKeys());
  const unlocked = memoryRecord<Unlocked>(null);
  const reader = createVaultReader(
    { stored: slow, session, unlocked },
    () => 0,
    () => Promise.reject(new Error('Nothing is sealed')),
  );
  const seen: string[][] = [];
  const stop = reader.watch((opened) => {
    if (opened.vault === 'open') seen.push(opened.keyring.keys.map(({ id }) => id));
  });
  const write = async (...ids: string[]) => {
    await stored.update(() => ({ protection: 'device', ...keyringOf(...ids.map((id) => keyOf(id))) }));
    await settle();
  };
  return { reads, seen, stop, write };
}

it('tells nothing that an earlier change has read after a later one', async () => {
  const { reads, seen, write } = start();
  await write('k1');
  await write('k1', 'k2');
  for (const end of reads.toReversed()) {
    end();
    await settle();
  }
  expect(seen).toEqual([['k1', 'k2']]);
});

it('tells nothing to who has stopped watching', async () => {
  const { reads, stop, write } = start();
  stop();
  await write('k1');
  expect(reads).toEqual([]);
});
