import * as z from 'zod/mini';
import type { Accounts } from './accounts.ts';
import { type Answer, type Incoming, json, parseJson } from './http.ts';

/** The error shape of this call alone. */
const refuse = (status: number, text: string): Answer => json(status, { success: false, errors: [text] });

const refusals = {
  'not-found': refuse(404, 'Client not found'),
  several: refuse(409, 'Multiple matching clients found'),
  'daily-limit': refuse(429, 'Daily limit reached'),
} as const;

const askSchema = z.object({ phone: z.string().check(z.minLength(1)) });

/** Digits, country code first, no plus sign. Ukrainian numbers are not supported. */
const isPhone = (text: string): boolean => /^[1-9]\d{8,14}$/.test(text) && !text.startsWith('380');

/** `2025-08-27T08:03:02.000000Z`: the date of creation has six decimals. */
const sixDecimals = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}.000000Z`;
/** `2026-07-24T23:59:59Z`: the end has none. */
const noDecimals = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/**
 * `POST test-api-keys`: makes, prolongs or revives the sandbox key of a phone number, once a day.
 *
 * @param accounts the portal's accounts; changed by a request that is granted
 */
export const answerKeyRequest = (accounts: Accounts, { method, body }: Incoming): Answer => {
  if (method !== 'POST') return refuse(405, 'Method not allowed');
  const ask = askSchema.safeParse(parseJson(body));
  if (!ask.success) return refuse(400, 'Missing required parameter: phone');
  if (!isPhone(ask.data.phone)) return refuse(400, 'Invalid phone format');
  const result = accounts.requestKey(ask.data.phone);
  if (result.refused !== undefined) return refusals[result.refused];
  return json(200, {
    apiKey: result.key,
    createdAt: sixDecimals(result.facts.createdAt),
    expDate: noDecimals(result.facts.expiresAt),
    status: 'Active',
  });
};
