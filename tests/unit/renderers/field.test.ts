import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFields } from '../../../utils/renderers/field';
import type { PageReport } from '../../../utils/renderers/types';

class FakeInput {
  readonly type = 'text';
  readonly readOnly = false;
  readonly disabled = false;
  readonly isConnected = true;
  readonly labels = null;
  readonly placeholder = 'Token';
  value = '';
  getRootNode = () => null;
  getAttribute = () => null;
}

class FakeTree {
  readonly fields: readonly unknown[];
  constructor(...fields: readonly unknown[]) {
    this.fields = fields;
  }
  querySelectorAll = () => this.fields;
}

const noXhr = { prototype: {} };

beforeEach(() => {
  vi.stubGlobal('window', { fetch: () => Promise.reject(new Error('Nothing is sent')), XMLHttpRequest: noXhr });
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
