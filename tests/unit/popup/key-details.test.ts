import { beforeEach, describe, expect, it } from 'vitest';
import type { TokenState } from '../../../utils/token-state';
import { isoDate, parseDate } from '../../../utils/popup/dates';
import { keyOf, keyringOf } from '../support/keys';
import { popupWorld } from './popup-world';

const NOW = 1_000_000_000_000;
const DAY = 24 * 60 * 60 * 1000;
const END = NOW + 10 * DAY + 1234;

const keyring = keyringOf(
  keyOf('a', {
    label: 'Shop',
    organization: 'Acme',
    validUntil: END,
    secret: '0123456789abcdef',
    permissions: ['read', 'write'],
  }),
  keyOf('b'),
  keyOf('c'),
);

let world: ReturnType<typeof popupWorld>;

beforeEach(async () => {
  world = popupWorld({ keyring });
  Object.assign(world.background, {
    'key.edit': {},
    'key.replace': { problem: null },
    'key.move': {},
    'key.remove': {},
  });
  await world.store.open();
  await world.store.openDetails('a');
});

/** The details that are open, and the key as it is shown. */
function opened() {
  const details = world.store.details.value;
  const view = world.store.keys.value.find(({ id }) => id === details?.keyId);
  if (!details || !view) throw new Error('No details are open');
  return { details, view, environment: world.store.selected.value };
}

describe('edited', () => {
  it('shows what is saved, and what is typed over it', () => {
    const { details, view } = opened();
    expect(details.fields(view)).toMatchObject({ label: 'Shop', organization: 'Acme', validUntil: isoDate(END) });
    expect(details.isDirty(view)).toBe(false);
    details.type({ label: 'Store' });
    expect(details.fields(view)).toMatchObject({ label: 'Store', organization: 'Acme' });
    expect(details.isDirty(view)).toBe(true);
    details.type({ label: 'Shop' });
    expect(details.isDirty(view)).toBe(false);
  });

  it('sends all of it, without the spaces around; an untouched end keeps its ms', async () => {
    const { details, view } = opened();
    details.type({ label: ' Store ', organization: ' ' });
    expect(await details.save(view)).toBe(true);
    const payload = { keyId: 'a', label: 'Store', organization: '', validUntil: END, permissions: ['read', 'write'] };
    expect(world.asked()).toEqual([{ type: 'key.edit', payload }]);
    expect(world.store.news.value).toEqual({ news: 'keyEdited' });
    expect(details.isDirty(view)).toBe(false);
  });

  it('sends other permissions; ticked in another order they are the same', async () => {
    const { details, view } = opened();
    expect(view.permissions).toEqual(['read', 'write']);
    details.type({ permissions: ['write', 'read'] });
    expect(details.isDirty(view)).toBe(false);
    details.type({ permissions: ['read'] });
    expect(details.fields(view).permissions).toEqual(['read']);
    expect(details.isDirty(view)).toBe(true);
    await details.save(view);
    expect(world.asked()).toMatchObject([{ payload: { label: 'Shop', permissions: ['read'] } }]);
  });

  it.each([
    ['2027-02-03', parseDate('2027-02-03')],
    ['', null],
  ])('sends the end of the day “%s”', async (text, validUntil) => {
    const { details, view } = opened();
    details.typeDate(text, false);
    await details.save(view);
    expect(world.asked()).toMatchObject([{ payload: { validUntil } }]);
  });

  it('sends nothing while half a date is there, and doesn’t lose it', async () => {
    const { details, view } = opened();
    details.typeDate('', true);
    expect(details.isDirty(view)).toBe(true);
    expect(await details.save(view)).toBe(false);
    expect(world.asked()).toEqual([]);
  });

  it('keeps what was typed if nobody answers', async () => {
    const { details, view } = opened();
    delete world.background['key.edit'];
    details.type({ label: 'Store' });
    expect(await details.save(view)).toBe(false);
    expect(details.isDirty(view)).toBe(true);
    expect(world.store.alarm.value).toEqual({ alarm: 'noAnswer' });
  });
});

describe('replaced', () => {
  const replace = (text: string) => {
    const { details } = opened();
    details.toggleReplacing();
    details.typeSecret(text);
    return details.replace();
  };

  it('sends the new secret, and forgets what was typed', async () => {
    expect(await replace('fedcba9876543210')).toBe(true);
    expect(world.asked()).toEqual([{ type: 'key.replace', payload: { keyId: 'a', secret: 'fedcba9876543210' } }]);
    const { details } = opened();
    expect([details.secret.value, details.replacing.value]).toEqual(['', false]);
    expect(world.store.news.value).toEqual({ news: 'keyReplaced' });
  });

  it.each([
    ['', 'empty'],
    ['two words', 'has-spaces'],
    ['https://my.novapost.com', 'is-a-url'],
    [' 0123456789abcdef ', 'already-saved'],
  ])('“%s” isn’t sent', async (text, problem) => {
    expect(await replace(text)).toBe(false);
    const { details } = opened();
    expect(details.problem.value).toBe(problem);
    expect(world.asked()).toEqual([]);
    details.typeSecret('x');
    expect(details.problem.value).toBeNull();
  });

  it('tells what only the background can know', async () => {
    world.background['key.replace'] = { problem: 'already-saved' };
    expect(await replace('secret-b')).toBe(false);
    expect(opened().details).toMatchObject({ problem: { value: 'already-saved' }, secret: { value: 'secret-b' } });
  });

  it('closing the form forgets what was typed', () => {
    const { details, view } = opened();
    details.toggleReplacing();
    details.typeSecret('half');
    expect(details.isDirty(view)).toBe(true);
    details.toggleReplacing();
    expect(details.isDirty(view)).toBe(false);
  });
});

