import { expect } from '@playwright/test';
import { extensionOrigin } from '../browser/firefox-inside.ts';
import type { Firefox } from '../browser/firefox-launch.ts';
import type { EnvironmentId } from '../portal/replica.ts';
import { openTab, type Tab } from './tab.ts';

const names: Record<EnvironmentId, string> = {
  sandbox: 'Sandbox',
  production: 'Production',
  'production-ua': 'Production Ukraine',
};

/**
 * @param page of the extension, with what is behind it in the address
 * @returns it, opened in a tab
 */
export const openOwn = async (firefox: Firefox, page: string): Promise<Tab> =>
  openTab(firefox, `${await firefox.inside(extensionOrigin, firefox.id)}/${page}`);

/**
 * @param query as the extension itself adds it where the popup has to be a page: which tab it is about
 * @returns the popup, opened in a tab
 */
export const openPopup = (firefox: Firefox, query = ''): Promise<Tab> => openOwn(firefox, `popup.html${query}`);

/** Shows an environment. */
export const showEnvironment = (popup: Tab, environment: EnvironmentId): Promise<void> =>
  popup.click('tab', names[environment]);

/** Waits until a key, this one if it is named, is in use. */
export const expectKey = (popup: Tab, label?: string): Promise<void> =>
  expect.poll(() => popup.isChecked('radio', label), { message: `key "${label ?? ''}" in use` }).toBe(true);

/** Types a key into an environment that has none, and saves it. */
export const saveKey = async (popup: Tab, environment: EnvironmentId, key: string, label: string): Promise<void> => {
  await showEnvironment(popup, environment);
  await popup.type('textbox', 'API key', key);
  await popup.type('textbox', 'Label', label);
  await popup.click('button', 'Save key');
};

/** The same, and waits until it is saved. */
export const addKey = async (popup: Tab, environment: EnvironmentId, key: string, label = 'My key'): Promise<void> => {
  await saveKey(popup, environment, key, label);
  await expectKey(popup, label);
};
