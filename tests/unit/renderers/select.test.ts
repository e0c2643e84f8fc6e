import { describe, expect, it } from 'vitest';
import { createBridge } from '../../../utils/renderers/bridge';
import { selecting, selectorOf } from '../../../utils/renderers/select';
import type { PageReport, Renderer, SchemeFacts } from '../../../utils/renderers/types';
import { createFake, createPage, sandbox, settle } from './fake-renderer';

const none = { type: '', in: '', header: '', scheme: '' };
const bearerFacts: SchemeFacts = { ...none, name: 'Bear', type: 'http', scheme: 'bearer' };
const keyFacts: SchemeFacts = { ...none, name: 'Key', type: 'apiKey', in: 'header', header: 'X-API-Key' };
const all: readonly SchemeFacts[] = [
  { ...none, name: 'Basic', type: 'http', scheme: 'basic' },
  { ...none, name: 'Basic2', type: 'basic' },
  { ...none, name: 'Query', type: 'apiKey', in: 'query' },
  bearerFacts,
  { ...bearerFacts, name: 'Second' },
  keyFacts,
];

const bearer = JSON.stringify({ by: 'kind', kind: 'bearer', prefix: 'Bearer ' });
const header = JSON.stringify({ by: 'kind', kind: 'header', header: 'x-api-key', prefix: 'Key ' });
const named = (name: string, prefix = '') => JSON.stringify({ by: 'name', name, prefix });
const field = JSON.stringify({ by: 'field', label: 'Bear', prefix: '' });

/** A renderer whose spec has these schemes. */
const world = (facts: readonly SchemeFacts[] = all) => {
  const page = Object.assign(createPage(), { values: Object.fromEntries(facts.map(({ name }) => [name, ''])) });
  const spec = { facts };
  const reports: PageReport[] = [];
  const bridge = createBridge((report) => reports.push(report));
  const renderer: Renderer = selecting({ ...createFake(page), schemes: () => spec.facts });
  bridge.attach(renderer);
  const fill = async (scheme: string, token = 'token', overwrite = false) => {
    bridge.command({ do: 'fill', id: 1, scheme, token, servers: [sandbox], overwrite });
    await settle();
    return reports.at(-1);
  };
  return { page, spec, bridge, renderer, fill };
};

describe('a scheme', () => {
  it.each([
    ['by its plain name', 'Key', 'Key', 'token'],
    ['by its name, with a prefix', named('Key', 'Key '), 'Key', 'Key token'],
    ['of bearers by its name: the renderer writes the prefix', named('Bear', 'Bearer '), 'Bear', 'token'],
    ['of bearers by kind: the first', bearer, 'Bear', 'token'],
    ['by its header, whatever its case', header, 'Key', 'Key token'],
  ])('%s', async (_, scheme, name, value) => {
    const { page, renderer, fill } = world();
    expect(await fill(scheme)).toEqual({ say: 'filled', id: 1 });
    expect(Object.entries(page.values).filter(([, held]) => held)).toEqual([[name, value]]);
    expect(renderer.value(scheme)).toBe('token');
  });

  it.each([
    ['a name that the spec lacks', named('Other')],
    ['a scheme in the URL, from which nobody could take the token out again', named('Query')],
    ['a user with a password', named('Basic')],
    ['the same in Swagger 2.0', named('Basic2')],
    ['a field’s label', field],
    ['JSON of another shape', '{"by":"kind","kind":"cookie"}'],
    ['a header without a name', '{"by":"kind","kind":"header"}'],
    ['no JSON', '{by'],
  ])('%s is none', async (_, scheme) => {
    const { page, fill } = world();
    expect(await fill(scheme)).toEqual({ say: 'not-filled', id: 1, why: 'no-scheme' });
    expect(Object.values(page.values).join('')).toBe('');
  });

  it.each([
    ['bearer', bearer, [keyFacts]],
    ['header', header, [bearerFacts, { ...keyFacts, in: 'cookie' }, { ...keyFacts, header: 'X-Other' }]],
  ])('of the kind %s is none in a spec that has only others', async (_, scheme, facts) => {
    expect(await world(facts).fill(scheme)).toMatchObject({ why: 'no-scheme' });
  });

  it('is found in a renderer that knows no kinds by its name alone', async () => {
    const page = createPage();
    const renderer = selecting(createFake(page));
    expect(await renderer.apply(named('JWT', 'Bearer '), 'token')).toBe('applied');
    expect(page.values['JWT']).toBe('Bearer token');
    expect(renderer.value(bearer)).toBeNull();
  });
});

describe('what goes before the token', () => {
  it.each(['typed', 'Key typed', 'token'])('leaves a typed value protected: %s', async (typed) => {
    const { page, fill } = world();
    page.values['Key'] = typed;
    expect(await fill(header)).toEqual({ say: 'not-filled', id: 1, why: 'typed' });
    expect(page.values['Key']).toBe(typed);
    await fill(header, 'token', true);
    expect(page.values['Key']).toBe('Key token');
  });

  it('is missing from what a person put in place of ours, though it is the same token', async () => {
    const { page, fill } = world();
    await fill(header);
    page.values['Key'] = 'token';
    expect(await fill(header)).toMatchObject({ why: 'typed' });
  });

  it('is no value by itself', async () => {
    const { page, fill } = world();
    page.values['Key'] = 'Key ';
    expect(await fill(header)).toMatchObject({ say: 'filled' });
  });

  it('goes with the token', async () => {
    const { page, bridge, fill } = world();
    await fill(header);
    bridge.command({ do: 'clear', scheme: header });
    expect(page.values['Key']).toBe('');
  });

  it('does not make an old session’s value a typed one', async () => {
    const { page, fill } = world();
    page.values['Key'] = page.originals['Key'] = 'Key left';
    expect(await fill(header)).toMatchObject({ say: 'filled' });
  });
});

it('is emptied where it was filled, though the next spec has it elsewhere', async () => {
  const { page, spec, bridge, fill } = world();
  await fill(bearer);
  spec.facts = [{ ...bearerFacts, name: 'Second' }, bearerFacts];
  page.values['Second'] = 'typed';
  bridge.command({ do: 'clear', scheme: bearer });
  expect(page.values).toMatchObject({ Bear: '', Second: 'typed' });
});

it.each([
  { by: 'kind', kind: 'bearer' },
  { by: 'kind', kind: 'header', header: 'X-Key' },
  { by: 'name', name: 'Key' },
  { by: 'field', label: 'Token' },
])('a selector without a prefix has none: %j', (selector) => {
  expect(selectorOf(JSON.stringify(selector))).toEqual({ ...selector, prefix: '' });
});

it.each([
  { by: 'name' },
  { by: 'field' },
  { by: 'kind', kind: 'header' },
  { by: 'other', kind: 'header', header: 'X-Key' },
  { by: 'kind', kind: 'other', header: 'X-Key' },
  { by: 'other', name: 'Key', label: 'Token' },
])('half a selector is none, and nothing is put anywhere: %j', async (half) => {
  const scheme = JSON.stringify(half);
  expect(selectorOf(scheme)).toBeNull();
  expect(await selecting(createFake(createPage())).apply(scheme, 'token')).toBe('no-scheme');
});
