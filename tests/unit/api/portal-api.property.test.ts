import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { asZod } from '../support/as-zod';
import { createPortalApi } from '../../../utils/api/portal-api';
import { failureSchema } from '../../../utils/failure';
import { environments } from '../../../utils/portals';
import { anyText, jsonText, oddities } from '../support/arbitraries';
import { createNetwork } from '../support/fetch';
import { HOUR, SECOND } from '../support/token-world';

const SECRET = 'canary-key-0123456789';
const NOW = Date.parse('2025-11-21T09:00:00Z');

/** What a header may hold (RFC 9110 section 5.5); anything else is refused by the platform before it comes to us. */
const headerText = fc.string({
  unit: fc.constantFrom(...' !"#,-./0123456789:;=ABGJMTWadejnostu'.split('')),
  maxLength: 30,
});

/** Bodies near to the ones that we take. */
const nearBody = fc
  .record({
    name: fc.constantFrom('jwt', 'JWT', 'token', '__proto__', 'apiKey'),
    value: fc.oneof(anyText, fc.constantFrom(SECRET, 'eyJ.eyJ.x', 'x'.repeat(8192), 'x'.repeat(8193)), oddities),
    others: fc.dictionary(anyText, fc.jsonValue(), { maxKeys: 3 }),
  })
  .map(({ name, value, others }) => {
    const whole = Object.defineProperty({ ...others }, name, { value, enumerable: true });
    try {
      return JSON.stringify(whole);
    } catch {
      return '{"jwt":10n}';
    }
  });

/** And those that we do take. */
const goodBody = fc
  .record({ jwt: fc.stringMatching(/^[\x21-\x7e]{1,40}$/), apiKey: fc.stringMatching(/^[\x21-\x7e]{1,40}$/) })
  .map((body) => JSON.stringify(body));

const errorBody = fc
  .oneof(fc.array(anyText, { maxLength: 3 }), fc.dictionary(anyText, anyText, { maxKeys: 3 }))
  .map((errors) => JSON.stringify({ success: false, errors, echo: SECRET }));

const answer = fc.record({
  status: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(200, 200, 400, 401, 403, 404, 409, 422, 429, 503) },
    fc.integer({ min: 200, max: 599 }).filter((code) => ![204, 205, 304].includes(code)),
  ),
  body: fc.oneof(jsonText, nearBody, goodBody, errorBody, anyText),
  bom: fc.boolean(),
  type: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('application/json', 'application/json; charset=utf-8') },
    fc.constantFrom('application/problem+json', 'text/html', 'text/plain', 'application/jsonp', ''),
    headerText,
  ),
  retryAfter: fc.option(fc.oneof(headerText, fc.nat().map(String), fc.constantFrom('-1', '1e9', NOW + '0000000'))),
});

function apiThatAnswers(facts: typeof answer extends fc.Arbitrary<infer T> ? T : never) {
  const { status, body, bom, type, retryAfter } = facts;
  const network = createNetwork(() => {
    const headers = new Headers({ 'content-type': type });
    if (retryAfter !== null) headers.set('retry-after', retryAfter);
    return new Response((bom ? '\uFEFF' : '') + body, { status, headers });
  });
  return createPortalApi({ ...network.dependencies, now: () => NOW, mayCall: () => Promise.resolve(true) });
}

const failed = z.strictObject({
  ok: z.literal(false),
  failure: asZod(failureSchema),
  retryAfterMs: z.nullable(z.number().check(z.gte(SECOND), z.lte(HOUR))),
});

/** The field of this JSON text, if it has it by itself. */
function own(text: string, name: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? Object.getOwnPropertyDescriptor(json, name)?.value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether text is what a header or a query can carry as it is. */
const isVisible = (text: unknown, longest: number): text is string =>
  typeof text === 'string' && text.length > 0 && text.length <= longest && !/[^!-~]/.test(text);

describe('whatever the API answers', () => {
  it('an exchange gives the very token of a JSON 200 or 201, or a failure that the protocol knows and without the key', async () => {
    const environment = fc.constantFrom(...environments.map(({ id }) => id));
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(answer, environment, async (facts, id) => {
        const result = await apiThatAnswers(facts).exchange(id, SECRET);
        const token = own(facts.body, 'jwt');
        taken += Number(result.ok);
        if (result.ok) {
          expect(result).toEqual({ ok: true, token });
          expect(isVisible(token, 8192)).toBe(true);
          expect([200, 201]).toContain(facts.status);
          expect(facts.type).toMatch(/^application\/.*json/i);
          return;
        }
        expect(failed.safeParse(result)).toMatchObject({ success: true });
        expect(JSON.stringify(result)).not.toContain(SECRET);
        const isGood = facts.status === 200 && /^application\/json(?:;|$)/.test(facts.type) && isVisible(token, 8192);
        expect(isGood).toBe(false);
      }),
      { numRuns: 1500 },
    );
    expect(taken).toBeGreaterThan(20);
  });

  it('a request for a key gives the very key of a JSON 200, with dates that are dates, or a failure', async () => {
    const made = fc
      .record({
        apiKey: fc.oneof(anyText, fc.constantFrom('k'.repeat(32), 'k'.repeat(513))),
        createdAt: fc.oneof(anyText, fc.date().map(String), fc.constant('2025-08-27T08:03:02.000000Z'), fc.jsonValue()),
        expDate: fc.jsonValue(),
        status: fc.oneof(anyText, fc.constantFrom('Active', 'Expired')),
      })
      .map((key) => JSON.stringify(key));
    await fc.assert(
      fc.asyncProperty(answer, fc.option(made), async (facts, body) => {
        const whole = body === null ? facts : { ...facts, body, status: 200, type: 'application/json' };
        const result = await apiThatAnswers(whole).issueKey('sandbox', { phone: '48123456789' });
        if (!result.ok) {
          const { fields, ...failure } = result;
          expect(failed.safeParse(failure)).toMatchObject({ success: true });
          expect(fields).toEqual({});
          return;
        }
        const { secret, createdAt, validUntil, status } = result.key;
        expect(secret).toBe(own(whole.body, 'apiKey'));
        expect(isVisible(secret, 512)).toBe(true);
        for (const time of [createdAt, validUntil]) if (time !== null) expect(new Date(time).getTime()).toBe(time);
        expect([null, 'active', 'expired']).toContain(status);
      }),
      { numRuns: 500 },
    );
  });
});
