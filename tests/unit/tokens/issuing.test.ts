import { beforeEach, describe, expect, it } from 'vitest';
import type { IssueResult } from '../../../utils/api/portal-api';
import type { Failure } from '../../../utils/failure';
import { createIssuing } from '../../../utils/tokens/issuing';
import type { TokenAnswer } from '../../../utils/tokens/service';
import { requestsFor, type SandboxRequests } from '../../../utils/tokens/sandbox-requests';
import { novaPost } from '../../../utils/portals/novapost';
import type { NewKey } from '../../../utils/vault/keys';
import { createClock, settle, type Clock } from '../support/clock';
import { failing } from '../support/exchange';
import { memoryRecord, type MemoryRecord } from '../support/memory-record';
import { add, merchant, parcels } from '../support/portals';

const PHONE = '498215550100';
const DAY = 24 * 60 * 60 * 1000;
const issued = { secret: 'abc', createdAt: 1, validUntil: 2, status: 'active', label: '' } as const;

let clock: Clock;
let requests: MemoryRecord<SandboxRequests>;
let sent: { environment: string; phone: string; recorded: unknown }[];
let added: NewKey[];
let online: boolean;
let answer: () => Promise<IssueResult>;
let keys: ReturnType<typeof createIssuing>;

/** Another worker: its memory is new, storage is not. */
const start = () =>
  createIssuing({
    requests,
    issueKey: (environment, { phone = '' }) => {
      sent.push({ environment, phone, recorded: requests.current()[phone] });
      return answer();
    },
    tokenOf: () => Promise.reject(new Error('Nova Post wants no token for this')),
    addKey: async (key) => ({ id: `k${added.push(key)}` }),
    isOnline: () => online,
    now: clock.now,
  });

beforeEach(() => {
  clock = createClock();
  requests = memoryRecord<SandboxRequests>({});
  sent = [];
  added = [];
  online = true;
  answer = async () => ({ ok: true, key: issued });
  keys = start();
});

const ask = (phone = PHONE) => keys.request('sandbox', { phone });

it('stores the key with what the API says of it, after the request was recorded', async () => {
  const at = clock.now();
  expect(await ask('+49 (821) 555-01-00')).toEqual({ outcome: 'made', keyId: 'k1', again: at + DAY });
  expect(sent).toEqual([{ environment: 'sandbox', phone: PHONE, recorded: { at, answered: false } }]);
  expect(added).toEqual([
    { ...issued, environment: 'sandbox', source: 'phone', label: '', organization: '', permissions: [] },
  ]);
  expect(requests.current()).toEqual({ [PHONE]: { at, answered: true } });
});

describe('exactly one request', () => {
  it('for ten popups that ask at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => ask()));
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['made', ...Array<string>(9).fill('too-early')]);
    expect(sent).toHaveLength(1);
  });

  it('for a double click while the answer is on its way', async () => {
    answer = () => new Promise(() => undefined);
    void ask();
    await settle();
    expect(await ask()).toEqual({ outcome: 'too-early', mayExist: true, again: clock.now() + DAY });
    expect(sent).toHaveLength(1);
  });

  it('for a worker that is killed in flight: the next one knows, and says that a key may exist', async () => {
    answer = () => new Promise(() => undefined);
    void ask();
    await settle();
    keys = start();
    expect(await ask()).toMatchObject({ outcome: 'too-early', mayExist: true });
    expect(sent).toHaveLength(1);
  });

  it('a day for each phone, and the next as soon as the day is over', async () => {
    await ask();
    await clock.advance(DAY - 1);
    expect(await ask()).toEqual({ outcome: 'too-early', mayExist: false, again: clock.now() + 1 });
    expect(await ask('48123456789')).toMatchObject({ outcome: 'made' });
    await clock.advance(1);
    expect(await ask()).toMatchObject({ outcome: 'made' });
    expect(sent.map(({ phone }) => phone)).toEqual([PHONE, '48123456789', PHONE]);
  });

  it('is not blocked for longer by a clock that was set back', async () => {
    await ask();
    clock.set(clock.now() - 2 * DAY);
    expect(await ask()).toMatchObject({ outcome: 'made' });
  });

  it('and what forbids nothing any more is not kept', async () => {
    await ask('48123456789');
    await clock.advance(DAY);
    await ask();
    expect(Object.keys(requests.current())).toEqual([PHONE]);
  });
});

