import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import { askForKey, callApi, type Reply } from './call.ts';
import { useReplica } from './running.ts';

const dayMs = 24 * 60 * 60 * 1000;
const start = Date.UTC(2025, 6, 24, 9, 0, 0);
const running = useReplica({ spec: 'small', now: () => start });

const phone = '498215550100';
const ask = () => askForKey(running(), JSON.stringify({ phone }));
const keySchema = z.strictObject({
  apiKey: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  createdAt: z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000000Z$/)),
  expDate: z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)),
  status: z.literal('Active'),
});
const keyIn = ({ status, body }: Reply) => {
  expect(status).toBe(200);
  return keySchema.parse(JSON.parse(body));
};

describe('a request that is refused', () => {
  it.each([
    ['no body', '', 400, 'Missing required parameter: phone'],
    ['cut JSON', '{"phone":', 400, 'Missing required parameter: phone'],
    ['no phone', '{}', 400, 'Missing required parameter: phone'],
    ['an empty phone', '{"phone":""}', 400, 'Missing required parameter: phone'],
    ['a number for a text', '{"phone":498215550100}', 400, 'Missing required parameter: phone'],
    ['a plus sign', '{"phone":"+498215550100"}', 400, 'Invalid phone format'],
    ['spaces', '{"phone":"49 821 5550100"}', 400, 'Invalid phone format'],
    ['a leading zero', '{"phone":"08215550100"}', 400, 'Invalid phone format'],
    ['too few digits', '{"phone":"4982155"}', 400, 'Invalid phone format'],
    ['too many digits', '{"phone":"4982155501001234"}', 400, 'Invalid phone format'],
    ['a registered Ukrainian number', '{"phone":"380501234567"}', 400, 'Invalid phone format'],
    ['a number that nobody registered', '{"phone":"48123456789"}', 404, 'Client not found'],
    ['a number of two clients', '{"phone":"49111111111"}', 409, 'Multiple matching clients found'],
  ])('%s', async (_what, body, status, text) => {
    running().registerPhone('380501234567');
    running().registerPhone('49111111111', { clients: 2 });
    const reply = await askForKey(running(), body);
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.body)).toEqual({ success: false, errors: [text] });
  });

  it('for production: there is no such call', async () => {
    running().registerPhone(phone);
    expect((await askForKey(running(), JSON.stringify({ phone }), 'production')).status).toBe(401);
  });
});

describe('a request that is granted', () => {
  it('makes a key that ends with the day one year later, and that opens the sandbox', async () => {
    running().registerPhone(phone);
    const key = keyIn(await ask());
    expect(key.createdAt).toBe('2025-07-24T09:00:00.000000Z');
    expect(key.expDate).toBe('2026-07-24T23:59:59Z');
    const exchange = (environment: 'sandbox' | 'production') =>
      callApi(running(), environment, `/clients/authorization?apiKey=${key.apiKey}`);
    expect((await exchange('sandbox')).status).toBe(200);
    expect((await exchange('production')).status).toBe(401);
  });

  it('comes once a day for each phone', async () => {
    running().registerPhone(phone);
    running().registerPhone('48123456789');
    keyIn(await ask());
    const again = await ask();
    expect(again.status).toBe(429);
    expect(JSON.parse(again.body)).toEqual({ success: false, errors: ['Daily limit reached'] });
    keyIn(await askForKey(running(), '{"phone":"48123456789"}'));
  });

  it('is not used up by a request that was refused', async () => {
    expect((await ask()).status).toBe(404);
    running().registerPhone(phone);
    keyIn(await ask());
  });

  it('prolongs an active key by a year on another day', async () => {
    running().registerPhone(phone);
    const first = keyIn(await ask());
    running().clock.advance(dayMs);
    expect(keyIn(await ask())).toEqual({ ...first, expDate: '2027-07-24T23:59:59Z' });
  });

  it('revives an expired key', async () => {
    running().registerPhone(phone);
    const first = keyIn(await ask());
    running().clock.advance(400 * dayMs);
    const second = keyIn(await ask());
    expect(second).toEqual({ ...first, expDate: '2027-08-28T23:59:59Z' });
  });

  it('makes a new key for one that was cleaned up', async () => {
    running().registerPhone(phone);
    const first = keyIn(await ask());
    running().clock.advance(470 * dayMs);
    expect(keyIn(await ask()).apiKey).not.toBe(first.apiKey);
  });
});
