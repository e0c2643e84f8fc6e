import { expect, it } from 'vitest';
import { keyOf, keyringOf } from '../support/keys';
import { popupWorld } from './popup-world';

it('has only the environments that the organization leaves there, and says that keys are to be kept another way', async () => {
  const { store, records } = popupWorld({ keyring: keyringOf(keyOf('k')) });
  await records.policy.update(() => ({ environments: ['production'], protection: 'passphrase' }));
  await store.open();
  expect(store.environments.value.map(({ id }) => id)).toEqual(['production']);
  expect(store.selected.value.id).toBe('production');
  expect(store.mustProtect.value).toBe(true);
  // The settings ask that, once for all keys.
  expect(store.view.value.asksProtection).toBe(false);
  await records.policy.update(() => ({}));
  expect(store.environments.value).toHaveLength(3);
  expect(store.mustProtect.value).toBe(false);
});

it('leaves an environment that the organization hides while it is shown: Chromium tells of that seconds after its start', async () => {
  const { store, records } = popupWorld();
  await store.open();
  store.toggleAdding();
  await records.policy.update(() => ({ environments: ['sandbox', 'production'] }));
  expect([store.selected.value.id, store.adding.value]).toEqual(['sandbox', true]);
  await records.policy.update(() => ({ environments: ['production'] }));
  expect([store.selected.value.id, store.adding.value]).toEqual(['production', false]);
});

it('says that the organization has decided which docs are filled by themselves, and for which', async () => {
  const { store, records } = popupWorld({ keyring: keyringOf(keyOf('k')) });
  await records.policy.update(() => ({ fillsByItself: { production: false } }));
  await store.open();
  expect(store.fillForced.value).toBe(false);
  store.select('production');
  expect(store.fillForced.value).toBe(true);
});