describe('another portal that asks for a phone number', () => {
  const MINUTE = 60 * 1000;
  const askOther = (phone = PHONE) => keys.request('p-parcels/1', { phone });

  beforeEach(() => {
    if (!novaPost.issuing) throw new Error('Nova Post issues keys');
    add({ ...parcels, issuing: { ...novaPost.issuing, environment: 'p-parcels/1', intervalMs: MINUTE } });
  });

  it('has a rule of its own, and takes nothing from ours', async () => {
    await ask();
    await clock.advance(2 * MINUTE);
    expect(await askOther('48123456789')).toMatchObject({ outcome: 'made' });
    expect(await ask()).toMatchObject({ outcome: 'too-early' });
    expect(await askOther()).toMatchObject({ outcome: 'made' });
    expect(await askOther()).toMatchObject({ outcome: 'too-early' });
    expect(await ask()).toMatchObject({ outcome: 'too-early' });
    await clock.advance(MINUTE);
    expect(await askOther()).toMatchObject({ outcome: 'made' });
  });

  it('has requests of its own', async () => {
    await ask();
    await askOther();
    await askOther('48123456789');
    const all = requests.current();
    expect(Object.keys(requestsFor(all, 'sandbox'))).toEqual([PHONE]);
    expect(Object.keys(requestsFor(all, 'p-parcels/1'))).toEqual([PHONE, '48123456789']);
  });
});

describe('a request that is not sent', () => {
  it.each([
    ['082155', { outcome: 'bad-phone' }],
    ['not a number', { outcome: 'bad-phone' }],
    ['+380 50 123 45 67', { outcome: 'refused-country', use: 'production-ua' }],
  ])('%s', async (phone, outcome) => {
    expect(await ask(phone)).toEqual(outcome);
    expect(sent).toEqual([]);
    expect(requests.writes()).toBe(0);
  });

  it('offline', async () => {
    online = false;
    expect(await ask()).toEqual({ outcome: 'not-sent', failure: { kind: 'offline' } });
    expect(sent).toEqual([]);
    online = true;
    expect(await ask()).toMatchObject({ outcome: 'made' });
  });

  it.each<Failure>([{ kind: 'no-permission' }, { kind: 'offline' }])(
    '%j: found out only then; the day is not used up',
    async (failure) => {
      answer = async () => ({ ...failing(failure), fields: {} });
      expect(await ask()).toEqual({ outcome: 'not-sent', failure });
      expect(requests.current()).toEqual({});
      answer = async () => ({ ok: true, key: issued });
      expect(await ask()).toMatchObject({ outcome: 'made' });
    },
  );

  it('if it cannot be recorded first', async () => {
    requests.refuseWrites(new Error('quota'));
    await expect(ask()).rejects.toThrow('quota');
    expect(sent).toEqual([]);
  });
});

describe('a request that fails', () => {
  it.each<[Failure, boolean]>([
    [{ kind: 'refused', status: 400, said: 'Invalid phone format' }, false],
    [{ kind: 'refused', status: 404, said: 'Client not found' }, false],
    [{ kind: 'refused', status: 409, said: 'Multiple matching clients found' }, false],
    [{ kind: 'rate-limited', said: 'Daily limit reached' }, false],
    [{ kind: 'server-error', status: 503, said: '' }, true],
    [{ kind: 'timeout' }, true],
    [{ kind: 'unreachable' }, true],
    [{ kind: 'unexpected-answer' }, true],
  ])('%j: a key may exist %s, and nothing repeats by itself', async (failure, mayExist) => {
    answer = async () => ({ ...failing(failure, 1000), fields: {} });
    const again = clock.now() + DAY;
    expect(await ask()).toEqual({ outcome: 'failed', failure, mayExist, again, fields: {} });
    await clock.advance(DAY - 1);
    expect(await ask()).toEqual({ outcome: 'too-early', mayExist, again });
    expect(sent).toHaveLength(1);
    expect(added).toEqual([]);
  });
});

