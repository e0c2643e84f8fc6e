import type { Fault } from '../../portal/faults.ts';
import type { Replica } from '../../portal/replica.ts';
import { expect, test } from '../fixtures.ts';
import {
  countdown,
  EXCHANGE,
  exchangesOf,
  expectNoUrl,
  freshKey,
  getToken,
  NEXT_TRY,
  readFailure,
} from './exchange.ts';
import { drawPauses, tokenRecords } from './inside.ts';

const HOST = 'api-stage.novapost.pl';
const CANT_REACH = /api-stage\.novapost\.pl can't be reached/;

/** Ways in which no request reaches the API at all. */
const unreached = [
  { what: 'refused', launch: { refused: [HOST] } },
  { what: 'unknown host', launch: { unreachable: [HOST] } },
  { what: 'bad TLS', launch: {}, spoil: (replica: Replica) => replica.distrust(HOST) },
] as const;

for (const { what, launch, ...rest } of unreached) {
  test.describe(what, () => {
    test.use({ launch });

    test(
      `${what}: "can't be reached", the flight released, no URL in any text`,
      { tag: '@waiting' },
      async ({ context, popup, replica, ownOutput }) => {
        await drawPauses(context, 0);
        if ('spoil' in rest) rest.spoil(replica);
        const key = await freshKey(popup, replica);
        expectNoUrl(await readFailure(popup, CANT_REACH), key);
        await expect(popup.getByText(NEXT_TRY)).toBeVisible({ timeout: 10_000 });
        const attempts = async () => (await tokenRecords(popup)).map(({ attempt }) => attempt);
        expect(await attempts()).toEqual([4]);
        await getToken(popup).click();
        await expect.poll(attempts).toEqual([5]);
        await expect(getToken(popup)).toBeEnabled();
        await expect(popup.getByRole('alert')).toContainText(CANT_REACH);
        expect(replica.requests).toEqual([]);
        expect(ownOutput).toEqual([]);
      },
    );
  });
}

test(
  'reset within the body: "can\'t be reached", and a click once it is over brings the token',
  { tag: '@waiting' },
  async ({ context, popup, replica, ownOutput }) => {
    await drawPauses(context, 0);
    const key = await freshKey(popup, replica);
    const fault = replica.faults.add({ path: EXCHANGE, drop: 'mid-body' });
    expectNoUrl(await readFailure(popup, CANT_REACH), key);
    await expect(popup.getByText(NEXT_TRY)).toBeVisible({ timeout: 10_000 });
    expect(exchangesOf(replica, key)).toHaveLength(4);
    fault.remove();
    await getToken(popup).click();
    await expect(countdown(popup)).toBeVisible();
    expect(exchangesOf(replica, key)).toHaveLength(5);
    expect(ownOutput).toEqual([]);
  },
);

const slow: readonly (readonly [what: string, fault: Fault])[] = [
  ['no first byte', { path: EXCHANGE, delayMs: 60_000, times: 1 }],
  ['one byte a second', { path: EXCHANGE, trickle: { bytes: 1, everyMs: 1000 }, times: 1 }],
];

for (const [what, fault] of slow) {
  test(`${what}: given up after 10 s, the flight released, no URL in any text`, async ({
    context,
    popup,
    replica,
    ownOutput,
  }) => {
    test.setTimeout(45_000);
    // Two seconds, to read the words in.
    await drawPauses(context, 0.99);
    const key = await freshKey(popup, replica);
    replica.faults.add(fault);
    const ended = replica.nextOutcome(EXCHANGE, 15_000);
    const words = readFailure(popup, /took too long/, 15_000);
    const given = await ended;
    expect(Date.now() - given.at).toBeLessThan(11_000);
    expect(given.outcome).toBe('aborted');
    expectNoUrl(await words, key);
    await expect(countdown(popup)).toBeVisible();
    expect(exchangesOf(replica, key)).toHaveLength(2);
    expect(ownOutput).toEqual([]);
  });
}
