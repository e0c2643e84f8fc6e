import { beforeEach, describe, expect, it } from 'vitest';
import { createGuard } from '../../../utils/background/guard';
import { createPopupHandlers } from '../../../utils/background/popup-handlers';
import {
  popupAsks,
  type PopupProtocol,
  popupReplies,
  type IssuingOutcome,
} from '../../../utils/messaging/popup-protocol';
import type { Answer } from '../../../utils/messaging/client';
import { createRouter } from '../../../utils/messaging/router';
import type { Policy } from '../../../utils/policy';
import type { Portal } from '../../../utils/portals';
import { parse } from '../../../utils/schema';
import { settingsRecord, type Settings } from '../../../utils/settings';
import type { Pages } from '../../../utils/tokens/pages';
import type { Protection } from '../../../utils/vault/at-rest';
import { createKeys } from '../../../utils/vault/keys';
import { keyOf, keyringOf } from '../support/keys';
import { memoryRecord, type MemoryRecord } from '../support/memory-record';
import { parcels } from '../support/portals';
import { createTokenWorld, type TokenWorld } from '../support/token-world';

let world: TokenWorld;
let settings: MemoryRecord<Settings>;
let pages: MemoryRecord<Pages>;
let outcome: IssuingOutcome;
let requests: unknown[][];
/** What was handed on, in order. */
let done: unknown[][];
let locked: boolean;
let policy: MemoryRecord<Policy>;
let protection: Protection;
let lockable: boolean;
/** Whether a shortcut has opened the popup to copy the token. */
let wished: boolean;
let receive: (message: unknown, context: unknown) => Promise<Answer> | undefined;

beforeEach(async () => {
  world = createTokenWorld(keyringOf(keyOf('k1'), keyOf('k2')));
  const tokens = await world.restart();
  settings = memoryRecord(await settingsRecord.read());
  pages = memoryRecord<Pages>({ tabs: { '7': 'production' }, last: null });
  requests = [];
  const keys = createKeys({ keyring: world.keys, now: world.clock.now, newId: () => 'new' });
  const request = async (...asked: unknown[]) => {
    requests.push(asked);
    return outcome;
  };
  done = [];
  const note =
    (what: string) =>
    async (...with_: unknown[]) =>
      void done.push([what, ...with_]);
  locked = false;
  protection = 'device';
  lockable = true;
  wished = false;
  const readOpen = () => (locked ? Promise.reject(new Error('locked')) : world.keys.read());
  const vault = { readOpen, protect: note('protect') };
  const locking = {
    lock: () => (lockable ? note('lock')() : Promise.reject(new Error('unreadable'))),
    look: note('look'),
    use: note('use'),
    unlock: async (passphrase: string) => passphrase === 'right',
  };
  const takeWish = () => wished;
  const portals = {
    follow: note('follow'),
    save: async ({ id }: Portal) => (await note('save')(id), null),
    remove: note('remove'),
  };
  policy = memoryRecord<Policy>({});
  const guard = createGuard(policy, async () => ({ vault: 'open', protection, keyring: await world.keys.read() }));
  const rest = { takeWish, settle: note('settle'), reset: note('reset'), forget: note('forget') };
  receive = createRouter<PopupProtocol, unknown>(
    popupAsks,
    createPopupHandlers({
      keys,
      tokens,
      issuing: { request },
      portals,
      settings,
      pages,
      vault,
      locking,
      guard,
      ...rest,
    }),
  );
});

/** Asks as the popup, and parses the reply as the popup does. */
async function ask(type: keyof typeof popupAsks, payload: unknown): Promise<unknown> {
  const answer = await receive({ type, payload }, undefined);
  if (!answer?.ok) throw new Error(`No answer to ${type}`);
  // Strict in the test alone: what the page would drop is not sent in the first place.
  expect(parse(popupReplies[type], answer.value)).toEqual(answer.value);
  return answer.value;
}

const calls = () => world.api.calls.length;
const last = () => pages.current().last;

