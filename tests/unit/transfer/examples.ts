import type { Keyring } from '../../../utils/vault/keyring';

/** What is in the files under examples/. Neither is ever changed: a new version of the format gets new files beside them. */

export const passphrase = 'correct horse battery staple';

const facts = { source: 'pasted', createdAt: null, validUntil: null, status: null, organization: '' } as const;

export const keyring: Keyring = {
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

export const entries = [
  { environment: 'sandbox', label: '', organization: '', validUntil: null },
  { environment: 'sandbox', label: 'Tests “Ї” 🗝', organization: '', validUntil: 1_800_000_000_000 },
  { environment: 'production', label: 'Shop', organization: 'Beispiel GmbH', validUntil: null },
  { environment: 'production-ua', label: 'Крамниця', organization: '', validUntil: null },
];
