import { describe, expect, it } from 'vitest';
import { below, fillPath, placed, valueAt } from '../../../utils/portals/requests';

const BASE = 'https://api.example.com/v1/';

describe('a request', () => {
  it.each([
    ['keys', 'https://api.example.com/v1/keys'],
    ['a/b?c=d', 'https://api.example.com/v1/a/b?c=d'],
    ['a/../b', 'https://api.example.com/v1/b'],
    ['', BASE],
    ['a#b', 'https://api.example.com/v1/a'],
    ['/v1/keys', 'https://api.example.com/v1/keys'],
    [`${BASE}keys`, `${BASE}keys`],
  ])('to %j goes below the base URL', (path, url) => {
    expect(below(BASE, path)?.href).toBe(url);
  });

  it.each([
    '/keys',
    '../keys',
    '..',
    '%2e%2e/keys',
    '//evil.example/v1/keys',
    String.raw`\\evil.example\v1\keys`,
    'https://evil.example/v1/',
    'http://api.example.com/v1/keys',
    'https://api.example.com:8443/v1/keys',
    'https://me@api.example.com/v1/keys',
    'data:,x',
    'https://',
  ])('to %j is none', (path) => {
    expect(below(BASE, path)).toBeNull();
  });
});

describe('values in a path', () => {
  it('are one segment each, whatever is in them', () => {
    expect(fillPath('a/{id}/b/{other}', { id: 'x/y?z#&', other: 'ü' })).toBe('a/x%2Fy%3Fz%23%26/b/%C3%BC');
  });

  it('may be half a character', () => {
    expect(fillPath('a/{id}', { id: 'x\uD800' })).toBe('a/x%EF%BF%BD');
  });

  it.each(['', '.', '..'])('are no other folder: %j', (id) => {
    expect(fillPath('a/{id}/b', { id })).toBeNull();
  });

  it('that nobody has make no path', () => {
    expect(fillPath('a/{id}', {})).toBeNull();
    expect(fillPath('a/{toString}', {})).toBeNull();
  });
});

describe('a place in JSON', () => {
  it('is found, and made', () => {
    const json = placed('data.access.token', 'x');
    expect(json).toEqual({ data: { access: { token: 'x' } } });
    expect(valueAt(json, 'data.access.token')).toBe('x');
    expect(valueAt(json, 'data.access')).toEqual({ token: 'x' });
    expect(valueAt([{ a: 1 }], '0.a')).toBe(1);
  });

  it.each([null, undefined, 'text', 5, {}, { data: null }, { data: {} }, []])('is empty in %j', (json) => {
    expect(valueAt(json, 'data.toString')).toBeUndefined();
  });
});
