import type { Page } from '@playwright/test';
import * as z from 'zod/mini';
import { expect, test } from './fixtures.ts';
import { issuedKey, pasteKey } from './keys.ts';
import { expectPill, pressPill } from './pill.ts';
import { servers } from './servers.ts';

const badgeSchema = z.object({ text: z.string(), title: z.string(), colour: z.array(z.number()) });
type Badge = z.infer<typeof badgeSchema>;

const teal = [15, 118, 110, 255];
const violet = [91, 33, 182, 255];
const red = [185, 28, 28, 255];

/** The toolbar's badge as the browser has it: on the docs tab, or everywhere else. */
async function badge(popup: Page, place: 'docs' | 'elsewhere'): Promise<Badge> {
  const found = await popup.evaluate(async (on) => {
    const tabs = on === 'docs' ? await chrome.tabs.query({ url: 'https://api.novapost.com/developers/*' }) : [];
    const where = tabs[0]?.id === undefined ? {} : { tabId: tabs[0].id };
    return {
      text: await chrome.action.getBadgeText(where),
      title: await chrome.action.getTitle(where),
      colour: await chrome.action.getBadgeBackgroundColor(where),
    };
  }, place);
  return badgeSchema.parse(found);
}

test('the badge counts the minutes of the environment that the tab shows', async ({ popup, portal, replica }) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  await pasteKey(popup, 'production', issuedKey(replica, 'production'));
  expect(await badge(popup, 'elsewhere')).toMatchObject({
    text: '',
    title: expect.stringContaining('Production: no token'),
  });

  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  await expect.poll(() => badge(popup, 'docs')).toMatchObject({ text: '59m', colour: teal });
  expect((await badge(popup, 'docs')).title).toMatch(/^Sandbox: authorized until \d{1,2}:\d\d/);

  await portal.selectServer(page, servers.production);
  await expectPill(page, 'expired', 'production');
  await expect.poll(() => badge(popup, 'docs')).toMatchObject({ text: '' });
  await pressPill(page, 'Authorize');
  await expect.poll(() => badge(popup, 'docs')).toMatchObject({ text: '59m', colour: violet });
  expect((await badge(popup, 'elsewhere')).text).toBe('59m');
});

test('the badge calls when the key is refused', async ({ popup, replica }) => {
  const key = issuedKey(replica, 'sandbox');
  replica.removeKey('sandbox', key);
  await pasteKey(popup, 'sandbox', key);
  await popup.getByRole('button', { name: 'Get token' }).click();
  await expect(popup.getByRole('alert')).toContainText('refused this key');
  await expect.poll(() => badge(popup, 'elsewhere')).toMatchObject({ text: '!', colour: red });
  expect((await badge(popup, 'elsewhere')).title).toContain('refused this key');
});

test('the last minute is red', async ({ popup, portal, replica }) => {
  replica.tokenLifetimeSeconds = 59;
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  await expect.poll(() => badge(popup, 'docs')).toMatchObject({ text: '<1m', colour: red });
});