it('popup.hello wakes the worker, which mends what is stored, and says whether there is a token to copy', async () => {
  expect(await ask('popup.hello', {})).toEqual({ copies: false });
  expect(done).toEqual([['settle']]);
  wished = true;
  expect(await ask('popup.hello', {})).toEqual({ copies: true });
  expect(calls()).toBe(0);
});

const add = (secret: string) =>
  ask('key.add', { keyId: 'k3', environment: 'production', secret, label: 'Mine', permissions: ['read'] });

describe('key.add', () => {
  it('saves the key, and its environment is the one last used', async () => {
    expect(await add(' abc ')).toEqual({ added: true, keyId: 'k3' });
    expect(world.keys.current().keys.at(-1)).toMatchObject({
      id: 'k3',
      secret: 'abc',
      label: 'Mine',
      permissions: ['read'],
    });
    expect(pages.current()).toEqual({ tabs: { '7': 'production' }, last: 'production' });
  });

  it('a second time says the same', async () => {
    await add('abc');
    expect(await add('abc')).toEqual({ added: true, keyId: 'k3' });
    expect(world.keys.current().keys).toHaveLength(3);
  });

  it('says why not', async () => {
    expect(await add('a b')).toEqual({ added: false, problem: 'has-spaces' });
    expect(last()).toBeNull();
  });
});

it('key.activate', async () => {
  await ask('key.activate', { keyId: 'k1' });
  expect(world.keys.current().active).toEqual({ sandbox: 'k1' });
});

it('key.remove takes the key, its token and its alarm', async () => {
  await ask('token.get', { environment: 'sandbox', fresh: false });
  expect(world.record('k2')).toBeDefined();
  await ask('key.remove', { keyId: 'k2' });
  expect(world.keys.current()).toEqual(keyringOf(keyOf('k1')));
  expect(world.records.current()).toEqual({});
  expect(world.alarms.names()).toEqual([]);
});

it('key.edit sets what it names', async () => {
  const facts = { label: 'Shop', organization: 'Acme', validUntil: 7, permissions: ['read', 'write'] };
  await ask('key.edit', { keyId: 'k1', ...facts });
  expect(world.keys.current().keys[0]).toEqual(keyOf('k1', facts));
});

it('key.move', async () => {
  await ask('key.move', { keyId: 'k2', before: 'k1' });
  expect(world.keys.current().keys.map(({ id }) => id)).toEqual(['k2', 'k1']);
});

describe('key.replace', () => {
  const replace = (secret: string) => ask('key.replace', { keyId: 'k2', secret });

  beforeEach(() => ask('token.get', { environment: 'sandbox', fresh: false }));

  it('throws the old secret’s token away; the next one is the new secret’s', async () => {
    expect(await replace('next')).toEqual({ problem: null });
    expect(world.records.current()).toEqual({});
    expect(world.alarms.names()).toEqual([]);
    await ask('token.get', { environment: 'sandbox', fresh: false });
    expect(world.api.calls.map(({ secret }) => secret)).toEqual(['secret-k2', 'next']);
  });

  it('keeps no secret in another way than the organization wants', async () => {
    await policy.update(() => ({ protection: 'passphrase' }));
    const message = { type: 'key.replace', payload: { keyId: 'k2', secret: 'next' } };
    expect(await receive(message, undefined)).toEqual({ ok: false });
    expect(world.keys.current().keys.map(({ secret }) => secret)).toEqual(['secret-k1', 'secret-k2']);
    protection = 'passphrase';
    expect(await replace('next')).toEqual({ problem: null });
  });

  it('says why not, and then the token stays', async () => {
    expect(await replace('secret-k1')).toEqual({ problem: 'already-saved' });
    expect(world.record('k2')).toMatchObject({ state: 'ready' });
  });
});

describe('key.test', () => {
  it('says how a key stands that isn’t in use; the popup hears its state alone', async () => {
    const state = { state: 'ready', expiresAt: world.clock.now() + 60 * 60_000 };
    expect(await ask('key.test', { keyId: 'k1' })).toEqual({ state });
    expect(world.api.calls).toMatchObject([{ secret: 'secret-k1' }]);
    expect(last()).toBeNull();
  });

  it('of a key that is gone asks nobody', async () => {
    expect(await ask('key.test', { keyId: 'gone' })).toEqual({ state: { state: 'none' } });
    expect(calls()).toBe(0);
  });
});

