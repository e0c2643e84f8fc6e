import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFields } from '../../../utils/renderers/field';
import type { PageReport } from '../../../utils/renderers/types';

class FakeInput {
  readonly type = 'text';
  readonly readOnly = false;
  readonly disabled = false;
  isConnected = true;
  readonly labels = null;
  readonly placeholder = 'Token';
  value = '';
  getRootNode = () => null;
  getAttribute = () => null;
  setAttribute = () => undefined;
  dispatchEvent = () => true;
}

class FakeTree {
  fields: readonly unknown[];
  constructor(...fields: readonly unknown[]) {
    this.fields = fields;
  }
  querySelectorAll = () => this.fields;
}

const noXhr = { prototype: {} };

beforeEach(() => {
  const fetch = () => Promise.reject(new Error('Nothing is sent'));
  vi.stubGlobal('window', { fetch, XMLHttpRequest: noXhr, addEventListener: () => undefined });
  vi.stubGlobal('document', new FakeTree());
  vi.stubGlobal('Document', FakeTree);
  vi.stubGlobal('ShadowRoot', FakeTree);
  vi.stubGlobal('HTMLInputElement', FakeInput);
  vi.stubGlobal('HTMLTextAreaElement', FakeTree);
});
afterEach(() => vi.unstubAllGlobals());

it('is found in a tree that was there before it was known what to look for', () => {
  const reports: PageReport[] = [];
  const fields = createFields((report) => reports.push(report));
  const tree: unknown = new FakeTree(new FakeInput());
  // The page's script made it while the isolated one waited for the background.
  Reflect.apply(fields.follow, undefined, [tree]);
  fields.command({ do: 'clear', scheme: JSON.stringify({ by: 'field', label: 'Token', prefix: '' }) });
  expect(reports).toEqual([{ say: 'ready', renderer: 'field', servers: [], selected: null }]);
});

describe('a field that the page draws anew', () => {
  const scheme = JSON.stringify({ by: 'field', label: 'Token', prefix: '' });

  it.each([
    ['with what was typed into it keeps that', 'typed', 'typed', { say: 'not-filled', id: 2, why: 'typed' }],
    ['with our token is filled again', 'first', 'second', { say: 'filled', id: 2 }],
    ['with nothing is filled again', '', 'second', { say: 'filled', id: 2 }],
  ])('%s', async (_what, value, after, said) => {
    const reports: PageReport[] = [];
    const fields = createFields((report) => reports.push(report));
    const [before, anew] = [new FakeInput(), new FakeInput()];
    const tree = new FakeTree(before);
    Reflect.apply(fields.follow, undefined, [tree]);
    const fill = async (id: number, token: string) => {
      fields.command({ do: 'fill', id, scheme, token, servers: ['https://api.test/'], overwrite: false });
      await vi.waitFor(() => expect(reports.at(-1)).toMatchObject({ id }));
    };
    await fill(1, 'first');
    expect(before.value).toBe('first');

    before.isConnected = false;
    anew.value = value;
    tree.fields = [anew];
    fields.look();
    expect(reports.at(-1)).toMatchObject({ say: 'ready' });
    await fill(2, 'second');
    expect(reports.at(-1)).toEqual(said);
    expect(anew.value).toBe(after);
  });
});
