import { expect, it } from 'vitest';
import { saidInErrors } from '../../../utils/api/said';
import { novaPost } from '../../../utils/portals/novapost';

const SECRET = 'canary-key';
const shapes = novaPost.errors;
const list = (...errors: unknown[]) => ({ success: false, errors });

it.each<[string, unknown, string]>([
  ['the first shape', { errors: { '': 'Invalid key' } }, 'Invalid key'],
  ['the first shape with two', { errors: { a: 'One', b: 'Two' } }, 'One · Two'],
  ['the second shape', list('Client not found'), 'Client not found'],
  ['the second shape with two', list('One', 'Two'), 'One · Two'],
  ['markup: plain text, as it is', list('<img src=x onerror=alert(1)>'), '<img src=x onerror=alert(1)>'],
  ['several lines', list('One\r\n\tTwo\u2028Three\u2029Four'), 'One Two Three Four'],
  ['control characters', list('a\u0000b\u0007c\u001b[31md\u0085e'), 'a b c [31md e'],
  ['direction overrides', list('pay \u202Egnihton\u202C \u2066now\u2069 \u200Fplease'), 'pay gnihton now please'],
  ['characters that are not seen', list('a\u200Bb\uFEFFc\u00ADd'), 'a b c d'],
  ['spaces around it', list('  One  two  '), 'One two'],
  ['other languages', list('Невірний ключ 🦔'), 'Невірний ключ 🦔'],
  ['the secret', list(`Key ${SECRET} of ${SECRET}`), 'Key … of …'],
  ['1 MB', list('x'.repeat(1_000_000)), 'x'.repeat(300)],
  ['many', list(...Array<string>(10_000).fill('ab')), 'ab · '.repeat(60)],
  ['no texts', list(1, null, {}, ['a']), ''],
  ['a text among others', list(1, 'One', null), 'One'],
  ['nothing', list(), ''],
  ['a key that could harm', JSON.parse('{"errors":{"__proto__":"One","constructor":"Two"}}'), 'One · Two'],
  ['a text for the list', { errors: 'One' }, 'One'],
  ['no errors', { success: false }, ''],
  ['errors that are null', { errors: null }, ''],
  ['null', null, ''],
  ['no JSON', undefined, ''],
  ['a list of all', ['One'], ''],
])('%s', (_what, json, expected) => {
  expect(saidInErrors(json, shapes, SECRET)).toBe(expected);
});

it('cuts a secret at the end of the text out as well', () => {
  const said = saidInErrors(list('x'.repeat(295) + SECRET), shapes, SECRET);
  expect(said).toBe(`${'x'.repeat(295)}…`);
});

it('leaves no piece of a secret that stands after many blanks', () => {
  expect(saidInErrors(list(`${' '.repeat(590)}${SECRET}`), shapes, SECRET)).toBe('…');
});

it('leaves no secret as a URL has it, which some repeat in whole', () => {
  const secret = "ab+c/d=~'";
  const url = new URL('https://api.example.com/keys');
  url.searchParams.set('key', secret);
  expect(saidInErrors(list(`No route for GET ${url.pathname}${url.search}`), shapes, secret)).toBe(
    'No route for GET /keys?key=…',
  );
});

it('reads few places, however many a descriptor names', () => {
  const errors = { ...shapes, message: Array<string>(16_000).fill('error') };
  expect(saidInErrors({ error: 'x'.repeat(60_000) }, errors, SECRET)).toBe('x'.repeat(300));
});
