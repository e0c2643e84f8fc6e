import { writeFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { lastingId } from '../../utils/options/portal-ids';
import { allowPrompt, denyPrompt, stopBackground } from '../browser/firefox-inside.ts';
import type { Firefox } from '../browser/firefox-launch.ts';
import { parcels, parcelsSites } from '../e2e/added-portals/portals.ts';
import { openParcelsDocs } from './docs-page.ts';
import { expect, test } from './fixtures.ts';
import { expectKey, openOwn, openPopup } from './popup.ts';
import type { Tab } from './tab.ts';

/** The part of the browser that our own pages have. */
declare const browser: {
  readonly permissions: { getAll(): Promise<{ readonly origins: readonly string[] }> };
  readonly scripting: {
    getRegisteredContentScripts(): Promise<readonly { readonly id: string; readonly matches: readonly string[] }[]>;
  };
  readonly storage: { readonly session: { get(keys: null): Promise<unknown> } };
};

const tracesSchema = z.object({ scripts: z.array(z.string()), sites: z.array(z.string()), isStored: z.boolean() });

/** What the browser keeps of a portal: scripts, sites and records. `mark`: a part of its hosts' names that is in no other's. */
const traces = (ours: Tab, mark: string) =>
  ours.run(
    tracesSchema,
    async (part: string) => {
      const finish = <T>(request: IDBRequest<T>): Promise<T> => {
        const { promise, resolve, reject } = Promise.withResolvers<T>();
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error('The records can’t be read')));
        return promise;
      };
      const database = await finish(indexedDB.open('authorizer'));
      const records = await finish(database.transaction('records').objectStore('records').getAll());
      database.close();
      const scripts = await browser.scripting.getRegisteredContentScripts();
      const { origins } = await browser.permissions.getAll();
      return {
        scripts: scripts
          .flatMap(({ id, matches }) => (matches.some((match) => match.includes(part)) ? [id] : []))
          .toSorted(),
        sites: origins.filter((origin) => origin.includes(part)).toSorted(),
        isStored: JSON.stringify([records, await browser.storage.session.get(null)]).includes(part),
      };
    },
    mark,
  );

const NOTHING = { scripts: [], sites: [], isStored: false };

interface Adding {
  readonly name: string;
  /** As for `traces`. */
  readonly mark: string;
  /** What stands in the form. */
  readonly docs: string;
  readonly sites: readonly string[];
}

/** Adds the portal that is in the form: its sites are denied at first, and allowed the second time. @returns its traces */
async function addRefusedFirst(firefox: Firefox, options: Tab, { name, mark, docs, sites }: Adding) {
  await options.click('button', 'Add portal');
  await expect.poll(() => firefox.inside(denyPrompt)).toBe(true);
  // Nothing of it is kept, and what was typed is still there.
  await expect.poll(() => options.words()).toContain('The browser keeps the extension away from');
  expect(await traces(options, mark)).toEqual(NOTHING);
  expect(await options.value('textbox', 'Docs pages')).toBe(docs);
  await options.click('button', 'Add portal');
  await expect.poll(() => firefox.inside(allowPrompt)).toBe(true);
  await expect.poll(() => options.words()).toContain(`${name} is added.`);
  const added = await traces(options, mark);
  expect(added).toEqual({ scripts: ['ISOLATED', 'MAIN'], sites: sites.toSorted(), isStored: true });
  return added;
}

test('a portal that comes as a template: its sites may be denied, and what was typed is still there', async ({
  firefox,
}) => {
  const options = await openOwn(firefox, 'options.html#portals');
  for (const { name, mark } of [
    { name: 'novastack', mark: 'api.novapai.ai' },
    { name: 'Merchant applications', mark: 'api.example.com' },
  ]) {
    const docs = `https://${mark}/docs`;
    await options.click('button', name);
    await options.type('textbox', 'Docs pages', docs);
    await addRefusedFirst(firefox, options, { name, mark, docs, sites: [`https://${mark}/*`] });
  }
});

test('a portal that a person adds: its sites are asked for and may be denied, its header goes where it belongs, and nothing of it stays', async ({
  firefox,
  replica,
}, info) => {
  const file = info.outputPath('portal.json');
  await writeFile(file, JSON.stringify({ format: 'api-docs-portal', version: 1, portal: parcels }));
  const options = await openOwn(firefox, 'options.html#portals');
  await options.chooseFile(file);
  const added = await addRefusedFirst(firefox, options, {
    name: 'Parcels',
    mark: 'parcels',
    docs: parcels.docs.join('\n'),
    sites: parcelsSites,
  });
  const id = await lastingId(
    parcels,
    () => false,
    () => '',
  );

  const popup = await openPopup(firefox, `?environment=${encodeURIComponent(`${id}/2`)}`);
  await popup.type('textbox', 'API key', replica.parcels.makeKey('live'));
  await popup.type('textbox', 'Label', 'Mine');
  await popup.click('button', 'Save key');
  await expectKey(popup, 'Mine');
  // It knows the portal again when it is needed.
  await firefox.inside(stopBackground, firefox.id);

  const docs = await openParcelsDocs(firefox, replica);
  await docs.pill.click('button', 'Authorize');
  await docs.expectPill('authorized', `${id}/2`);
  const live = await docs.tryIt();
  expect(live).toMatchObject({ host: 'api.parcels.example', status: 200 });
  expect(live.headers['x-api-key']).toBe(replica.parcels.issuedTokens[0]?.token);

  await docs.selectServer('test');
  await docs.expectPill('none', `${id}/1`);
  const empty = await docs.tryIt();
  expect(empty).toMatchObject({ host: 'test.parcels.example', status: 401 });
  expect(empty.headers['x-api-key'] ?? '').toBe('');

  expect(await traces(options, 'parcels')).toEqual(added);
  await options.click('button', 'Remove Parcels');
  await options.click('button', 'Remove the portal');
  await expect.poll(() => traces(options, 'parcels')).toEqual(NOTHING);
  const after = await openParcelsDocs(firefox, replica);
  await after.tryIt();
  expect(await after.hasPill()).toBe(false);
});