const get = (fresh: boolean) => ask('token.get', { environment: 'sandbox', fresh });

describe('token.get', () => {
  it('gets one, and another only if a fresh one is asked for; the popup hears its state alone', async () => {
    const state = { state: 'ready', expiresAt: world.clock.now() + 60 * 60_000 };
    expect(await get(false)).toEqual({ state });
    expect(await get(false)).toEqual({ state });
    expect(calls()).toBe(1);
    expect(await get(true)).toEqual({ state });
    expect(calls()).toBe(2);
    expect(last()).toBe('sandbox');
  });

  it('is a click: it tries again where a page would wait', async () => {
    world.api.answers({ ok: false, failure: { kind: 'timeout' }, retryAfterMs: null });
    for (let n = 0; n < 2; n += 1)
      expect(await ask('token.get', { environment: 'sandbox', fresh: false })).toMatchObject({
        state: { state: 'unavailable' },
      });
    expect(calls()).toBe(2);
  });
});

const requestKey = () => ask('key.issue', { environment: 'sandbox', values: { phone: '+49 821' } });

describe('key.issue', () => {
  it('gets a token for the new key at once, and does not wait for it', async () => {
    outcome = { outcome: 'made', keyId: 'k2', again: 5 };
    world.api.hold();
    expect(await requestKey()).toEqual(outcome);
    await world.settle();
    expect(requests).toEqual([['sandbox', { phone: '+49 821' }]]);
    expect(world.api.calls).toMatchObject([{ secret: 'secret-k2' }]);
    expect(last()).toBe('sandbox');
  });

  it.each<IssuingOutcome>([
    { outcome: 'bad-phone' },
    { outcome: 'refused-country', use: 'production-ua' },
    { outcome: 'too-early', mayExist: true, again: 5 },
    { outcome: 'not-sent', failure: { kind: 'offline' } },
    { outcome: 'failed', failure: { kind: 'timeout' }, mayExist: true, again: 5, fields: {} },
  ])('%j: gets no token', async (other) => {
    outcome = other;
    expect(await requestKey()).toEqual(other);
    await world.settle();
    expect(calls()).toBe(0);
    expect(last()).toBeNull();
  });
});

it.each([{ badge: false }, { refresh: 'on-demand' }, { language: 'uk' }, { pillHidden: { novapost: true } }] as const)(
  'settings.set changes what it names and nothing else: %j',
  async (change) => {
    const before = settings.current();
    await ask('settings.set', change);
    expect(settings.current()).toEqual({ ...before, ...change });
  },
);

it('settings.fill sets the one environment', async () => {
  await ask('settings.fill', { environment: 'production', on: true });
  await ask('settings.fill', { environment: 'sandbox', on: false });
  expect(settings.current().fillsByItself).toEqual({ production: true, sandbox: false });
});

