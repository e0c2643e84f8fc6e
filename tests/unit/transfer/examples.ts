import type { Entry } from '../../../utils/transfer/format';
import type { Key, Keyring } from '../../../utils/vault/keyring';

/** What is in the files under examples/. Neither is ever changed: a new version of the format gets new files beside them. */

export const passphrase = 'correct horse battery staple';

const facts: Omit<Key, 'id' | 'environment' | 'label' | 'secret' | 'addedAt'> = {
  source: 'pasted',
  createdAt: null,
  validUntil: null,
  status: null,
  organization: '',
  permissions: [],
};

const first: Keyring = {
  keys: [
    { ...facts, id: 'a', environment: 'sandbox', label: '', secret: 'example-one', addedAt: 1_700_000_000_000 },
    {
      id: 'b',
      environment: 'sandbox',
      label: 'Tests “Ї” 🗝',
      secret: 'example-two',
      source: 'phone',
      addedAt: 1_720_000_000_000,
      createdAt: 1_720_000_000_000,
      validUntil: 1_800_000_000_000,
      status: 'active',
      organization: '',
      permissions: [],
    },
    {
      ...facts,
      id: 'c',
      environment: 'production',
      label: 'Shop',
      secret: 'example-three',
      addedAt: 1_710_000_000_000,
      status: 'expired',
      organization: 'Beispiel GmbH',
    },
    { ...facts, id: 'd', environment: 'production-ua', label: 'Крамниця', secret: 'example-four', addedAt: 0 },
  ],
  active: { sandbox: 'b', production: 'c', 'production-ua': 'd' },
};

const firstEntries: Entry[] = [
  { environment: 'sandbox', label: '', organization: '', validUntil: null, permissions: [] },
  { environment: 'sandbox', label: 'Tests “Ї” 🗝', organization: '', validUntil: 1_800_000_000_000, permissions: [] },
  { environment: 'production', label: 'Shop', organization: 'Beispiel GmbH', validUntil: null, permissions: [] },
  { environment: 'production-ua', label: 'Крамниця', organization: '', validUntil: null, permissions: [] },
];

const permissions = ['read', 'write'];

/** By the format's version. */
export const contents: Readonly<Record<string, { readonly keyring: Keyring; readonly entries: readonly Entry[] }>> = {
  v1: { keyring: first, entries: firstEntries },
  v2: {
    keyring: {
      ...first,
      keys: first.keys.map((key) => (key.id === 'c' ? Object.assign({}, key, { permissions }) : key)),
    },
    entries: firstEntries.map((entry) => (entry.label === 'Shop' ? Object.assign({}, entry, { permissions }) : entry)),
  },
};
