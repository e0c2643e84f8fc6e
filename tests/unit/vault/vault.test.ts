import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AtRest, Unlocked } from '../../../utils/vault/at-rest';
import { type Keyring, noKeys } from '../../../utils/vault/keyring';
import type { Derivation } from '../../../utils/vault/sealed';
import { NotOpenedError, seal } from '../../../utils/vault/seal';
import { placeOf } from '../../../utils/vault/unseal-keyring';
import { type Choice, createVault, LockedError, type Vault } from '../../../utils/vault/vault';
import { createClock } from '../support/clock';
import { keyOf, keyringOf } from '../support/keys';
import { type MemoryRecord, memoryRecord } from '../support/memory-record';
import { MINUTE } from '../support/token-world';

const PASSPHRASE = 'correct horse battery';
const keys = keyringOf(
  keyOf('s1', { label: 'Ours' }),
  keyOf('s2'),
  keyOf('p1', { environment: 'production', organization: 'Shop', permissions: ['read', 'write'] }),
);
const byPassphrase: Choice = { protection: 'passphrase', passphrase: PASSPHRASE };
const choices: readonly Choice[] = [{ protection: 'device' }, byPassphrase, { protection: 'session' }];

/** A million rounds take their time: what they are is shown in seal.test.ts. */
const derive = async (passphrase: string, { salt }: Derivation) =>
  createHash('sha256').update(`${salt} ${passphrase}`).digest('base64');

let clock: ReturnType<typeof createClock>;
let stored: MemoryRecord<AtRest>;
let session: MemoryRecord<Keyring>;
let unlocked: MemoryRecord<Unlocked>;
let kept: MemoryRecord<boolean>;
let lockAfter: number | null;
let vault: Vault;

/** A worker of its own over the same storage. */
const start = () =>
  createVault({ stored, session, unlocked, kept, now: clock.now, lockAfter: () => Promise.resolve(lockAfter), derive });
const everything = () => JSON.stringify([stored.current(), session.current(), unlocked.current()]);
const onDisk = () => JSON.stringify(stored.current());

beforeEach(() => {
  clock = createClock();
  stored = memoryRecord<AtRest>({ protection: 'device', ...keys });
  session = memoryRecord(noKeys());
  unlocked = memoryRecord<Unlocked>(null);
  kept = memoryRecord(false);
  lockAfter = 15 * MINUTE;
  vault = start();
});

/** The browser was closed: what was in memory is gone. */
async function restartBrowser(): Promise<void> {
  await session.update(noKeys);
  await unlocked.update(() => null);
  vault = start();
  await vault.tidy();
}

describe.each(choices)('keys under the protection $protection', (choice) => {
  beforeEach(() => vault.protect(choice));

  it('are the same keys, and can be changed', async () => {
    const opened = await vault.read();
    expect(opened).toMatchObject({ vault: 'open', protection: choice.protection });
    expect(await vault.readOpen()).toEqual(keys);
    await vault.update((all) => ({
      ...all,
      keys: all.keys.filter(({ id }) => id !== 's2'),
      active: { sandbox: 's1' },
    }));
    expect((await start().readOpen()).keys.map(({ id }) => id)).toEqual(['s1', 'p1']);
  });

  it('lie on the disk as that protection promises', async () => {
    await vault.update((all) => ({ ...all, keys: all.keys.map((key) => ({ ...key, label: 'canary-label' })) }));
    const legible = choice.protection === 'device';
    for (const text of ['secret-s1', 'secret-p1', 'canary-label', 'Shop'])
      expect(onDisk().includes(text)).toBe(legible);
    expect(everything()).not.toContain(PASSPHRASE);
  });

  it('are noted as kept while there are any on the disk', async () => {
    expect(kept.current()).toBe(choice.protection !== 'session');
    await vault.update(noKeys);
    expect(kept.current()).toBe(false);
    await vault.update(() => keyringOf(keyOf('s1')));
    expect(kept.current()).toBe(choice.protection !== 'session');
  });

  it('tell that they could not be written, and stay as they were', async () => {
    for (const record of [stored, session]) record.refuseWrites(new Error('full'));
    await expect(vault.update(() => keyringOf(keyOf('s1')))).rejects.toThrow('full');
    expect(await vault.readOpen()).toEqual(keys);
  });

  it.each(choices)('are kept as $protection in that place alone', async (next) => {
    await vault.protect(next);
    expect(session.current()).toEqual(next.protection === 'session' ? keys : noKeys());
    expect(onDisk().includes('secret-')).toBe(next.protection === 'device');
    expect(unlocked.current() !== null).toBe(next.protection === 'passphrase');
  });

  it.each(choices)('tell that they could not be kept as $protection', async (next) => {
    stored.refuseWrites(new Error('full'));
    await expect(vault.protect(next)).rejects.toThrow('full');
    stored.refuseWrites(null);
    // What opens them with the next passphrase is there already: then it is the old one that opens them.
    if ((await vault.read()).vault === 'locked') expect(await vault.unlock(PASSPHRASE)).toBe(true);
    expect(await vault.readOpen()).toEqual(keys);
  });

  it('write nothing if nothing was changed', async () => {
    const before = stored.writes() + session.writes();
    await vault.update((all) => all);
    expect(stored.writes() + session.writes()).toBe(before);
  });

  it.each(choices)('can be kept as $protection from now on, whenever the worker is stopped', async (next) => {
    const real = { stored: stored.update, session: session.update, unlocked: unlocked.update };
    for (let left = 0; left < 5; left += 1) {
      const fresh = [stored.current(), session.current(), unlocked.current()] as const;
      let writes = left;
      // The worker is gone after so many writes: none of its others happens.
      const dying = (update: (change: never) => Promise<unknown>) => (change: never) =>
        (writes -= 1) < 0 ? new Promise<never>(() => undefined) : update(change);
      const doomed = createVault({
        stored: { ...stored, update: dying(real.stored) as typeof stored.update },
        session: { ...session, update: dying(real.session) as typeof session.update },
        unlocked: { ...unlocked, update: dying(real.unlocked) as typeof unlocked.update },
        kept,
        now: clock.now,
        lockAfter: () => Promise.resolve(lockAfter),
        derive,
      });
      await Promise.race([doomed.protect(next), stopped(() => writes < 0)]);
      const worker = start();
      await worker.tidy();
      if ((await worker.read()).vault === 'locked') expect(await worker.unlock(PASSPHRASE)).toBe(true);
      expect(await worker.readOpen(), `${left} writes`).toEqual(keys);
      expect([choice.protection, next.protection]).toContain((await stored.read()).protection);
      await real.stored(() => fresh[0]);
      await real.session(() => fresh[1]);
      await real.unlocked(() => fresh[2]);
    }
  });
});

