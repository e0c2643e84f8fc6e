import type { Key, Keyring } from '../../../utils/vault/keyring';

/** A key; `id` and `secret` say which. */
export const keyOf = (id: string, facts: Partial<Key> = {}): Key => ({
  id,
  environment: 'sandbox',
  label: '',
  secret: `secret-${id}`,
  source: 'pasted',
  addedAt: 0,
  createdAt: null,
  validUntil: null,
  status: null,
  organization: '',
  permissions: [],
  ...facts,
});

/** A keyring in which the last key of each environment is the active one. */
export const keyringOf = (...keys: Key[]): Keyring => ({
  keys,
  active: Object.fromEntries(keys.map(({ id, environment }) => [environment, id])),
});
