import { describe, expect, it } from 'vitest';
import type { Portal } from '../../../utils/portals';
import { schemeName, schemeText } from '../../../utils/portals/scheme';

type Facts = Pick<Portal, 'scheme' | 'header'>;

const raw = { name: 'Authorization', prefix: '' };
const bearer = { name: 'Authorization', prefix: 'Bearer ' };

describe('a scheme', () => {
  // What the page's own world of the built-in docs understands is a name alone.
  it('that has a name, and nothing before the token, is said by its name', () => {
    expect(schemeText({ scheme: { by: 'name', name: 'jwt' }, header: raw })).toBe('jwt');
  });

  it.each<[Facts, object]>([
    [
      { scheme: { by: 'name', name: 'jwt' }, header: bearer },
      { by: 'name', name: 'jwt', prefix: 'Bearer ' },
    ],
    [
      { scheme: { by: 'kind', kind: 'bearer' }, header: bearer },
      { by: 'kind', kind: 'bearer', prefix: 'Bearer ' },
    ],
    [
      { scheme: { by: 'kind', kind: 'header' }, header: { name: 'X-Key', prefix: '' } },
      { by: 'kind', kind: 'header', header: 'X-Key', prefix: '' },
    ],
    [
      { scheme: { by: 'field', label: 'Token' }, header: raw },
      { by: 'field', label: 'Token', prefix: '' },
    ],
  ])('is said with all that it is found by: %j', (facts, expected) => {
    expect(JSON.parse(schemeText(facts))).toEqual(expected);
  });

  it.each<[Facts, string]>([
    [{ scheme: { by: 'name', name: 'jwt' }, header: raw }, 'jwt'],
    [{ scheme: { by: 'kind', kind: 'bearer' }, header: bearer }, 'Bearer'],
    [{ scheme: { by: 'kind', kind: 'header' }, header: { name: 'X-Key', prefix: '' } }, 'X-Key'],
    [{ scheme: { by: 'field', label: 'Token' }, header: raw }, 'Token'],
  ])('is shown as the docs show it: %j', (facts, name) => {
    expect(schemeName(facts)).toBe(name);
  });
});
