import { beforeEach, describe, expect, it } from 'vitest';
import { createLocking } from '../../../utils/background/locking';

let locksAt: number | null;
let now: number;
let did: string[];

const locking = createLocking({
  vault: {
    unlock: async (passphrase) => passphrase === 'right',
    lock: async () => {
      did.push('lock');
      locksAt = null;
    },
    use: async (isNew) => void did.push(isNew ? 'use anew' : 'use'),
    locksAt: async () => locksAt,
  },
  tokens: { stop: async () => void did.push('stop tokens') },
  arm: async (due) => void did.push(`arm ${due}`),
  now: () => now,
  note: (what) => void did.push(what),
});

beforeEach(() => {
  locksAt = 100;
  now = 0;
  did = [];
});

it('locks the keys before the tokens go, so that no new one comes between', async () => {
  await locking.lock();
  expect(did).toEqual(['lock', 'stop tokens', 'arm null', 'locked']);
});

describe('looking after it', () => {
  it.each([
    ['before its time waits', 99, ['arm 100']],
    ['at its time locks', 100, ['lock', 'stop tokens', 'arm null', 'locked']],
    ['late locks', 5000, ['lock', 'stop tokens', 'arm null', 'locked']],
  ])('%s', async (_when, time, expected) => {
    now = time;
    await locking.look();
    expect(did).toEqual(expected);
  });

  it('without a time has nothing to wait for', async () => {
    locksAt = null;
    await locking.look();
    expect(did).toEqual(['arm null']);
  });
});

it('unlocking begins the wait, and a wrong passphrase does not', async () => {
  expect(await locking.unlock('wrong')).toBe(false);
  expect(did).toEqual([]);
  expect(await locking.unlock('right')).toBe(true);
  expect(did).toEqual(['unlocked', 'arm 100']);
});

it('use begins the wait again', async () => {
  await locking.use();
  await locking.use(true);
  expect(did).toEqual(['use', 'arm 100', 'use anew', 'arm 100']);
});
