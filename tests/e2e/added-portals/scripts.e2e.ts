import { killWorker, openPopup } from '../../browser/extension.ts';
import { launchWithExtension } from '../../browser/launch.ts';
import { expect, test } from '../fixtures.ts';
import { expectPill } from '../pill.ts';
import { createPortal } from '../portal.ts';
import { parcels, parcelsSites } from './portals.ts';
import { savePortal } from './tell.ts';

test("our scripts are in an added portal's docs after the browser was closed, and after the extension was updated", async ({
  profile,
  replica,
}) => {
  const start = () => launchWithExtension({ replica, profile, grantedHosts: parcelsSites });
  const first = await start();
  await savePortal(await openPopup(first), parcels);
  await first.close();

  const second = await start();
  const portal = createPortal(replica, () => second.newPage());
  const page = await portal.open({ of: 'parcels' });
  await expectPill(page, 'none', 'p-parcels/2');

  // An update takes registered scripts away; whatever starts the new version's worker brings them back.
  const ours = await openPopup(second);
  await ours.evaluate(() => chrome.scripting.unregisterContentScripts());
  await killWorker(second);
  await ours.reload();
  await expect
    .poll(() => ours.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length))
    .toBe(2);
  await page.reload();
  await expectPill(page, 'none', 'p-parcels/2');
  await second.close();
});
