import type { Page } from '@playwright/test';
import { openExtensionPage } from '../browser/extension.ts';
import { expectPill } from '../e2e/pill.ts';
import { servers } from '../e2e/servers.ts';
import { openOperation, rendererReady, selectServer } from '../e2e/try-it-out.ts';
import { novaStack } from '../../utils/portals/templates/novastack.ts';
import type { DocsVariant } from '../portal/docs/index.ts';
import { atlas, ferry } from './portals.ts';
import type { World } from './world.ts';

/** Everything that people see, one line or a few a state. The gallery draws it; the tests of what everyone must be able to use go through it. */

export interface State {
  /** Also the picture's file. */
  readonly name: string;
  readonly on: 'popup' | 'settings' | 'welcome' | 'docs';
  /** Drawn in every language, and not in English alone. */
  readonly main?: true;
  /** Part of the page's address: a query or a hash. */
  readonly part?: string;
  /** Which docs; RapiDoc without it. */
  readonly docs?: DocsVariant;
  /** Before the page is opened. */
  readonly before?: (world: World) => Promise<void>;
  /** Once it is drawn. */
  readonly after?: (page: Page, world: World) => Promise<void>;
}

const PASSPHRASE = 'four words and more';
const swagger: DocsVariant = { renderer: 'swagger-ui', version: '5.35.0', reach: 'window-ui' };
const production = '?environment=production';

const sandboxKey = ({ addKey }: World) => addKey('sandbox', 'Warehouse');
const sandboxToken = async (world: World) => {
  await sandboxKey(world);
  await world.getToken('sandbox');
};
const productionKeys = async ({ addKey }: World) => {
  await addKey('production', 'Shop in Berlin');
  await addKey('production', 'Returns');
};
const DAY_MS = 24 * 60 * 60 * 1000;
/** Not even that makes anything wider. */
const LONG_WORD = 'integration_of_the_shop_in_berlin_for_returns_and_refunds';
/** One that ended, one that ends soon, one with time left. */
const endingKeys = async (world: World) => {
  await productionKeys(world);
  await world.addKey('production', 'Old shop');
  const ends = [300, 5, -2];
  for (const [at, days] of ends.entries()) {
    const validUntil = Date.now() + days * DAY_MS;
    await world.ask('key.edit', {
      keyId: `key-${at + 1}`,
      label: days < 0 ? LONG_WORD : `Shop ${at + 1}`,
      organization: 'Acme GmbH',
      validUntil,
    });
  }
};
const lock = async (world: World) => {
  await sandboxKey(world);
  await world.ask('vault.protect', { protection: 'passphrase', passphrase: PASSPHRASE });
  await world.ask('vault.lock');
};

