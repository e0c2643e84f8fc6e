import type { Page } from '@playwright/test';
import { killWorker, openPopup } from '../../browser/extension.ts';
import { launchWithExtension } from '../../browser/launch.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey, openTab, pasteKey } from '../keys.ts';
import { expectPill } from '../pill.ts';
import { createPortal } from '../portal.ts';
import { inOurWorld, settled, stored } from './ours.ts';

const EXCHANGE = '/v.1.0/clients/authorization';

test.use({ spec: 'small' });

const attempts = ['local', 'session'].flatMap((area) => [
  `chrome.storage.${area}.get(null)`,
  `chrome.storage.${area}.getBytesInUse(null)`,
  `chrome.storage.${area}.set({ keyring: null })`,
  `chrome.storage.${area}.setAccessLevel({ accessLevel: 'TRUSTED_AND_UNTRUSTED_CONTEXTS' })`,
]);

async function expectClosed(page: Page, when: string): Promise<void> {
  for (const attempt of attempts) {
    const seen = await inOurWorld(page, `(async () => ${attempt})()`);
    const refused = { error: expect.stringMatching(/not allowed from this context|is not a function/) };
    expect(seen, `${attempt}, ${when}`).toEqual(refused);
  }
}

test('a content script that reads either area is refused, also after kill, reload and restart', async ({
  replica,
  profile,
}) => {
  const before = await launchWithExtension({ replica, profile });
  try {
    const popup = await openPopup(before);
    await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
    const page = await createPortal(replica, () => before.newPage()).open();
    await expectPill(page, 'authorized', 'sandbox');
    expect(await inOurWorld(page, 'Promise.resolve(chrome.runtime.id)')).toHaveProperty('value');
    await expectClosed(page, 'at first');
    await killWorker(before);
    await expectClosed(page, 'after the worker was killed');
    await page.reload();
    await expectPill(page, 'authorized', 'sandbox');
    await expectClosed(page, 'after a reload');
  } finally {
    await before.close();
  }
  const after = await launchWithExtension({ replica, profile });
  try {
    const page = await createPortal(replica, () => after.newPage()).open();
    await expectPill(page, 'authorized', 'sandbox');
    await expectClosed(page, 'after a restart');
  } finally {
    await after.close();
  }
});

/** Fills an area to its last bytes, or gives them back. */
const fillUp = (popup: Page, area: 'local' | 'session', full: boolean): Promise<void> =>
  popup.evaluate(
    async ([name, isFull]) => {
      const storage = chrome.storage[name];
      if (!isFull) return storage.remove(['ballast', 'crumbs']);
      const coarse = 65_536;
      await storage.set({ ballast: 'x'.repeat(storage.QUOTA_BYTES - (await storage.getBytesInUse(null)) - coarse) });
      // Only by trying is it known how much the area counts for a text.
      for (let size = 0, step = coarse; step >= 1; step = Math.floor(step / 2)) {
        const fits = storage.set({ crumbs: 'x'.repeat(size + step) }).then(
          () => true,
          () => false,
        );
        if (await fits) size += step;
      }
    },
    [area, full] as const,
  );

const NO_ROOM = /no room left.*What was saved before is still there.*Free some space/s;

test('quota full: nothing is lost, it is said, and afterwards it works', async ({ popup, replica, ownOutput }) => {
  const key = issuedKey(replica, 'sandbox');
  await pasteKey(popup, 'sandbox', key, 'First');
  await fillUp(popup, 'local', true);
  const before = await stored(popup);
  const second = issuedKey(replica, 'sandbox');
  await popup.getByRole('button', { name: 'Add key' }).click();
  await popup.getByRole('textbox', { name: 'API key' }).fill(second);
  await popup.getByRole('button', { name: 'Save key' }).click();
  await expect(popup.getByRole('alert')).toContainText(NO_ROOM);
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveValue(second);
  expect(await stored(popup)).toEqual(before);

  await fillUp(popup, 'local', false);
  await popup.getByRole('button', { name: 'Save key' }).click();
  await expect(popup.getByRole('list', { name: 'Saved keys' }).getByRole('radio')).toHaveCount(2);
  expect(JSON.stringify((await stored(popup)).local)).toContain(key);
  expect(ownOutput.join('\n')).not.toContain(second);
});

test('quota of the session full: no exchange is made whose token could not be kept', async ({ popup, replica }) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  await fillUp(popup, 'session', true);
  await popup.getByRole('button', { name: 'Get token' }).click();
  await expect(popup.getByRole('alert')).toContainText(NO_ROOM);
  expect(replica.requestsTo(EXCHANGE)).toEqual([]);
  await fillUp(popup, 'session', false);
  await popup.getByRole('button', { name: 'Get token' }).click();
  await expect(popup.getByRole('timer')).toBeVisible();
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);
});