/** Resolves once a condition holds. */
const stopped = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((next) => setImmediate(next));
};

describe('under a passphrase', () => {
  beforeEach(() => vault.protect(byPassphrase));

  it('tells which environments have keys while it is locked, and nothing else', async () => {
    await vault.lock();
    expect(await vault.read()).toEqual({ vault: 'locked', environments: ['sandbox', 'production'] });
    await expect(vault.readOpen()).rejects.toThrow(LockedError);
    await expect(vault.update((all) => all)).rejects.toThrow(LockedError);
    await expect(vault.protect({ protection: 'device' })).rejects.toThrow(LockedError);
  });

  it('opens with the passphrase, and with no other', async () => {
    await restartBrowser();
    expect(await vault.unlock('Correct horse battery')).toBe(false);
    expect(await vault.unlock('')).toBe(false);
    expect((await vault.read()).vault).toBe('locked');
    expect(await vault.unlock(PASSPHRASE)).toBe(true);
    expect(await vault.readOpen()).toEqual(keys);
  });

  it('knows a wrong passphrase also where there are no keys yet', async () => {
    await vault.update(noKeys);
    await vault.lock();
    expect(await vault.unlock('another one entirely')).toBe(false);
    expect(await vault.unlock(PASSPHRASE)).toBe(true);
  });

  it('opens no part at another environment’s place, and none that was changed', async () => {
    const atRest = stored.current();
    if (atRest.protection !== 'passphrase') throw new Error('It is under a passphrase');
    const { sandbox, production } = atRest.environments;
    if (!sandbox || !production) throw new Error('Both have keys');
    await stored.update(() => ({ ...atRest, environments: { sandbox: production, production: sandbox } }));
    await expect(vault.read()).rejects.toThrow(NotOpenedError);
    const flipped = { ...sandbox, data: `${sandbox.data.startsWith('A') ? 'B' : 'A'}${sandbox.data.slice(1)}` };
    await stored.update(() => ({ ...atRest, environments: { sandbox: flipped, production } }));
    await expect(vault.read()).rejects.toThrow(NotOpenedError);
  });

  it('gets a fresh IV for everything at each write', async () => {
    const ivs = () => {
      const atRest = stored.current();
      return atRest.protection === 'passphrase' ? Object.values(atRest.environments).map(({ iv }) => iv) : [];
    };
    const seen = new Set(ivs());
    for (let write = 0; write < 3; write += 1) {
      await vault.update((all) => ({ ...all }));
      for (const iv of ivs()) seen.add(iv);
    }
    expect(seen.size).toBe(2 * 4);
  });

  it('gets a new salt with a new passphrase, and the old one opens nothing any more', async () => {
    const before = onDisk();
    await vault.protect({ protection: 'passphrase', passphrase: 'another passphrase' });
    expect(onDisk()).not.toContain(/"salt":"([^"]+)"/.exec(before)?.[1]);
    await vault.lock();
    expect(await vault.unlock(PASSPHRASE)).toBe(false);
    expect(await vault.unlock('another passphrase')).toBe(true);
  });

  it('has the opening key in memory only, and only while it is open', async () => {
    const key = unlocked.current()?.key;
    expect(key).toMatch(/^[\w+/]{43}=$/);
    expect(onDisk()).not.toContain(key);
    await vault.lock();
    expect(unlocked.current()).toBeNull();
  });

  it('loses no change of many at once', async () => {
    await Promise.all(
      Array.from({ length: 10 }, (_, at) => vault.update((all) => ({ ...all, keys: [...all.keys, keyOf(`n${at}`)] }))),
    );
    expect((await vault.readOpen()).keys).toHaveLength(13);
  });

  describe('without use', () => {
    const isLocked = async () => (await vault.read()).vault === 'locked';

    it('locks after its time, by the clock alone', async () => {
      await clock.advance(15 * MINUTE - 1);
      expect(await isLocked()).toBe(false);
      await clock.advance(1);
      expect(await isLocked()).toBe(true);
      await expect(vault.readOpen()).rejects.toThrow(LockedError);
    });

    it('stays open for as long as it is used', async () => {
      for (let minutes = 0; minutes < 60; minutes += 10) {
        await clock.advance(10 * MINUTE);
        await vault.use();
      }
      expect(await isLocked()).toBe(false);
      expect(await vault.locksAt()).toBe(clock.now() + 15 * MINUTE);
    });

    it('is not opened by use once it has locked', async () => {
      await clock.advance(15 * MINUTE);
      await vault.use();
      expect(await isLocked()).toBe(true);
    });

    it('never locks by itself if the person wants that', async () => {
      lockAfter = null;
      await vault.use(true);
      await clock.advance(100 * 60 * MINUTE);
      expect(await isLocked()).toBe(false);
      expect(await vault.locksAt()).toBeNull();
    });

    it('takes a shorter time at once', async () => {
      lockAfter = MINUTE;
      await vault.use(true);
      await clock.advance(MINUTE);
      expect(await isLocked()).toBe(true);
    });

    it('notes use in steps of ten seconds, since each note is a write', async () => {
      const before = unlocked.writes();
      for (let second = 0; second < 30; second += 1) {
        await clock.advance(1000);
        await vault.use();
      }
      expect(unlocked.writes() - before).toBe(3);
    });

    it('locks when the clock was set back, since nobody knows for how long then', async () => {
      clock.set(clock.now() - 3 * 60 * MINUTE);
      expect(await isLocked()).toBe(true);
    });

    it('stays open when the clock was set right by a minute', async () => {
      clock.set(clock.now() - MINUTE);
      expect(await isLocked()).toBe(false);
      clock.set(clock.now() - 1);
      expect(await isLocked()).toBe(true);
    });
  });
});

