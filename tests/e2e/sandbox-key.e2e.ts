import type { Page } from '@playwright/test';
import type { Fault } from '../portal/faults.ts';
import type { Replica } from '../portal/replica.ts';
import { expect, test } from './fixtures.ts';

const PHONE = '498213437654';
const ISSUE = '/v.1.0/test-api-keys';

const ask = async (popup: Page, phone: string) => {
  await popup.getByRole('textbox', { name: 'Phone number' }).fill(phone);
  await popup.getByRole('button', { name: 'New sandbox key' }).click();
};

test('the new key shows what the API says of it, and its token is there at once', async ({ popup, replica }) => {
  replica.registerPhone(PHONE);
  await ask(popup, '0049 821 3437654');
  const keys = popup.getByRole('list', { name: 'Saved keys' });
  await expect(keys.getByRole('radio')).toBeChecked();
  await expect(keys).toContainText(/active/i);
  await expect(popup.getByRole('timer')).toHaveText(/^(60:00|59:\d\d)$/);
  expect(replica.requestsTo(ISSUE).map(({ body }) => body)).toEqual([JSON.stringify({ phone: PHONE })]);
});

interface Row {
  readonly title: string;
  readonly phone?: string;
  readonly set?: (replica: Replica) => void;
  readonly fault?: Fault;
  readonly says: RegExp;
  /** Requests that the API saw. */
  readonly sent: number;
}

const answer = (status: number, errors: unknown): Fault => ({
  method: 'POST',
  path: ISSUE,
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ success: false, errors }),
});

/** Each with a number of its own: one has one request a day. */
const rows: readonly Row[] = [
  { title: 'no number', phone: 'abc', says: /isn't a whole phone number/, sent: 0 },
  {
    title: 'a Ukrainian number',
    phone: '+380 67 123 45 67',
    says: /no sandbox keys for numbers of this country/,
    sent: 0,
  },
  // The first that is sent: a request that a kept connection broke under is sent again by Chromium itself.
  {
    title: 'a cut connection',
    fault: { path: ISSUE, drop: 'before-headers' },
    says: /broke.*may have been made/s,
    sent: 1,
  },
  { title: '400', fault: answer(400, ['Invalid phone format']), says: /didn't accept this number/, sent: 1 },
  { title: '404: not registered', says: /No account has this number/, sent: 1 },
  {
    title: '409: several clients',
    fault: answer(409, ['Multiple matching clients found']),
    says: /Several accounts/,
    sent: 1,
  },
  { title: '429: daily limit', fault: answer(429, ['Daily limit reached']), says: /request is used up/, sent: 1 },
  {
    title: 'an answer that is none',
    fault: { path: ISSUE, status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Sign in</h1>' },
    says: /wasn't a key.*may have been made/s,
    sent: 1,
  },
  // The last: Chromium itself refuses what is asked right after a 5xx.
  { title: '503', fault: answer(503, { '': 'Timeout' }), says: /trouble on its side.*may have been made/s, sent: 1 },
];

test('what a person reads after an answer that is no key', async ({ popup, replica, ownOutput }) => {
  let requests = 0;
  for (const [at, { title, phone = `+49 821 343760${at}`, fault, says, sent }] of rows.entries())
    await test.step(title, async () => {
      replica.faults.clear();
      if (fault) replica.faults.add(fault);
      await ask(popup, phone);
      const alert = popup.getByRole('alert');
      await expect(alert).toContainText(says);
      if (sent > 0) await expect(alert).toContainText(/Next request for this number: .+\d/);
      await expect(alert).not.toContainText(/\b[45]\d\d\b/);
      requests += sent;
      expect(replica.requestsTo(ISSUE)).toHaveLength(requests);
    });
  expect(ownOutput).toEqual([]);
});

test(
  'an API that never answers is given up after ten seconds, and is not asked again by itself',
  { tag: '@waiting' },
  async ({ popup, replica }) => {
    replica.registerPhone(PHONE);
    const held = replica.faults.hold({ method: 'POST', path: ISSUE });
    await ask(popup, PHONE);
    await expect(popup.getByRole('alert')).toContainText(/took too long.*may have been made/s, { timeout: 15_000 });
    held.release();
    await ask(popup, PHONE);
    await expect(popup.getByRole('alert')).toContainText(/The last request was never answered/);
    expect(replica.requestsTo(ISSUE)).toHaveLength(1);
  },
);

test('a double click makes one request', async ({ popup, replica }) => {
  replica.registerPhone(PHONE);
  await popup.getByRole('textbox', { name: 'Phone number' }).fill(PHONE);
  await popup.getByRole('button', { name: 'New sandbox key' }).dblclick();
  await expect(popup.getByRole('list', { name: 'Saved keys' }).getByRole('radio')).toBeChecked();
  expect(replica.requestsTo(ISSUE)).toHaveLength(1);
});
