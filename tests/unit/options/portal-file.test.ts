import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LARGEST_PORTAL_FILE, readPortal, writePortal } from '../../../utils/options/portal-file';
import { formOf } from '../../../utils/options/portal-form';
import { readForm } from '../../../utils/options/read-form';
import type { Portal } from '../../../utils/portals';
import { novaPost } from '../../../utils/portals/novapost';
import { jsonText } from '../support/arbitraries';
import { acme, anyPortal } from './portal-samples';

const problemOf = (text: string) => {
  const read = readPortal(text);
  return read.ok ? null : read.problem;
};
const portalIn = (text: string): Portal | null => {
  const read = readPortal(text);
  return read.ok ? read.portal : null;
};
/** A file whose portal is changed. */
const fileWith = (change: Readonly<Record<string, unknown>>): string => {
  const file = JSON.parse(writePortal(acme));
  return JSON.stringify({ ...file, portal: { ...file.portal, ...change } });
};

describe("a portal's file", () => {
  it('comes back as it was, but for its ids', () => {
    const text = writePortal(acme);
    expect(text).not.toContain(acme.id);
    const read = portalIn(text);
    const again = read && readForm(formOf(read, true), acme.id);
    const [field] = acme.issuing?.fields ?? [];
    expect(again).toEqual({
      ok: true,
      portal: {
        ...acme,
        issuing: {
          ...acme.issuing,
          // It pointed to another portal.
          fields: [{ ...field, rule: { is: 'phone', refusedPrefixes: [{ prefix: '380', use: 'p-acme/1' }] } }],
        },
      },
    });
  });

  it('gives nothing that only the person, or we, decide', () => {
    const read = portalIn(JSON.stringify({ format: 'api-docs-portal', version: 1, portal: novaPost }));
    for (const { id, hostAccess, fillsByItself } of read?.environments ?? []) {
      expect([hostAccess, fillsByItself]).toEqual(['optional', false]);
      expect(novaPost.environments.map((each) => each.id)).not.toContain(id);
    }
    expect(read?.environments).toHaveLength(3);
  });

  it("doesn't name the variables that are pasted into a shell: some of them are commands", () => {
    const copying = { tokenVariable: 'HTTPS_PROXY', baseUrlVariable: 'PROMPT_COMMAND', path: 'me' };
    expect(portalIn(fileWith({ copying }))?.copying).toEqual(acme.copying);
  });

  it('of version 1, which knew no permissions, is read', () => {
    const { permissions: _since2, ...portal } = acme;
    expect(portalIn(JSON.stringify({ format: 'api-docs-portal', version: 1, portal }))?.permissions).toEqual([]);
  });

  it('may begin with a byte order mark', () => {
    expect(portalIn(`\u{FEFF}${writePortal(acme)}`)?.name).toBe('Acme');
  });

  it('says nothing that the schema has no place for', () => {
    const text = fileWith({ script: 'alert(1)', onload: 'x' });
    expect(Object.keys(portalIn(text) ?? {}).toSorted()).toEqual(Object.keys(acme).toSorted());
  });

  it.each([
    ['too-large', ' '.repeat(LARGEST_PORTAL_FILE + 1)],
    ['not-json', ''],
    ['not-json', 'portal: Acme'],
    ['not-json', writePortal(acme).slice(0, 100)],
    ['foreign', '{}'],
    ['foreign', JSON.stringify(acme)],
    ['newer', JSON.stringify({ format: 'api-docs-portal', version: 3 })],
    ['damaged', JSON.stringify({ format: 'api-docs-portal', version: 1 })],
    ['damaged', fileWith({ docs: ['http://docs.acme.test/'] })],
    ['damaged', fileWith({ environments: [{ ...acme.environments[0], baseUrl: 'javascript:alert(1)' }] })],
    ['damaged', fileWith({ permissions: ['re\u{202E}ad'] })],
    ['damaged', fileWith({ permissions: null })],
    ['damaged', fileWith({ header: { name: 'X\r\nY', prefix: '' } })],
  ])('that is %s is refused', (problem, text) => {
    expect(problemOf(text)).toBe(problem);
  });

  it('of whatever else is refused, too', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        expect(readPortal(text).ok).toBe(false);
      }),
    );
  });

  it('has no id of this browser, whatever the portal', () => {
    fc.assert(
      fc.property(anyPortal, (portal) => {
        expect(writePortal(portal)).not.toContain('p-any');
      }),
    );
  });
});