it('a number is forgotten once its request forbids nothing any more, and no sooner', async () => {
  await ask();
  await clock.advance(DAY - 1);
  await keys.prune();
  expect(Object.keys(requests.current())).toEqual([PHONE]);
  await clock.advance(1);
  await keys.prune();
  expect(requests.current()).toEqual({});
});

it('a number is not kept for longer because another portal makes its keys less often', async () => {
  const { issuing } = merchant;
  if (!issuing) throw new Error('It makes keys');
  const YEAR = 365 * DAY;
  add({ ...merchant, issuing: { ...issuing, intervalMs: YEAR } });
  const other = `${issuing.environment} app-1 Mine`;
  await requests.update(() => ({ [other]: { at: clock.now(), answered: true } }));
  await ask();
  await clock.advance(DAY);
  await keys.prune();
  expect(Object.keys(requests.current())).toEqual([other]);
  await clock.advance(YEAR - DAY);
  await ask();
  expect(Object.keys(requests.current())).toEqual([PHONE]);
});

describe('a key that another portal makes', () => {
  const entered = { id: ' app-1 ', description: 'Mine' };
  let asked: { values: unknown; token: string }[];
  let made: { key: NewKey; makesActive: boolean }[];
  let token: TokenAnswer;
  const begin = () =>
    createIssuing({
      requests,
      issueKey: async (_environment, values, sentToken) => {
        asked.push({ values, token: sentToken });
        return answer();
      },
      tokenOf: async () => token,
      addKey: async (key, makesActive) => ({ id: `k${made.push({ key, makesActive })}` }),
      isOnline: () => online,
      now: clock.now,
    });

  beforeEach(() => {
    add(merchant);
    asked = [];
    made = [];
    token = {
      token: { id: 't', value: 'pasted', receivedAt: 0, expiresAt: 1e15 },
      state: { state: 'ready', expiresAt: 1e15 },
    };
  });

  it('carries the token, is stored, and is not the one in use', async () => {
    expect(await begin().request('p-merchant/1', entered)).toMatchObject({ outcome: 'made', keyId: 'k1' });
    expect(asked).toEqual([{ values: { id: 'app-1', description: 'Mine' }, token: 'pasted' }]);
    expect(made).toMatchObject([
      { key: { environment: 'p-merchant/1', source: 'issued', secret: 'abc' }, makesActive: false },
    ]);
  });

  it('may be asked for as often as one likes, and nothing is noted', async () => {
    const issuing = begin();
    await issuing.request('p-merchant/1', entered);
    expect(await issuing.request('p-merchant/1', entered)).toMatchObject({ outcome: 'made', keyId: 'k2' });
    expect(requests.current()).toEqual({});
  });

  it.each([
    [{ id: 'app-1', description: '' }, 'description', 'empty'],
    [{ id: 'app-1' }, 'description', 'empty'],
    [{ id: ' ', description: 'x' }, 'id', 'empty'],
    [{ id: 'app-1', description: 'x'.repeat(51) }, 'description', 'too-long'],
  ])('is not asked for with %j', async (values, field, problem) => {
    expect(await begin().request('p-merchant/1', values)).toEqual({ outcome: 'bad-field', field, problem });
    expect(asked).toEqual([]);
  });

  it.each<[TokenAnswer['state'], Failure]>([
    [
      { state: 'rejected', failure: { kind: 'refused', status: 401, said: 'No' } },
      { kind: 'refused', status: 401, said: 'No' },
    ],
    [
      { state: 'unavailable', failure: { kind: 'timeout' }, retryAt: 1, mustWait: false, expiresAt: null },
      { kind: 'timeout' },
    ],
    [{ state: 'locked' }, { kind: 'ended' }],
    [{ state: 'none' }, { kind: 'ended' }],
  ])('is not asked for without a token, and why there is none is told: %j', async (state, failure) => {
    token = { token: null, state };
    expect(await begin().request('p-merchant/1', entered)).toEqual({ outcome: 'not-sent', failure });
    expect(asked).toEqual([]);
  });

  it("comes back with what is wrong with each field, in the API's words", async () => {
    const failure: Failure = { kind: 'refused', status: 400, said: 'No' };
    answer = async () => ({ ...failing(failure), fields: { description: 'Taken' } });
    expect(await begin().request('p-merchant/1', entered)).toMatchObject({ failure, fields: { description: 'Taken' } });
  });
});
