import { randomBytes } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import type { EnvironmentId, Replica } from '../portal/replica.ts';

const tabNames: Record<EnvironmentId, string> = {
  sandbox: 'Sandbox',
  production: 'Production',
  'production-ua': 'Production Ukraine',
};

/** @returns a key that the replica knows, different each time */
export function issuedKey(replica: Replica, environment: EnvironmentId): string {
  const key = randomBytes(16).toString('hex');
  replica.addKey(environment, key);
  return key;
}

/** Shows an environment in the popup. */
export const openTab = (popup: Page, environment: EnvironmentId): Promise<void> =>
  popup.getByRole('tab', { name: tabNames[environment], exact: true }).click();

/** Pastes a key into the popup as a person does, and waits until it is saved. */
export async function pasteKey(popup: Page, environment: EnvironmentId, key: string, label = 'My key'): Promise<void> {
  await openTab(popup, environment);
  const field = popup.getByRole('textbox', { name: 'API key' });
  const add = popup.getByRole('button', { name: 'Add key' });
  await field.or(add).waitFor();
  if (await add.isVisible()) await add.click();
  await field.fill(key);
  await popup.getByRole('textbox', { name: 'Label' }).fill(label);
  await popup.getByRole('button', { name: 'Save key' }).click();
  await expect(popup.getByRole('list', { name: 'Saved keys' }).getByRole('radio', { name: label })).toBeChecked();
}
