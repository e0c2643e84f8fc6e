import { expect, it } from 'vitest';
import { createAccess } from '../../../utils/background/access';

const ready = { state: 'ready', expiresAt: 1 } as const;
const notAllowed = { state: 'rejected', failure: { kind: 'no-permission' } };

it.each([
  ['sandbox', ['https://api-stage.novapost.pl/*', 'https://api.novapost.com/*']],
  ['production', ['https://api.novapost.com/*']],
  ['production-ua', ['https://api.novaposhta.ua/*', 'https://api.novapost.com/*']],
])('%s needs %j', async (environment, origins) => {
  const asked: string[][] = [];
  const { mayUse } = createAccess(async (wanted) => asked.push(wanted) > 0);
  expect(await mayUse(environment)).toBe(true);
  expect(asked).toEqual([origins]);
});

it.each([
  ['sandbox', async () => false],
  ['sandbox', () => Promise.reject(new Error('No such thing'))],
  ['nowhere', async () => true],
])('%s is not to be used without a yes', async (environment, contains) => {
  const { mayUse, seen } = createAccess(contains);
  expect(await mayUse(environment)).toBe(false);
  expect(await seen(environment, ready)).toEqual(notAllowed);
  expect(await seen(environment, { state: 'none' })).toEqual({ state: 'none' });
});

it('changes nothing of what is allowed', async () => {
  const { seen } = createAccess(async () => true);
  expect(await seen('sandbox', ready)).toBe(ready);
});
