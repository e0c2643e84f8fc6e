import { describe, expect, it } from 'vitest';
import {
  fieldProblemWords,
  portalTroubleWords,
  requestText,
  tryKeyWords,
  tryResultWords,
} from '../../../utils/i18n/portals';
import { novaPost } from '../../../utils/portals/novapost';
import { english as t } from '../support/english';

const sites = ['https://docs.acme.test/*', 'https://api.acme.test/*'];

describe('what is wrong with a field', () => {
  it('is quoted where it is an address', () => {
    expect(fieldProblemWords(t, { problem: 'not-an-address', text: 'acme' })).toBe(
      '“acme” is no address. Write all of it, as https://api.example.com/v1/.',
    );
    expect(fieldProblemWords(t, { problem: 'not-an-address', text: '' })).toMatch(/^A base URL is needed/);
  });

  it.each(['name', 'environment-name', 'scheme-name', 'field-label', 'header-name', 'prefix'] as const)(
    '%s',
    (problem) => {
      expect(fieldProblemWords(t, { problem })).toMatch(/\.$/);
    },
  );

  it.each(['path', 'path-outside', 'key-name', 'place', 'places'] as const)('%s', (problem) => {
    expect(fieldProblemWords(t, { problem })).toMatch(/Write .*\.$/);
  });
});

describe('what stands in the way of a portal', () => {
  it('names the sites, and what to do where the portal is there already, or is not', () => {
    const found = { trouble: 'refused', sites } as const;
    expect(portalTroubleWords(t, found, false)).toMatchObject({
      title: 'The browser keeps the extension away from docs.acme.test and api.acme.test',
      next: 'Press the button again and allow them.',
    });
    expect(portalTroubleWords(t, found, true).next).toContain('“Allow”');
  });

  it.each([
    { trouble: 'taken' },
    { trouble: 'too-many' },
    { trouble: 'has-keys' },
    { trouble: 'file', problem: 'unreachable' },
    { trouble: 'file', problem: 'too-large' },
    { trouble: 'file', problem: 'not-json' },
    { trouble: 'file', problem: 'foreign' },
    { trouble: 'file', problem: 'newer' },
    { trouble: 'file', problem: 'damaged' },
  ] as const)('says what happened, what it means, what to do: %j', (found) => {
    const { title, text, next } = portalTroubleWords(t, found, false);
    expect(new Set([title, text, next]).size).toBe(3);
    expect(title).not.toMatch(/\.$/);
    for (const sentence of [text, next]) expect(sentence).toMatch(/\.$/);
  });
});

describe('a try', () => {
  const [environment] = novaPost.environments;

  it('is told in a sentence if it went well', () => {
    const token = { result: 'token', status: 200, at: 'data.token' } as const;
    expect(tryResultWords(t, { ...token, lifetimeMs: 3_600_000 })).toBe(
      'It works. Status 200, and a token at “data.token”. It will be used for 1 hour.',
    );
    expect(tryResultWords(t, { ...token, lifetimeMs: 0 })).toContain('ended already');
    expect(tryResultWords(t, { result: 'good', status: 204 })).toContain('204');
  });

  it('else as a notice, with the status if there was an answer', () => {
    const failed = { result: 'failed', portal: novaPost } as const;
    if (!environment) throw new Error('No environment');
    const refused = { kind: 'refused', status: 401, said: 'Wrong key' } as const;
    expect(tryResultWords(t, { ...failed, environment, status: 401, failure: refused })).toMatchObject({
      title: 'Nova Post refused this key',
      next: "The answer's status was 401.",
      said: 'Nova Post says: “Wrong key”',
    });
    expect(tryResultWords(t, { ...failed, environment, status: 0, failure: { kind: 'timeout' } })).toMatchObject({
      next: '',
    });
    expect(tryResultWords(t, { result: 'no-token', status: 200, at: 'jwt' })).toMatchObject({
      title: 'There is no token at “jwt”',
    });
    expect(tryResultWords(t, { result: 'refused', sites })).toMatchObject({ text: 'Nothing was sent.' });
  });

  it('says what a key lacks', () => {
    expect(tryKeyWords(t, 'empty')).not.toBe(tryKeyWords(t, 'not-a-key'));
  });

  it('shows a request as HTTP writes one', () => {
    const headers = [['Accept', 'application/json']] as const;
    expect(requestText({ method: 'POST', url: 'https://api.test/x', headers, body: '{}' })).toBe(
      'POST https://api.test/x\nAccept: application/json\n\n{}',
    );
    expect(requestText({ method: 'GET', url: 'https://api.test/x', headers, body: null })).toBe(
      'GET https://api.test/x\nAccept: application/json',
    );
  });
});
