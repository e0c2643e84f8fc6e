import { writeFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { lastingId } from '../../utils/options/portal-ids';
import { allowPrompt, denyPrompt, stopBackground } from '../browser/firefox-inside.ts';
import { parcels, parcelsSites } from '../e2e/added-portals/portals.ts';
import { openParcelsDocs } from './docs-page.ts';
import { expect, test } from './fixtures.ts';
import { expectKey, openOwn, openPopup } from './popup.ts';
import type { Tab } from './tab.ts';

/** The part of the browser that our own pages have. */
declare const browser: {
  readonly permissions: { getAll(): Promise<{ readonly origins: readonly string[] }> };
  readonly scripting: { getRegisteredContentScripts(): Promise<readonly { readonly id: string }[]> };
  readonly storage: { readonly session: { get(keys: null): Promise<unknown> } };
};

const tracesSchema = z.object({ scripts: z.array(z.string()), sites: z.array(z.string()), isStored: z.boolean() });

/** What the browser keeps of the portal: scripts, sites and records. */
const traces = (ours: Tab) =>
  ours.run(tracesSchema, async () => {
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
      scripts: scripts.map(({ id }) => id).toSorted(),
      sites: origins.filter((origin) => origin.includes('parcels')).toSorted(),
      isStored: JSON.stringify([records, await browser.storage.session.get(null)]).includes('parcels'),
    };
  });

const NOTHING = { scripts: [], sites: [], isStored: false };

test('a portal that a person adds: its sites are asked for and may be denied, its header goes where it belongs, and nothing of it stays', async ({
  firefox,
  replica,
}, info) => {
  const file = info.outputPath('portal.json');
  await writeFile(file, JSON.stringify({ format: 'api-docs-portal', version: 1, portal: parcels }));
  const options = await openOwn(firefox, 'options.html#portals');
  await options.chooseFile(file);
  await options.click('button', 'Add portal');
  await expect.poll(() => firefox.inside(denyPrompt)).toBe(true);
  // Nothing of it is kept, and what was typed is still there.
  await expect.poll(() => options.words()).toContain('The browser keeps the extension away from');
  expect(await traces(options)).toEqual(NOTHING);
  await options.click('button', 'Add portal');
  await expect.poll(() => firefox.inside(allowPrompt)).toBe(true);
  await expect.poll(() => options.words()).toContain('Parcels is added.');
  const added = await traces(options);
  expect(added).toMatchObject({ sites: parcelsSites.toSorted(), isStored: true });
  expect(added.scripts).toEqual(['ISOLATED', 'MAIN']);
  const id = lastingId(
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

  expect(await traces(options)).toEqual(added);
  await options.click('button', 'Remove Parcels');
  await options.click('button', 'Remove the portal');
  await expect.poll(() => traces(options)).toEqual(NOTHING);
  const after = await openParcelsDocs(firefox, replica);
  await after.tryIt();
  expect(await after.hasPill()).toBe(false);
});
