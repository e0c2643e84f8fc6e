import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPortalApi } from '../../../utils/api/portal-api';
import { describeRequest, MASK } from '../../../utils/options/describe-request';
import type { Credential, Portal } from '../../../utils/portals';
import { acme, anyPortal } from './portal-samples';

const where = { baseUrl: 'https://api.acme.test/v1/' };
const exchange = { ...acme.credential, kind: 'exchange' } as Extract<Credential, { kind: 'exchange' }>;
const described = (change: Partial<Portal>) => describeRequest({ ...acme, ...change }, where);

describe('a request that is shown', () => {
  it('has dots where the key goes: in JSON', () => {
    expect(described({})).toEqual({
      method: 'POST',
      url: 'https://api.acme.test/v1/auth/token',
      headers: [
        ['Accept', 'application/json'],
        ['Content-Type', 'application/json'],
      ],
      body: `{"auth":{"key":"${MASK}"}}`,
    });
  });

  it('in the address', () => {
    const credential = { ...exchange, method: 'GET' as const, keyIn: 'query' as const, keyName: 'key' };
    expect(described({ credential })).toMatchObject({
      method: 'GET',
      url: `https://api.acme.test/v1/auth/token?key=${MASK}`,
      body: null,
    });
  });

  it('in a header, with what stands before it', () => {
    const check = { path: 'me' };
    const header = { name: 'Authorization', prefix: 'Bearer ' };
    expect(described({ credential: { kind: 'static' }, check, header })?.headers).toContainEqual([
      'Authorization',
      `Bearer ${MASK}`,
    ]);
  });

  it('is none where nothing is asked', () => {
    expect(described({ credential: { kind: 'static' } })).toBeNull();
  });

  it('is the one that is sent, below the base URL, whatever the descriptor', async () => {
    await fc.assert(
      fc.asyncProperty(anyPortal, async (portal) => {
        const [environment] = portal.environments;
        if (!environment) return;
        const shown = describeRequest(portal, environment);
        // Compared once all is over: what is thrown within `fetch` is taken for a network that fails.
        const sent: unknown[] = [];
        await createPortalApi({
          fetch: async (url, init) => {
            const { method = 'GET', headers, body = null } = init ?? {};
            sent.push({ method, url: new Request(url).url, headers, body });
            return Response.json({});
          },
          now: () => 0,
          isOnline: () => true,
          timeLimit: () => new AbortController().signal,
          mayCall: async () => true,
        }).obtain(portal, environment.baseUrl, SECRET);
        const meant = shown && { ...shown, headers: Object.fromEntries(shown.headers) };
        expect(JSON.stringify(sent).replaceAll(SECRET, MASK)).toBe(JSON.stringify(meant ? [meant] : []));
        if (shown) expect(shown.url.startsWith(environment.baseUrl)).toBe(true);
      }),
    );
  });
});

const SECRET = '0f9e8d7c6b5a';