describe('what was left behind', () => {
  it('goes: keys in memory beside keys on the disk', async () => {
    await session.update(() => keys);
    await vault.tidy();
    expect(session.current()).toEqual(noKeys());
    expect(await vault.readOpen()).toEqual(keys);
  });

  it('stays if it is all there is: the record that says where the keys are was lost', async () => {
    await vault.protect({ protection: 'session' });
    await stored.update(() => ({ protection: 'device', ...noKeys() }));
    await start().tidy();
    expect(await start().readOpen()).toEqual(keys);
  });

  it('goes: an opening key without anything to open', async () => {
    await vault.protect(byPassphrase);
    await stored.update(() => ({ protection: 'device', ...keys }));
    await vault.tidy();
    expect(unlocked.current()).toBeNull();
  });
});

it('until the browser closes means that', async () => {
  await vault.protect({ protection: 'session' });
  await restartBrowser();
  expect(await vault.readOpen()).toEqual(noKeys());
  expect(everything()).not.toContain('secret-');
});

it('tells who watches of every change, and of locking', async () => {
  const seen: string[] = [];
  const stop = vault.watch((opened) => seen.push(opened.vault === 'locked' ? 'locked' : opened.protection));
  await vault.protect(byPassphrase);
  await vault.lock();
  await vault.unlock(PASSPHRASE);
  await expect.poll(() => seen.at(-1)).toBe('passphrase');
  expect(seen).toContain('locked');
  stop();
});

it('keys that were sealed before they had permissions open, with none known', async () => {
  await vault.protect(byPassphrase);
  const atRest = stored.current();
  if (atRest.protection !== 'passphrase') throw new Error('They are sealed');
  const { permissions: _later, ...old } = keyOf('s1', { label: 'Old' });
  const text = JSON.stringify({ keys: [old], active: { sandbox: 's1' } });
  const sandbox = await seal(await derive(PASSPHRASE, atRest.derivation), text, placeOf('sandbox'));
  await stored.update(() => ({ ...atRest, environments: { sandbox } }));
  expect(await vault.readOpen()).toEqual(keyringOf(keyOf('s1', { label: 'Old', permissions: [] })));
});
