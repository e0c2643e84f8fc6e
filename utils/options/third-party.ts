/** What of others is in the package. A test compares it with what we depend on; the licences' texts are in `public/third-party.txt`. */
export const thirdParty: readonly { readonly name: string; readonly licence: string }[] = [
  { name: 'preact', licence: 'MIT' },
  { name: '@preact/signals', licence: 'MIT' },
  { name: '@preact/signals-core', licence: 'MIT' },
  { name: 'idb-keyval', licence: 'Apache-2.0' },
  { name: '@wxt-dev/i18n', licence: 'MIT' },
  { name: '@wxt-dev/browser', licence: 'MIT' },
  { name: 'wxt', licence: 'MIT' },
];
