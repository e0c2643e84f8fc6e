import { defaultSettings } from '../../../utils/settings';
import { describe, expect, it } from 'vitest';
import { environments } from '../../../utils/portals';
import { firstEnvironment } from '../../../utils/popup/first-environment';
import { environmentView, storedTroubles, tailOf, type PopupData } from '../../../utils/popup/view';
import { keyOf, keyringOf } from '../support/keys';
import { opened } from '../support/open-vault';

const [sandbox, production] = environments;
if (!sandbox || !production) throw new Error('The portal has environments');
const NOW = 10 * 86_400_000;
const DAY = 86_400_000;
const SECRET = '0123456789abcdef3f9a';

const data = (part: Partial<PopupData> = {}): PopupData => ({
  vault: {
    ok: true,
    value: opened(keyringOf(keyOf('s', { secret: SECRET }), keyOf('p', { environment: 'production' }))),
  },
  tokens: { ok: true, value: {} },
  requests: { ok: true, value: {} },
  settings: {
    ok: true,
    value: defaultSettings(),
  },
  kept: { ok: true, value: true },
  aside: [],
  ...part,
});

describe('environmentView', () => {
  it('shows the keys of its own environment only, masked', () => {
    const { keys } = environmentView(data(), sandbox, null, NOW);
    expect(keys).toMatchObject([{ id: 's', active: true, tail: '3f9a', secret: null }]);
    expect(JSON.stringify(keys)).not.toContain(SECRET);
  });

  it('shows the one key that is asked for in full', () => {
    expect(environmentView(data(), sandbox, 's', NOW).keys[0]?.secret).toBe(SECRET);
    expect(environmentView(data(), sandbox, 'p', NOW).keys[0]?.secret).toBeNull();
  });

  it.each([
    ['active', NOW + 1, 'active'],
    ['active', NOW, 'expired'],
    [null, null, null],
    [null, NOW - DAY, 'expired'],
  ] as const)('a key that was %s and is valid until %s is %s', (status, validUntil, shown) => {
    const vault = { ok: true, value: opened(keyringOf(keyOf('s', { status, validUntil }))) } as const;
    expect(environmentView(data({ vault }), sandbox, null, NOW).keys[0]?.status).toBe(shown);
  });

  it('fills the sandbox by itself and production not, until the person decides', () => {
    expect(environmentView(data(), sandbox, null, NOW).fills).toBe(true);
    expect(environmentView(data(), production, null, NOW).fills).toBe(false);
    expect(environmentView(data({ settings: { ok: false } }), production, null, NOW).fills).toBeNull();
  });

  it('tells of the last request that forbids another one, in the environment that issues keys', () => {
    const requests = {
      ok: true,
      value: {
        491111111111: { at: NOW - 2 * DAY, answered: true },
        492222222222: { at: NOW - 3000, answered: true },
        493333333377: { at: NOW - 2000, answered: false },
      },
    } as const;
    const request = { tail: '77', answered: false, again: NOW - 2000 + DAY };
    expect(environmentView(data({ requests }), sandbox, null, NOW).request).toEqual(request);
    expect(environmentView(data({ requests }), sandbox, null, NOW + DAY).request).toBeNull();
    expect(environmentView(data({ requests }), production, null, NOW).request).toBeNull();
  });

  it('shows no keys and no token if the keys cannot be read', () => {
    const view = environmentView(data({ vault: { ok: false } }), sandbox, null, NOW);
    expect(view).toMatchObject({ keys: [], token: { show: 'no-key' } });
  });
});

describe('locked keys', () => {
  const vault = { ok: true, value: { vault: 'locked', environments: ['production'] } } as const;

  it('are not there, and it is said that they are locked', () => {
    expect(environmentView(data({ vault }), production, null, NOW)).toMatchObject({ locked: true, keys: [] });
    expect(environmentView(data(), production, null, NOW).locked).toBe(false);
  });

  it('are not asked how they should be kept', () => {
    expect(environmentView(data({ vault }), production, null, NOW).asksProtection).toBe(false);
  });
});

