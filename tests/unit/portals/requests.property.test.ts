import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPortalApi } from '../../../utils/api/portal-api';
import type { Credential, Portal } from '../../../utils/portals';
import { anyText } from '../support/arbitraries';
import { createNetwork, json } from '../support/fetch';
import { add, merchant } from '../support/portals';

/** Paths that somebody wrote to lead a request elsewhere, among plain and random ones. */
const path = fc.oneof(
  anyText,
  fc.webUrl(),
  fc.webPath(),
  fc.constantFrom(
    'auth',
    '../x',
    '//evil.example/x',
    String.raw`\\evil.example`,
    'https:evil.example',
    'https:///evil.example',
    '/@evil.example',
    '%2e%2e/%2e%2e/x',
    'a/{id}/b',
    '{id}',
    '{id}{description}',
    '//{id}/x',
    '\t//evil.example',
    'javascript:alert(1)',
    '?a=b',
    '#a',
  ),
);
const name = fc.oneof(anyText, fc.constantFrom('key', 'Authorization', 'Host', 'a.b', '__proto__', 'Cookie'));

const credential: fc.Arbitrary<Credential> = fc.oneof(
  fc.constantFrom<Credential>({ kind: 'static' }, { kind: 'bearer' }),
  fc.record({
    kind: fc.constant('exchange' as const),
    method: fc.constantFrom('GET' as const, 'POST' as const),
    path,
    keyIn: fc.constantFrom('query' as const, 'json' as const, 'header' as const),
    keyName: name,
    token: name,
    expiresIn: fc.option(name),
  }),
);

/** Descriptors as nobody would write them, also such as the schema refuses. */
const portal = fc
  .record({
    baseUrl: fc.constantFrom('https://api.own.example/', 'https://api.own.example/v1/deep/'),
    credential,
    path,
    check: path,
    header: name,
  })
  .map(({ baseUrl, credential: made, path: issuingPath, check, header }): Portal => {
    const environments = merchant.environments.map((environment) =>
      Object.assign(structuredClone(environment), { baseUrl }),
    );
    const { issuing } = merchant;
    if (!issuing) throw new Error('The merchant issues keys');
    return Object.assign(structuredClone(merchant), {
      environments,
      credential: made,
      header: { name: header, prefix: 'Bearer ' },
      issuing: { ...issuing, path: issuingPath },
      check: { path: check },
    });
  });

const SECRET = 'canary-0123456789abcdef';

it('no descriptor, however odd, sends a secret outside of its base URLs', async () => {
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(portal, path, path, async (odd, id, description) => {
      add(odd);
      const baseUrl = odd.environments[0]?.baseUrl ?? '-';
      const network = createNetwork(() => json({ token: 'abc' }));
      const asked: string[] = [];
      const api = createPortalApi({
        ...network.dependencies,
        now: () => 0,
        mayCall: async ({ href }) => asked.push(href) > 0,
      });
      await api.exchange('p-merchant/1', SECRET);
      await api.issueKey('p-merchant/1', { id, description }, SECRET);
      sent += network.sent.length;
      for (const { url, init } of network.sent) {
        expect(url.startsWith(baseUrl)).toBe(true);
        expect(new URL(url).origin).toBe('https://api.own.example');
        expect(init).toMatchObject({ redirect: 'manual', credentials: 'omit', referrerPolicy: 'no-referrer' });
      }
      for (const url of asked) expect(url.startsWith(baseUrl)).toBe(true);
    }),
    { numRuns: 1500 },
  );
  expect(sent).toBeGreaterThan(300);
});