/** Everything of ours that writes, asked for as the popup asks. */
const askForAll = (popup: Page, secret: string): Promise<void> =>
  popup.evaluate(async (key) => {
    const [environment, keyId] = ['sandbox', 'a-new-one'];
    for (const [type, payload] of [
      ['key.add', { keyId, environment, secret: key, label: '' }],
      ['key.activate', { keyId }],
      ['token.get', { environment, fresh: true }],
      ['settings.fill', { environment, on: true }],
      ['key.issue', { environment, values: { phone: '498213437654' } }],
      ['key.remove', { keyId }],
    ] as const)
      await chrome.runtime.sendMessage({ type, payload });
  }, secret);

const records = [
  { name: 'keyring', area: 'local', called: 'saved keys' },
  { name: 'settings', area: 'local', called: 'settings' },
  { name: 'sandboxRequests', area: 'local', called: 'earlier sandbox requests' },
  { name: 'tokens', area: 'session', called: 'tokens' },
] as const;

const put = (popup: Page, area: 'local' | 'session', name: string, value: unknown): Promise<void> =>
  popup.evaluate(([where, record]) => chrome.storage[where].set(record), [area, { [name]: value }] as const);

for (const { name, area, called } of records) {
  test(`a ${name} record of a newer version is read-only and never erased, and the popup says so`, async ({
    context,
    popup,
    portal,
    replica,
  }) => {
    const newer = { version: 99, data: { vault: [{ secret: 'of-tomorrow' }] } };
    await pasteKey(popup, 'production', issuedKey(replica, 'production'));
    await put(popup, area, name, newer);
    await popup.reload();
    await expect(popup.getByRole('alert').filter({ hasText: `A newer version wrote the ${called}` })).toBeVisible();
    await askForAll(popup, issuedKey(replica, 'sandbox'));
    await killWorker(context);
    await askForAll(popup, issuedKey(replica, 'sandbox'));
    const page = await portal.open();
    await settled(popup);
    await page.reload();
    await settled(popup);
    expect((await stored(popup))[area][name]).toEqual(newer);
  });
}

const nonsense: Readonly<Record<string, unknown>> = {
  'a shape that is none': { version: 1, data: { keys: 'all of them', active: 7 } },
  'a version that never was': { version: 0, data: {} },
  'a list': [1, 2, 3],
  'a text': 'abc',
};

for (const { name, called } of records.filter(({ area }) => area === 'local')) {
  test(`a ${name} record that is nonsense is set aside as it is, the popup says so, and work goes on`, async ({
    popup,
    replica,
  }) => {
    for (const [what, value] of Object.entries(nonsense)) {
      await test.step(what, async () => {
        await put(popup, 'local', name, value);
        await popup.reload();
        await expect(popup.getByRole('alert').filter({ hasText: `The ${called} were damaged` })).toBeVisible();
        await expect
          .poll(async () => (await stored(popup)).local['aside'])
          .toMatchObject({ data: expect.arrayContaining([expect.objectContaining({ name, value })]) });
        expect((await stored(popup)).local[name]).toBeUndefined();
      });
    }
    await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
    await popup.getByRole('button', { name: 'Get token' }).click();
    await expect(popup.getByRole('timer')).toBeVisible();
  });
}

test('tokens that are nonsense are dropped, and the next is one click away', async ({ popup, replica }) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  await put(popup, 'session', 'tokens', 'abc');
  await popup.reload();
  await popup.getByRole('button', { name: 'Get token' }).click();
  await expect(popup.getByRole('timer')).toBeVisible();
});

test('records of the first version are migrated once, and go on working', async ({ context, popup, replica }) => {
  const secret = issuedKey(replica, 'sandbox');
  const facts = { source: 'pasted', createdAt: null, validUntil: null, status: null, organization: '' };
  const key = { id: 'k', environment: 'sandbox', label: 'Old', secret, addedAt: 1, ...facts };
  const keyring = { keys: [key], active: { sandbox: 'k' } };
  await put(popup, 'local', 'keyring', { version: 1, data: keyring });
  await killWorker(context);
  await popup.reload();
  await expect(popup.getByRole('list', { name: 'Saved keys' }).getByRole('radio', { name: 'Old' })).toBeChecked();
  const migrated = { version: 3, data: { ...keyring, protection: 'device' } };
  await expect.poll(async () => (await stored(popup)).local['keyring']).toMatchObject(migrated);
  await popup.getByRole('button', { name: 'Get token' }).click();
  await expect(popup.getByRole('timer')).toBeVisible();
});

test('a record of a newer version is still there after a restart, and the popup says so again', async ({
  replica,
  profile,
}) => {
  const newer = { version: 99, data: { vault: [] } };
  const before = await launchWithExtension({ replica, profile });
  const popup = await openPopup(before);
  await put(popup, 'local', 'keyring', newer);
  await before.close();
  const after = await launchWithExtension({ replica, profile });
  const reopened = await openPopup(after);
  await expect(reopened.getByRole('alert')).toContainText('A newer version wrote the saved keys');
  await openTab(reopened, 'production');
  await expect(reopened.getByRole('textbox', { name: 'API key' })).toHaveCount(0);
  expect((await stored(reopened)).local['keyring']).toEqual(newer);
  await after.close();
});
