import { killWorker, openPopup } from '../../browser/extension.ts';
import type { Fault } from '../../portal/faults.ts';
import { expect, test } from '../fixtures.ts';
import { expectPill } from '../pill.ts';
import {
  answer,
  countdown,
  EXCHANGE,
  exchangesOf,
  expectNoUrl,
  freshKey,
  nameOf,
  getToken,
  NEXT_TRY,
  readFailure,
  WHOLE_HOUR,
} from './exchange.ts';
import { allStored, drawPauses, fireNow, storedStates, tokenAlarms } from './inside.ts';

const refusals: readonly (readonly [status: number, says: RegExp])[] = [
  [401, /refused this key/],
  [400, /can't make sense of this key/],
  [403, /refused this key/],
  [404, /doesn't know this key/],
  [422, /can't make sense of this key/],
];

test('401, 400, 403, 404, 422: one request, no retry; a text, the token gone, the key kept', async ({
  popup,
  replica,
}) => {
  for (const [status, says] of refusals) {
    await test.step(String(status), async () => {
      const key = await freshKey(popup, replica);
      await getToken(popup).click();
      await expect(countdown(popup)).toBeVisible();
      const fault = replica.faults.add(answer(status, { errors: { '': `Words for ${status}` } }));
      const words = await readFailure(popup, says);
      expect(words).toContain(`“Words for ${status}”`);
      expectNoUrl(words, key);
      await expect(countdown(popup)).toBeHidden();
      await expect(popup.getByRole('radio', { name: nameOf(key) })).toBeChecked();
      await expect.poll(() => popup.evaluate(() => chrome.action.getBadgeText({}))).toBe('!');
      // Nothing is left that could ask again by itself, and no token.
      expect((await storedStates(popup)).filter((state) => state !== 'rejected')).toEqual([]);
      expect(await tokenAlarms(popup)).toEqual([]);
      expect(await allStored(popup)).not.toContain(replica.issuedTokens.at(-1)?.token);
      expect(fault.hits).toBe(1);
      fault.remove();
    });
  }
});

const inTenMinutes = () => new Date(Date.now() + 10 * 60 * 1000).toUTCString();
const tenYears = String(10 * 365 * 24 * 60 * 60);

/** What the popup says of the wait, and whether a click is free. The quick tries are over soon here. */
const waits: readonly (readonly [what: string, status: number, header: string | null, says: RegExp, free: boolean])[] =
  [
    ['seconds', 429, '120', /Wait (02:00|01:5\d), then get a token/, false],
    ['a date', 503, inTenMinutes(), /Wait (10:0\d|09:\d\d), then get a token/, false],
    ['ten years', 503, tenYears, /Wait (60:00|59:\d\d), then get a token/, false],
    ['negative', 429, '-120', NEXT_TRY, true],
    ['rubbish', 429, 'soon', NEXT_TRY, true],
    ['none', 429, null, NEXT_TRY, true],
  ];

test(
  '429 and 503 with Retry-After: obeyed within bounds, else the usual backoff; clicks wait with a countdown',
  { tag: '@waiting' },
  async ({ context, popup, replica }) => {
    test.setTimeout(60_000);
    await drawPauses(context, 0);
    for (const [what, status, header, says, free] of waits) {
      await test.step(`${status}, ${what}`, async () => {
        const key = await freshKey(popup, replica);
        const headers: Record<string, string> = header === null ? {} : { 'retry-after': header };
        const fault = replica.faults.add(answer(status, { errors: { '': 'Later' } }, headers));
        await readFailure(popup, status === 429 ? /wants a pause/ : /trouble on its side/);
        await expect(popup.getByText(says)).toBeVisible({ timeout: 10_000 });
        await expect(getToken(popup)).toBeEnabled({ enabled: free });
        expect(exchangesOf(replica, key)).toHaveLength(free ? 4 : 1);
        fault.remove();
      });
    }
  },
);

test('429 with Retry-After: the wait survives a worker kill, for clicks in the popup and for the docs page', async ({
  context,
  popup,
  portal,
  replica,
}) => {
  const key = await freshKey(popup, replica);
  replica.faults.add(answer(429, { errors: { '': 'Too many' } }, { 'retry-after': '120' }));
  await readFailure(popup, /wants a pause/);
  await killWorker(context);
  await popup.reload();
  await expect(popup.getByText(/Wait (02:00|01:\d\d), then get a token/)).toBeVisible();
  await expect(getToken(popup)).toBeDisabled();
  const page = await portal.open();
  await expectPill(page, 'unavailable', 'sandbox');
  // What a click sends, whether or not a button lets it.
  const message = { type: 'token.get', payload: { environment: 'sandbox', fresh: true } };
  expect(await popup.evaluate((ask) => chrome.runtime.sendMessage(ask), message)).toMatchObject({
    value: { state: { state: 'unavailable', mustWait: true } },
  });
  const [alarm] = await tokenAlarms(popup);
  await fireNow(popup, alarm?.name ?? 'none');
  await expect.poll(async () => (await tokenAlarms(popup))[0]?.scheduledTime).toBeGreaterThan(Date.now() + 60_000);
  expect(exchangesOf(replica, key)).toHaveLength(1);
});

test('Retry-After: 0 is a second all the same, and then it is tried again by itself', async ({ popup, replica }) => {
  const key = await freshKey(popup, replica);
  replica.faults.add({ ...answer(503, { errors: { '': 'Busy' } }, { 'retry-after': '0' }), times: 1 });
  await getToken(popup).click();
  await expect(countdown(popup)).toHaveText(WHOLE_HOUR);
  const [first, second, ...others] = exchangesOf(replica, key);
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1000);
  expect(others).toEqual([]);
});

test(
  '503 three times, then 200: success at the fourth',
  { tag: '@waiting' },
  async ({ context, popup, replica, ownOutput }) => {
    await drawPauses(context, 0);
    const key = await freshKey(popup, replica);
    replica.faults.add({ ...answer(503, { errors: { '': 'Timeout' } }), times: 3 });
    await getToken(popup).click();
    await expect(countdown(popup)).toHaveText(WHOLE_HOUR, { timeout: 10_000 });
    await expect(popup.getByRole('alert')).toBeHidden();
    expect(exchangesOf(replica, key).map(({ status }) => status)).toEqual([503, 503, 503, 200]);
    expect(ownOutput).toEqual([]);
  },
);

test(
  '503 for ever: four tries and then an alarm; the old token is served meanwhile',
  { tag: '@waiting' },
  async ({ context, popup, portal, replica }) => {
    const key = await freshKey(popup, replica);
    const page = await portal.open();
    await expectPill(page, 'authorized', 'sandbox');
    await drawPauses(context, 0);
    const fault = replica.faults.add(answer(503, { errors: { '': 'Timeout' } }));
    await readFailure(popup, /trouble on its side/);
    await expect(popup.getByText(NEXT_TRY)).toBeVisible({ timeout: 10_000 });
    await expect(popup.getByText('The token you have still works.')).toBeVisible();
    await expect(countdown(popup)).toHaveText(WHOLE_HOUR);
    expect(fault.hits).toBe(4);

    const [alarm, ...others] = await tokenAlarms(popup);
    expect(others).toEqual([]);
    // Twelve tries an hour, after these four.
    expect(alarm?.scheduledTime).toBeGreaterThan(Date.now() + 4.5 * 60_000);
    await fireNow(popup, alarm?.name ?? 'none');
    await expect.poll(async () => (await tokenAlarms(popup))[0]?.scheduledTime).toBe(alarm?.scheduledTime);
    expect(fault.hits).toBe(4);
    await expectPill(page, 'authorized', 'sandbox');
    expect((await portal.tryIt(page)).headers['authorization']).toBe(replica.issuedTokens[0]?.token);
    expect(exchangesOf(replica, key)).toHaveLength(5);
  },
);

const token = 'eyJhbGciOiJIUzI1NiJ9.eyJjYW5hcnkiOjF9.c2lnbmF0dXJl';
const json = { 'content-type': 'application/json' };
const MIB = 1024 * 1024;

function* longBody(mebibytes: number, count: () => void) {
  yield `{"jwt":"${token}","more":"`;
  for (let sent = 0; sent < mebibytes; sent += 1) {
    count();
    yield 'a'.repeat(MIB);
  }
  yield '"}';
}

const nonsense: readonly (readonly [what: string, answer: Omit<Fault, 'path'>])[] = [
  ['a token of 100 kB', { headers: json, body: JSON.stringify({ jwt: 'a'.repeat(100_000) }) }],
  ['a token of 20 kB', { headers: json, body: JSON.stringify({ jwt: 'a'.repeat(20_000) }) }],
  ['cut JSON', { headers: json, body: `{"jwt":"${token}` }],
  ['null', { headers: json, body: 'null' }],
  ['[]', { headers: json, body: '[]' }],
  ['{"jwt":1}', { headers: json, body: '{"jwt":1}' }],
  ['HTML', { headers: { 'content-type': 'text/html' }, body: `<h1>Sign in</h1>{"jwt":"${token}"}` }],
  ['text/plain', { headers: { 'content-type': 'text/plain' }, body: JSON.stringify({ jwt: token }) }],
  ['204', { status: 204, body: '' }],
  ['__proto__', { headers: json, body: `{"__proto__":{"jwt":"${token}"}}` }],
  ['a token with a line break', { headers: json, body: JSON.stringify({ jwt: `${token}\r\nX-Evil: 1` }) }],
];

test('answers that are no token: "unexpected answer", and nothing stored', async ({
  context,
  popup,
  replica,
  ownOutput,
}) => {
  test.setTimeout(60_000);
  await drawPauses(context, 0);
  for (const [what, fault] of nonsense) {
    await test.step(what, async () => {
      const key = await freshKey(popup, replica);
      const handle = replica.faults.add({ path: EXCHANGE, ...fault });
      const words = await readFailure(popup, /The answer wasn't a token/);
      expectNoUrl(words, key);
      await expect(popup.getByText(NEXT_TRY)).toBeVisible();
      await expect(countdown(popup)).toBeHidden();
      expect(exchangesOf(replica, key)).toHaveLength(2);
      const stored = await allStored(popup);
      for (const canary of [token, 'aaaaaaaa', 'Sign in', 'X-Evil']) expect(stored).not.toContain(canary);
      handle.remove();
    });
  }
  expect(ownOutput).toEqual([]);
});

test('a byte order mark before the JSON is no part of the token', async ({ popup, replica }) => {
  await freshKey(popup, replica);
  replica.faults.add({ path: EXCHANGE, headers: json, body: `\u{feff}${JSON.stringify({ jwt: token })}` });
  await getToken(popup).click();
  await expect(countdown(popup)).toBeVisible();
  expect(await allStored(popup)).toContain(`"value":"${token}"`);
});

test('200 MB of JSON: not read, "unexpected answer", nothing stored', async ({ context, popup, replica }) => {
  await drawPauses(context, 0);
  const key = await freshKey(popup, replica);
  let mebibytes = 0;
  const body = () => longBody(200, () => (mebibytes += 1));
  replica.faults.add({ path: EXCHANGE, headers: json, body, times: 2 });
  const ended = replica.nextOutcome(EXCHANGE);
  expectNoUrl(await readFailure(popup, /The answer wasn't a token/), key);
  expect((await ended).outcome).toBe('aborted');
  // What is left lies in the buffers of both ends.
  expect(mebibytes).toBeLessThan(30);
  expect(await allStored(popup)).not.toContain(token);
  await expect(popup.getByText(NEXT_TRY)).toBeVisible();
  await getToken(popup).click();
  await expect(countdown(popup)).toBeVisible();
});

const said: readonly (readonly [what: string, errors: unknown, reads: string | RegExp])[] = [
  ['errors as an object', { '': 'The key is over.', apiKey: 'Ask again.' }, '“The key is over. · Ask again.”'],
  ['errors as a list', ['The key is over.', 'Ask again.'], '“The key is over. · Ask again.”'],
  ['markup', ['<img src=x onerror=alert(1)><b>bold</b>'], '“<img src=x onerror=alert(1)><b>bold</b>”'],
  ['50 kB of text', ['word '.repeat(10_000)], /“(word ){59}word ?”/],
  ['direction overrides', ['a\u202Eb\u2066c\u200Fd\u0000e'], '“a b c d e”'],
];

test('the API’s own words: both error shapes, markup, direction overrides, as plain text of 300 characters', async ({
  popup,
  replica,
}) => {
  for (const [what, errors, reads] of said) {
    await test.step(what, async () => {
      const key = await freshKey(popup, replica);
      const fault = replica.faults.add(answer(422, { success: false, errors }));
      const words = await readFailure(popup, /can't make sense of this key/);
      expectNoUrl(words, key);
      const alert = popup.getByRole('alert');
      await expect(alert).toContainText(reads);
      await expect(alert.locator('img, b, script, a')).toHaveCount(0);
      expect(/“(.*)”/su.exec(words)?.[1]?.length).toBeLessThanOrEqual(300);
      fault.remove();
    });
  }
});

test('1 MB of words: the status is told, and none of them', async ({ popup, replica }) => {
  await freshKey(popup, replica);
  replica.faults.add(answer(403, { errors: ['word '.repeat(MIB / 5)] }));
  const words = await readFailure(popup, /refused this key/);
  expect(words).not.toContain('word');
});

const elsewhere = 'collector.evil.test';

test.describe('redirects', () => {
  test.use({ launch: { hosts: ['*.evil.test'] } });

  test('redirects to elsewhere, to http, to itself: refused, and nothing follows', async ({
    context,
    popup,
    replica,
  }) => {
    await drawPauses(context, 0);
    for (const location of [
      `https://${elsewhere}/collect`,
      `http://api-stage.novapost.pl${EXCHANGE}`,
      `https://api-stage.novapost.pl${EXCHANGE}`,
    ]) {
      await test.step(location, async () => {
        const key = await freshKey(popup, replica);
        const fault = replica.faults.add({ path: EXCHANGE, status: 307, headers: { location }, body: '' });
        expectNoUrl(await readFailure(popup, /The answer wasn't a token/), key);
        await expect(popup.getByText(NEXT_TRY)).toBeVisible();
        expect(fault.hits).toBe(2);
        expect(exchangesOf(replica, key)).toHaveLength(2);
        fault.remove();
      });
    }
    expect(replica.requests.filter(({ host }) => host !== 'api-stage.novapost.pl')).toEqual([]);
  });
});

const PHONE = '498213437654';
const ISSUE = '/v.1.0/test-api-keys';

test('new sandbox key, worker killed in flight: exactly one request, "never answered", nothing repeats by itself', async ({
  context,
  popup,
  replica,
}) => {
  replica.registerPhone(PHONE);
  const held = replica.faults.hold({ method: 'POST', path: ISSUE });
  await popup.getByRole('textbox', { name: 'Phone number' }).fill(PHONE);
  await popup.getByRole('button', { name: 'New sandbox key' }).click();
  await held.arrived();
  await killWorker(context);
  await expect(popup.getByRole('alert')).toContainText(/The last request was never answered/);
  held.release();
  await killWorker(context);
  await popup.reload();
  await popup.getByRole('textbox', { name: 'Phone number' }).fill(PHONE);
  await popup.getByRole('button', { name: 'New sandbox key' }).click();
  await expect(popup.getByRole('alert')).toContainText(/The last request was never answered/);
  expect(replica.requestsTo(ISSUE)).toHaveLength(1);
});

test('new sandbox key from 10 popups at once: exactly one request, and its key in all of them', async ({
  context,
  popup,
  replica,
}) => {
  replica.registerPhone(PHONE);
  const popups = [popup, ...(await Promise.all(Array.from({ length: 9 }, () => openPopup(context))))];
  for (const each of popups) await each.getByRole('textbox', { name: 'Phone number' }).fill(PHONE);
  const held = replica.faults.hold({ method: 'POST', path: ISSUE });
  const make = { name: 'New sandbox key' };
  await Promise.all(popups.map((each) => each.getByRole('button', make).evaluate((button) => Object(button).click())));
  await held.arrived();
  const told = popups.map((each) => each.getByRole('alert').filter({ hasText: 'never answered' }));
  const count = async () => (await Promise.all(told.map((alert) => alert.count()))).reduce((a, b) => a + b, 0);
  await expect.poll(count).toBe(9);
  held.release();
  for (const each of popups) {
    await expect(each.getByRole('list', { name: 'Saved keys' }).getByRole('radio')).toBeChecked();
  }
  expect(replica.requestsTo(ISSUE)).toHaveLength(1);
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);
});
