import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../utils/failure';
import { failureWords } from '../../../utils/i18n/failures';
import { environmentName, hostOf, keyName } from '../../../utils/i18n/words';
import { problemWords } from '../../../utils/i18n/problems';
import type { KeyProblem } from '../../../utils/messaging/popup-protocol';
import { environments, portalOf } from '../../../utils/portals';
import { english as t } from '../support/english';

const [sandbox, production, ukraine] = environments;
if (!sandbox || !production || !ukraine) throw new Error('The portal has three environments');

const refused = (status: number): Failure => ({ kind: 'refused', status, said: '' });

/** Each failure, its headline, and the site that a link leads to. */
const failures: readonly [Failure, string, string | null][] = [
  [{ kind: 'offline' }, 'You are offline', null],
  [{ kind: 'unreachable' }, "api.novapost.com can't be reached", null],
  [{ kind: 'timeout' }, 'Nova Post took too long', null],
  [{ kind: 'server-error', status: 503, said: '' }, 'Nova Post has trouble on its side', null],
  [{ kind: 'rate-limited', said: '' }, 'Nova Post wants a pause', null],
  [refused(401), 'Nova Post refused this key', 'my.novapost.com'],
  [refused(403), 'Nova Post refused this key', 'my.novapost.com'],
  [refused(404), "Nova Post doesn't know this key", 'my.novapost.com'],
  [refused(400), "Nova Post can't make sense of this key", 'my.novapost.com'],
  [refused(409), "Nova Post can't make sense of this key", 'my.novapost.com'],
  [refused(422), "Nova Post can't make sense of this key", 'my.novapost.com'],
  [{ kind: 'unexpected-answer' }, "The answer wasn't a token", null],
  [{ kind: 'no-permission' }, 'api.novapost.com may not be called yet', null],
];

const said = (text: string) =>
  failureWords(t, { kind: 'refused', status: 401, said: text }, sandbox, portalOf(sandbox.id)).said;

describe('failureWords', () => {
  it.each(failures)('%o is headed "%s"', (failure, title, site) => {
    const words = failureWords(t, failure, production, portalOf(production.id));
    expect(words.title).toBe(title);
    expect(words.link && hostOf(words.link.href)).toBe(site);
    expect(words.text).toMatch(/\.$/);
    expect(words.next).toMatch(/\.$/);
    expect(`${words.title} ${words.text} ${words.next}`).not.toMatch(/\b[45]\d\d\b/);
  });

  it("quotes the API's own words, and only if there are any", () => {
    expect(said('API key is not valid')).toBe('Nova Post says: “API key is not valid”');
    expect(said('')).toBe('');
  });
});

const problems: readonly KeyProblem[] = [
  'empty',
  'has-spaces',
  'is-a-url',
  'is-a-token',
  'too-long',
  'not-plain-text',
  'already-saved',
];

describe('problemWords', () => {
  it('has a sentence of its own for each problem', () => {
    const sentences = problems.map((problem) => problemWords(t, problem));
    expect(new Set(sentences).size).toBe(problems.length);
  });
});

describe('names', () => {
  it.each([
    ['sandbox', 'Sandbox'],
    ['production', 'Production'],
    ['production-ua', 'Production Ukraine'],
    ['of-a-later-version', 'of-a-later-version'],
  ])('calls %s "%s"', (id, name) => expect(environmentName(t, id)).toBe(name));

  it.each([
    [{ label: 'Shop', tail: '3f9a', source: 'pasted' }, 'Shop'],
    [{ label: '', tail: '3f9a', source: 'pasted' }, 'Key ending in 3f9a'],
    [{ label: '', tail: '3f9a', source: 'phone' }, 'Sandbox key ending in 3f9a'],
    [{ label: '', tail: '', source: 'pasted' }, 'Key'],
  ] as const)('calls the key %o "%s"', (key, name) => expect(keyName(t, key)).toBe(name));
});