describe('how keys are kept', () => {
  const of = (...keys: Parameters<typeof keyringOf>) =>
    ({ vault: { ok: true, value: opened(keyringOf(...keys)) } }) as const;

  it('is asked with the first production key, and with no sandbox key', () => {
    expect(environmentView(data(of()), production, null, NOW).asksProtection).toBe(true);
    expect(environmentView(data(of(keyOf('s'))), production, null, NOW).asksProtection).toBe(true);
    expect(environmentView(data(of()), sandbox, null, NOW).asksProtection).toBe(false);
  });

  it('is not asked again', () => {
    const ukraine = of(keyOf('u', { environment: 'production-ua' }));
    expect(environmentView(data(ukraine), production, null, NOW).asksProtection).toBe(false);
    const session = { ok: true, value: { vault: 'open', protection: 'session', keyring: keyringOf() } } as const;
    expect(environmentView(data({ vault: session }), production, null, NOW).asksProtection).toBe(false);
  });
});

describe('storedTroubles', () => {
  it('names what cannot be read', () => {
    expect(storedTroubles(data())).toEqual([]);
    expect(storedTroubles(data({ tokens: { ok: false }, vault: { ok: false } }))).toEqual([
      { what: 'vault', trouble: 'unreadable' },
      { what: 'tokens', trouble: 'unreadable' },
    ]);
  });

  it('names what a newer version wrote, readable or not', () => {
    const settings = { ok: false, newer: true } as const;
    const requests = { ok: true, newer: true, value: {} } as const;
    expect(storedTroubles(data({ settings, requests }))).toEqual([
      { what: 'settings', trouble: 'newer' },
      { what: 'requests', trouble: 'newer' },
    ]);
  });

  it('tells of keys that were there and are gone, unless they are elsewhere or were set aside', () => {
    const lost = [{ what: 'vault', trouble: 'lost' }];
    const none = { ok: true, value: opened(keyringOf()) } as const;
    const inSession = { ok: true, value: { vault: 'open', protection: 'session', keyring: keyringOf() } } as const;
    const locked = { ok: true, value: { vault: 'locked', environments: [] } } as const;
    expect(storedTroubles(data({ vault: none }))).toEqual(lost);
    expect(storedTroubles(data({ vault: none, kept: { ok: true, value: false } }))).toEqual([]);
    expect(storedTroubles(data({ vault: none, kept: { ok: false } }))).toEqual([]);
    expect(storedTroubles(data({ vault: inSession }))).toEqual([]);
    expect(storedTroubles(data({ vault: locked }))).toEqual([]);
    expect(storedTroubles(data({ vault: none, aside: [{ name: 'keyring' }] }))).toEqual([
      { what: 'vault', trouble: 'aside' },
    ]);
  });

  it('names what was set aside, each once', () => {
    const aside = ['keyring', 'keys', 'sandboxRequests', 'of-an-older-version'].map((name) => ({ name }));
    expect(storedTroubles(data({ aside })).map(({ what, trouble }) => `${what} ${trouble}`)).toEqual([
      'vault aside',
      'requests aside',
      'other aside',
    ]);
  });
});

describe('tailOf', () => {
  it.each([
    ['abcdefgh1234', '1234'],
    ['abcdefg1234', ''],
    ['', ''],
  ])('of "%s" shows "%s"', (secret, tail) => expect(tailOf(secret)).toBe(tail));
});

describe('firstEnvironment', () => {
  const nothing = { wanted: null, ofPage: null, portal: null, pages: null, keyring: null };
  const ofPage = { environments: [{ id: 'production' }, { id: 'production-ua' }] };
  const keyring = keyringOf(keyOf('u', { environment: 'production-ua' }));
  const pages = { tabs: {}, last: 'production' };
  it.each([
    ['nothing is known', nothing, 'sandbox'],
    ['there is one key', { ...nothing, keyring }, 'production-ua'],
    ['one was used last', { ...nothing, keyring, pages }, 'production'],
    ['the page shows one', { ...nothing, keyring, pages, ofPage: 'sandbox' }, 'sandbox'],
    ['one is wanted', { ...nothing, pages, ofPage: 'sandbox', wanted: 'production-ua' }, 'production-ua'],
    ['the page of a portal shows none that we know', { ...nothing, portal: ofPage }, 'production'],
    ['that portal has a key', { ...nothing, portal: ofPage, keyring }, 'production-ua'],
    [
      'another portal was used last',
      { ...nothing, portal: ofPage, pages: { tabs: {}, last: 'sandbox' } },
      'production',
    ],
    ['an unknown one is wanted', { ...nothing, pages, wanted: 'x' }, 'production'],
  ])('when %s', (_, opening, id) => expect(firstEnvironment(environments, opening)).toBe(id));
});
