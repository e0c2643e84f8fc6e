import { expect, type Locator, type Page } from '@playwright/test';
import type { Fault } from '../../portal/faults.ts';
import type { EnvironmentId, LoggedRequest, Replica } from '../../portal/replica.ts';
import { issuedKey, pasteKey } from '../keys.ts';

/** Trading a key for a token in the popup: what is pressed, what is read, and what arrives at the API. */

export const EXCHANGE = '/v.1.0/clients/authorization';

/** An hour's token a moment after it came. */
export const WHOLE_HOUR = /^(60:00|59:[345]\d)$/;

/** The next try by itself, once the quick ones are over: in five to six minutes. */
export const NEXT_TRY = /Next try in 0[45]:\d\d/;

export const getToken = (popup: Page): Locator => popup.getByRole('button', { name: /^(Get|Refresh) token$/ });

/** Time left of the token; hidden without one. */
export const countdown = (popup: Page): Locator => popup.getByRole('timer');

/** What a key that `freshKey` made is called in the popup. */
export const nameOf = (key: string): string => `Key ${key.slice(0, 6)}`;

/** @returns a key that has just been pasted, in use; different each time */
export async function freshKey(popup: Page, replica: Replica, environment: EnvironmentId = 'sandbox'): Promise<string> {
  const key = issuedKey(replica, environment);
  await pasteKey(popup, environment, key, nameOf(key));
  return key;
}

/** @returns requests that traded this key, so that those of other keys don't count */
export const exchangesOf = (replica: Replica, key: string): LoggedRequest[] =>
  replica.requestsTo(({ path, query }) => path === EXCHANGE && query.get('apiKey') === key);

/** An answer of the API that a test makes up. */
export const answer = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Fault => ({
  path: EXCHANGE,
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});

/**
 * Presses "Get token" and waits for the words of a failure.
 *
 * @returns all of them, as a person reads them
 */
export async function readFailure(popup: Page, says: RegExp, timeout = 5000): Promise<string> {
  await getToken(popup).click();
  const alert = popup.getByRole('alert');
  await expect(alert).toContainText(says, { timeout });
  return alert.innerText();
}

/** What must be in no text for people: a URL, or the key in it. */
export function expectNoUrl(text: string, key: string): void {
  expect(text).not.toMatch(/:\/\/|\/v\.1|apiKey|net::|ERR_/i);
  expect(text).not.toContain(key);
}
