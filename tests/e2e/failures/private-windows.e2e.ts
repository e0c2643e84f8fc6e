import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extensionId, openPopup } from '../../browser/extension.ts';
import { docsOrigin } from '../../portal/replica.ts';
import { allowPrivate } from '../chrome-settings.ts';
import { expect, test } from '../fixtures.ts';
import { expectPill } from '../pill.ts';
import { createPortal } from '../portal.ts';
import { EXCHANGE, freshKey } from './exchange.ts';
import { launchBesideHostile } from './hostile-extension.ts';
import { settled } from './ours.ts';

test.use({ spec: 'small' });

test('a private window: no script of ours in its docs page, no token, and nobody can allow it', async ({
  replica,
  profile,
}) => {
  // Otherwise Chromium turns an unpacked extension off when its settings make it start anew.
  await mkdir(join(profile, 'Default'), { recursive: true });
  const preferences = { extensions: { ui: { developer_mode: true } } };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  // Playwright sees no private windows: another extension, which is let into them, looks around there for us.
  const { context, hostileId } = await launchBesideHostile({ replica, profile });
  try {
    const popup = await openPopup(context);
    await freshKey(popup, replica);
    expect(await allowPrivate(context, await extensionId(context))).toEqual({ isEnabled: false, isActive: false });
    expect(await allowPrivate(context, hostileId)).toEqual({ isEnabled: true, isActive: true });
    const other = await context.newPage();
    // It starts anew, and can't be reached before it has.
    await expect(() => other.goto(`chrome-extension://${hostileId}/page.html`)).toPass();

    const seen = await other.evaluate(async (url) => {
      const opened = await chrome.windows.create({ incognito: true, url });
      const tabId = opened?.tabs?.[0]?.id ?? -1;
      const isDrawn = () =>
        chrome.scripting.executeScript({
          target: { tabId },
          world: 'MAIN',
          func: () =>
            Boolean(Object(Reflect.get(Object(document.querySelector('rapi-doc')), 'resolvedSpec')).securitySchemes),
        });
      const drawn = Promise.withResolvers<void>();
      const look = () =>
        void isDrawn().then(
          ([{ result } = { result: false }]) => (result ? drawn.resolve() : requestAnimationFrame(look)),
          () => requestAnimationFrame(look),
        );
      look();
      await drawn.promise;
      const [inPage] = await chrome.scripting.executeScript({
        target: { tabId },
        world: 'MAIN',
        func: () => ({
          takesGreeting: !document.dispatchEvent(
            new CustomEvent('novapost-authorizer', { detail: 'a-name', cancelable: true }),
          ),
          heard: Object(Reflect.get(globalThis, 'heard')).length,
          pills: document.querySelectorAll('novapost-authorizer').length,
          scheme: Object(Reflect.get(Object(document.querySelector('rapi-doc')), 'resolvedSpec')).securitySchemes[0]
            .finalKeyValue,
        }),
      });
      return { incognito: opened?.incognito, inPage: inPage?.result };
    }, `${docsOrigin}/developers/index.html`);
    expect(seen).toEqual({
      incognito: true,
      // What is heard is the greeting that was just sent: nobody of ours has said a word before.
      inPage: { takesGreeting: false, heard: 1, pills: 0, scheme: '' },
    });
    await settled(popup);
    expect(replica.requestsTo(EXCHANGE)).toEqual([]);

    // The same in a window that isn't private.
    await expectPill(await createPortal(replica, () => context.newPage()).open(), 'authorized', 'sandbox');
  } finally {
    await context.close();
  }
});