describe('tested', () => {
  const refused = { kind: 'refused', status: 401, said: '' } as const;
  const limited = { kind: 'rate-limited', said: '' } as const;
  const unavailable = { state: 'unavailable', failure: limited, expiresAt: null } as const;

  it.each<[TokenState, unknown]>([
    [
      { state: 'ready', expiresAt: NOW + 1 },
      { result: 'works', at: NOW },
    ],
    [
      { state: 'rejected', failure: refused },
      { result: 'failed', failure: refused, retryAt: null },
    ],
    [
      { ...unavailable, retryAt: NOW + 5, mustWait: true },
      { result: 'failed', failure: limited, retryAt: NOW + 5 },
    ],
    [
      { ...unavailable, retryAt: NOW + 5, mustWait: false },
      { result: 'failed', failure: limited, retryAt: null },
    ],
    [
      { ...unavailable, retryAt: NOW, mustWait: true },
      { result: 'failed', failure: limited, retryAt: null },
    ],
  ])('%j', async (state, result) => {
    world.background['key.test'] = { state };
    const { details, environment } = opened();
    await details.test(environment);
    expect(details.tested.value).toEqual(result);
    expect(world.asked()).toEqual([{ type: 'key.test', payload: { keyId: 'a' } }]);
  });

  it('a key that is gone or locked gives no result', async () => {
    world.background['key.test'] = { state: { state: 'none' } };
    const { details, environment } = opened();
    await details.test(environment);
    expect(details.tested.value).toBeNull();
    expect(world.store.alarm.value).toEqual({ alarm: 'keyGone' });
  });

  it('asks for a host within the click, and for no token without it', async () => {
    const made = popupWorld(
      { keyring: keyringOf(keyOf('u', { environment: 'production-ua' })) },
      { wanted: 'production-ua' },
    );
    made.browser.allows = false;
    await made.store.open();
    await made.store.openDetails('u');
    const testing = made.store.details.value?.test(made.store.selected.value);
    expect(made.permissionAsks).toEqual([['https://api.novaposhta.ua/*']]);
    await testing;
    expect(made.asked()).toEqual([]);
    expect(made.store.alarm.value).toEqual({ alarm: 'notAllowedToken', environment: 'production-ua' });
  });
});

describe('moved', () => {
  it.each([
    ['b', -1, 'a', 1],
    ['b', 1, null, 3],
    ['a', 1, 'c', 2],
    ['c', -1, 'b', 2],
  ] as const)('%s by %i', async (keyId, by, before, place) => {
    await world.store.openDetails(keyId);
    await opened().details.move(world.store.keys.value, by, 'Label');
    expect(world.asked()).toEqual([{ type: 'key.move', payload: { keyId, before } }]);
    expect(world.store.news.value).toEqual({ news: 'keyMoved', label: 'Label', place, of: 3 });
  });

  it('no further than to the ends', async () => {
    await opened().details.move(world.store.keys.value, -1, 'Label');
    await world.store.openDetails('c');
    await opened().details.move(world.store.keys.value, 1, 'Label');
    expect(world.asked()).toEqual([]);
  });
});

describe('left', () => {
  it('by going back, to the list', () => {
    const { details } = opened();
    details.close();
    expect(world.store.details.value).toBeNull();
    expect(details.returns()).toBe(true);
  });

  it('for another environment', () => {
    world.store.seek('Shop');
    world.store.select('production');
    expect([world.store.details.value, world.store.search.value]).toEqual([null, '']);
  });

  it('with the key that is removed', async () => {
    await world.store.removeKey('a');
    expect(world.store.details.value).toBeNull();
  });

  it.each([
    ['498213437654', '+498213437654'],
    [null, 'typed'],
  ])('for the next sandbox key, of the number %s', (phone, shown) => {
    const { details, environment } = opened();
    world.store.drafts.enter('sandbox', 'phone', 'typed');
    details.renew(environment, phone);
    expect(world.store.details.value).toBeNull();
    expect(details.returns()).toBe(false);
    expect(world.store.adding.value).toBe(true);
    expect(world.store.draft.value).toMatchObject({ values: { phone: shown }, renews: true });
    world.store.toggleAdding();
    expect(world.store.draft.value.renews).toBe(false);
  });
});

it('the list is the same from second to second and from token to token, and new with the minute', async () => {
  const before = world.store.keys.value;
  world.tick(1000);
  await world.records.tokens.update(() => ({ c: { state: 'fetching', since: NOW, attempt: 1 } }));
  expect(world.store.view.value.token).toEqual({ show: 'fetching' });
  expect(world.store.keys.value).toBe(before);
  world.tick(60_000);
  expect(world.store.keys.value).not.toBe(before);
});

it('an end is near for 30 days, and then it is over', () => {
  const ends = () => world.store.keys.value.map(({ endsSoon, status }) => [endsSoon, status])[0];
  expect(ends()).toEqual([true, null]);
  world.tick(11 * DAY);
  expect(ends()).toEqual([false, 'expired']);
});