/** Two portals beside the built-in one. */
const addPortals = async ({ ask }: World) => {
  for (const portal of [atlas, ferry]) await ask('portal.save', { portal });
};
const atlasKey = async (world: World) => {
  await addPortals(world);
  const secret = '4f1d7c0b92e6a835d40c7be19f2a63d8';
  const facts = { label: 'Map of Berlin', permissions: ['read', 'write'] };
  await world.ask('key.add', { keyId: 'atlas-1', environment: 'atlas-live', secret, ...facts });
};
/** A token that says only when it ends. */
const pastedToken = (at: number) => {
  const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ exp: Math.floor(at / 1000) })}.c2lnbmVk`;
};
const ferryToken = async (world: World, at: number) => {
  await addPortals(world);
  const secret = pastedToken(at);
  await world.ask('key.add', { keyId: 'ferry-1', environment: 'ferry', secret, label: 'Night line' });
};

/** In the popup and on the welcome page. */
const phone = (page: Page) => page.locator('input[name="phone"]');

/** Without leave for its sites: nobody is there to give it. */
const addPortal = ({ ask }: World) => {
  const environments = novaStack.environments.map((environment) => Object.assign({}, environment, { id: 'p-1/1' }));
  return ask('portal.save', { portal: { ...novaStack, id: 'p-1', docs: ['https://docs.novapai.ai/*'], environments } });
};

export const states: readonly State[] = [
  { name: 'popup-empty', on: 'popup', main: true },
  { name: 'popup-empty-production', on: 'popup', part: production },
  {
    name: 'popup-not-a-number',
    on: 'popup',
    after: async (page, { press }) => {
      await phone(page).fill('12');
      await press(page, 'add.make');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'popup-sandbox',
    on: 'popup',
    main: true,
    before: sandboxToken,
    after: (page) => page.getByRole('timer').waitFor(),
  },
  { name: 'popup-no-token', on: 'popup', before: sandboxKey },
  {
    name: 'popup-production',
    on: 'popup',
    main: true,
    part: production,
    before: async (world) => {
      await productionKeys(world);
      await world.getToken('production');
    },
    after: (page) => page.getByRole('timer').waitFor(),
  },
  {
    name: 'popup-ends-soon',
    on: 'popup',
    part: production,
    before: async (world) => {
      world.replica.tokenLifetimeSeconds = 240;
      await productionKeys(world);
      await world.getToken('production');
    },
    after: (page) => page.getByRole('timer').waitFor(),
  },
  {
    name: 'popup-adding',
    on: 'popup',
    before: sandboxKey,
    after: async (page, { press }) => {
      await press(page, 'keys.add');
      await phone(page).waitFor();
    },
  },
  {
    name: 'popup-removing',
    on: 'popup',
    part: production,
    before: productionKeys,
    after: (page, { press }) => press(page, 'keys.remove'),
  },
  {
    name: 'popup-refused',
    on: 'popup',
    before: async (world) => {
      await world.addKey('sandbox', 'Old key', { known: false });
      await world.getToken('sandbox');
    },
    after: (page) => page.getByRole('alert').waitFor(),
  },
  { name: 'popup-locked', on: 'popup', main: true, before: lock },
  { name: 'popup-ending-keys', on: 'popup', part: production, before: endingKeys },
  {
    name: 'popup-details',
    on: 'popup',
    main: true,
    part: production,
    before: endingKeys,
    after: async (page, { press }) => {
      await press(page, 'keys.details');
      await page.locator('input[name="valid-until"]').waitFor();
    },
  },
  {
    name: 'popup-search',
    on: 'popup',
    before: async ({ addKey }) => {
      for (let at = 1; at <= 9; at += 1) await addKey('sandbox', `Shop ${at}`);
    },
    after: (page) => page.locator('input[name="search"]').fill('Shop 7'),
  },
  {
    name: 'popup-copy-as',
    on: 'popup',
    main: true,
    before: sandboxToken,
    after: async (page, { press }) => {
      await press(page, 'copyAs.open');
      await page.locator('#copy-as-heading').waitFor();
    },
  },
  {
    name: 'popup-lately',
    on: 'popup',
    main: true,
    before: sandboxToken,
    after: async (page, { press }) => {
      await press(page, 'events.open');
      await page.getByRole('listitem').first().waitFor();
    },
  },
  { name: 'popup-portal-empty', on: 'popup', part: '?environment=atlas-live', before: addPortals },
  {
    name: 'popup-portal',
    on: 'popup',
    main: true,
    part: '?environment=atlas-live',
    before: atlasKey,
    after: (page, { words }) => page.getByText(words('sent.inUse'), { exact: true }).waitFor(),
  },
  {
    name: 'popup-portal-details',
    on: 'popup',
    part: '?environment=atlas-live',
    before: atlasKey,
    after: async (page, { press }) => {
      await press(page, 'keys.details');
      await page.locator('input[name="permission"]').first().waitFor();
    },
  },
  {
    name: 'popup-portal-issuing',
    on: 'popup',
    main: true,
    part: '?environment=atlas-live',
    before: atlasKey,
    after: async (page, { press }) => {
      await press(page, 'keys.add');
      await page.locator('input[name="owner"]').waitFor();
      await page.locator('input[name="label"]').first().fill('Ferry timetable, summer');
      await press(page, 'issue.make');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'popup-portal-copy-as',
    on: 'popup',
    part: '?environment=atlas-live',
    before: atlasKey,
    after: async (page, { press }) => {
      await press(page, 'copyAs.open');
      await page.locator('select[name="form"]').selectOption('python');
    },
  },
  {
    name: 'popup-portal-pasted',
    on: 'popup',
    part: '?environment=ferry',
    before: (world) => ferryToken(world, Date.now() + 3.2 * DAY_MS),
    after: (page) => page.getByRole('timer').waitFor(),
  },
  {
    name: 'popup-portal-ended',
    on: 'popup',
    part: '?environment=ferry',
    before: (world) => ferryToken(world, Date.now() - DAY_MS),
    after: (page) => page.getByRole('alert').waitFor(),
  },
  { name: 'settings', on: 'settings', main: true, before: sandboxKey },
  {
    name: 'settings-passphrase',
    on: 'settings',
    before: async (world) => {
      await sandboxKey(world);
      await world.ask('vault.protect', { protection: 'passphrase', passphrase: PASSPHRASE });
    },
  },
  { name: 'settings-forgotten', on: 'settings', part: '#forgotten', before: lock },
  {
    name: 'settings-asks',
    on: 'settings',
    before: sandboxKey,
    after: (page, { press }) => press(page, 'options.forget.forget'),
  },
  {
    name: 'settings-portals',
    on: 'settings',
    part: '#portals',
    before: addPortal,
    after: (page, { words }) => page.getByText(words('portals.notAllowed')).first().waitFor(),
  },
  {
    name: 'settings-portal-form',
    on: 'settings',
    part: '#portals',
    after: async (page, { press }) => {
      await press(page, 'portals.add.own');
      await page.locator('input[name="credential"]').first().check();
      await page.locator('input[name="scheme"]').nth(2).check();
      await page.locator('textarea[name="docs"]').fill('docs.example.com');
      await press(page, 'portals.form.addEnvironment');
      await press(page, 'portals.form.add');
      await page.getByRole('alert').first().waitFor();
    },
  },
  {
    name: 'settings-portal-try',
    on: 'settings',
    part: '#portals',
    after: async (page, { press }) => {
      await press(page, 'portals.templates.novastack');
      await press(page, 'portals.try.send');
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'welcome', on: 'welcome', main: true },
  { name: 'welcome-production', on: 'welcome', part: production },
  { name: 'welcome-ready', on: 'welcome', before: sandboxKey },
  {
    name: 'docs-no-key',
    on: 'docs',
    after: (page) => expectPill(page, 'none', 'sandbox'),
  },
  {
    name: 'docs-authorized',
    on: 'docs',
    main: true,
    before: sandboxKey,
    after: (page) => expectPill(page, 'authorized', 'sandbox'),
  },
  {
    name: 'docs-try',
    on: 'docs',
    before: sandboxKey,
    after: async (page) => {
      await expectPill(page, 'authorized', 'sandbox');
      await (await openOperation(page)).evaluate((button) => button.scrollIntoView({ block: 'center' }));
    },
  },
  {
    name: 'docs-click-needed',
    on: 'docs',
    before: productionKeys,
    after: async (page) => {
      await selectServer(page, servers.production);
      await expectPill(page, 'expired', 'production');
    },
  },
  {
    name: 'docs-production',
    on: 'docs',
    before: async (world) => {
      await productionKeys(world);
      await world.ask('settings.fill', { environment: 'production', on: true });
    },
    after: async (page) => {
      await selectServer(page, servers.production);
      await expectPill(page, 'authorized', 'production');
    },
  },
  {
    name: 'docs-swagger-authorized',
    on: 'docs',
    docs: swagger,
    before: sandboxKey,
    after: (page) => expectPill(page, 'authorized', 'sandbox'),
  },
  {
    name: 'docs-swagger-locked',
    on: 'docs',
    docs: swagger,
    before: lock,
    after: (page) => expectPill(page, 'locked', 'sandbox'),
  },
];

const paths = { popup: 'popup.html', settings: 'options.html', welcome: 'welcome.html' } as const;

/** What a person gets: the popup is as wide as it makes itself, and at most this high. */
export const sizes = {
  popup: { width: 380, height: 600 },
  settings: { width: 1280, height: 800 },
  welcome: { width: 1280, height: 800 },
  docs: { width: 1280, height: 800 },
} as const;

/**
 * Makes a state, from the beginning.
 *
 * @returns the page that shows it, in a tab of its own
 */
export async function show(world: World, { on, part = '', docs, before, after }: State): Promise<Page> {
  await world.reset();
  await before?.(world);
  if (docs) world.replica.docs = docs;
  const page =
    on === 'docs' ? await world.portal.open() : await openExtensionPage(world.context, `${paths[on]}${part}`);
  await page.setViewportSize(sizes[on]);
  if (on === 'docs') await rendererReady(page);
  else await page.getByRole('heading', { level: 1 }).waitFor();
  await after?.(page, world);
  return page;
}