describe('protection', () => {
  it('vault.unlock says whether it was the right passphrase', async () => {
    expect(await ask('vault.unlock', { passphrase: 'right' })).toEqual({ open: true });
    expect(await ask('vault.unlock', { passphrase: 'wrong' })).toEqual({ open: false });
  });

  it.each([
    [
      { protection: 'passphrase', passphrase: 'twelve or more' },
      { protection: 'passphrase', passphrase: 'twelve or more' },
    ],
    [{ protection: 'session', passphrase: '' }, { protection: 'session' }],
    [{ protection: 'device', passphrase: 'left over' }, { protection: 'device' }],
  ])('vault.protect %o changes it, and looks after locking', async (payload, choice) => {
    await ask('vault.protect', payload);
    expect(done).toEqual([['protect', choice], ['look']]);
  });

  it('vault.lock locks', async () => {
    await ask('vault.lock', {});
    expect(done).toEqual([['lock']]);
  });

  it('settings.lock holds from now on', async () => {
    await ask('settings.lock', { minutes: null });
    expect(settings.current().lockAfterMinutes).toBeNull();
    expect(done).toEqual([['use', true]]);
  });

  it('a locked vault gets no sandbox key that it could not keep', async () => {
    locked = true;
    const message = { type: 'key.issue', payload: { environment: 'sandbox', values: { phone: '49' } } };
    expect(await receive(message, undefined)).toEqual({ ok: false });
    expect(requests).toEqual([]);
  });

  it('what is stored goes when the person says so', async () => {
    await ask('stored.reset', { name: 'settings' });
    await ask('stored.forget', {});
    expect(done).toEqual([['reset', 'settings'], ['forget']]);
  });

  const keysGone = [
    ['reset', 'keys'],
    ['reset', 'unlocked'],
    ['reset', 'keyring'],
    ['reset', 'kept'],
  ];

  it('keys go with whatever was made of them', async () => {
    await ask('stored.reset', { name: 'keyring' });
    expect(done).toEqual([['lock'], ...keysGone]);
  });

  it('keys go, too, where what was made of them cannot be read', async () => {
    lockable = false;
    await ask('stored.reset', { name: 'keyring' });
    expect(done).toEqual(keysGone);
  });
});

describe('keys.import', () => {
  it('adds what is new, in one write, and says how many were there', async () => {
    const file = keyringOf(keyOf('other-id', { secret: 'secret-k1' }), keyOf('k2', { secret: 'of-the-file' }));
    const before = world.keys.writes();
    expect(await ask('keys.import', { keyring: file })).toEqual({ added: 1, known: 1 });
    expect(world.keys.writes()).toBe(before + 1);
    expect(world.keys.current().keys.map(({ id, secret }) => [id, secret])).toEqual([
      ['k1', 'secret-k1'],
      ['k2', 'secret-k2'],
      ['new', 'of-the-file'],
    ]);
    expect(world.keys.current().active).toEqual({ sandbox: 'k2' });
  });

  it('a second time, nothing is written', async () => {
    const before = world.keys.writes();
    expect(await ask('keys.import', { keyring: keyringOf(keyOf('k1')) })).toEqual({ added: 0, known: 1 });
    expect(world.keys.writes()).toBe(before);
  });
});

describe('what the organization does not allow is refused, whoever asks for it, and nothing is done', () => {
  const key = { keyId: 'k3', environment: 'production', secret: 'abc', label: '', permissions: [] };
  const phone = { environment: 'sandbox', values: { phone: '49' } };
  const file = { keyring: keyringOf(keyOf('k3')) };
  it.each<[Policy, keyof typeof popupAsks, object]>([
    [{ environments: ['sandbox'] }, 'key.add', key],
    [{ protection: 'passphrase' }, 'key.add', key],
    [{ environments: ['production'] }, 'key.issue', phone],
    [{ protection: 'passphrase' }, 'key.issue', phone],
    [{ hide: ['import'] }, 'keys.import', file],
    [{ protection: 'passphrase' }, 'keys.import', file],
    [{ protection: 'passphrase' }, 'vault.protect', { protection: 'session', passphrase: '' }],
    [{ hide: ['portals'] }, 'portal.save', { portal: parcels }],
    [{ hide: ['portals'] }, 'portal.remove', { portalId: 'p-parcels' }],
    [{ hide: ['forget'] }, 'stored.forget', {}],
  ])('%j: %s', async (decided, type, payload) => {
    outcome = { outcome: 'made', keyId: 'k2', again: 5 };
    await policy.update(() => decided);
    expect(await receive({ type, payload }, undefined)).toEqual({ ok: false });
    expect([done, requests, world.keys.writes()]).toEqual([[], [], 0]);
  });
});

describe('each message', () => {
  it.each(
    Object.keys(popupAsks).filter(
      (type) => !['popup.hello', 'popup.online', 'vault.lock', 'stored.forget'].includes(type),
    ),
  )('%s is refused without its payload', (type) => {
    expect(receive({ type, payload: {} }, undefined)).toBeUndefined();
    expect(receive({ type, payload: null }, undefined)).toBeUndefined();
  });
});
