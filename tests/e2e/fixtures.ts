import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type BrowserContext, expect, type Page } from '@playwright/test';
import { openPopup } from '../browser/extension.ts';
import { type LaunchOptions, launchWithExtension, onLaunch } from '../browser/launch.ts';
import { leaveNote } from '../leaks/notes.ts';
import { secretsOf } from '../leaks/search.ts';
import { type Replica, type SpecChoice, startReplica } from '../portal/replica.ts';
import { ownOutputOf } from './own-output.ts';
import { createPortal, type PortalPage } from './portal.ts';
import { wireTrouble } from './wire.ts';
import { createWitness, type Witness } from './witness.ts';

export { expect };

interface WorkerFixtures {
  /** One server for all tests of a worker. Use `replica`, which is clean. */
  readonly server: Replica;
}

/** What a project of the configuration, or a file, may set. */
export interface TestOptions {
  /** What the browser is started with beside the usual: `test.use({ launch: { hosts: ['*.evil.test'] } })`. */
  readonly launch: Omit<LaunchOptions, 'replica' | 'profile'>;
  /** Which spec the docs show; `null` for the best that is there. */
  readonly spec: SpecChoice | null;
}

interface TestFixtures extends TestOptions {
  /** The portal, reset. */
  readonly replica: Replica;
  /** Looks for secrets in all that the test's browsers leave. Judged at the end of the whole run, by `tests/run/leaks.ts`. */
  readonly witness: Witness;
  /** Folder of the test's browser profile, empty at first and removed at the end. */
  readonly profile: string;
  /** A browser of the test's own with the extension in it. */
  readonly context: BrowserContext;
  /** Console messages and uncaught errors of our own code, as they come. */
  readonly ownOutput: readonly string[];
  /** Opens the popup in a tab. */
  readonly popup: Page;
  readonly portal: PortalPage;
}

/** Playwright's `test` with the portal's replica and a browser that has the extension. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  launch: [{}, { option: true }],
  spec: [null, { option: true }],
  server: [
    // Playwright reads a fixture's needs from its first parameter, which must be a pattern.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const replica = await startReplica();
      await use(replica);
      await replica.close();
    },
    { scope: 'worker' },
  ],
  replica: async ({ server, spec }, use) => {
    server.reset();
    if (spec !== null) server.spec = spec;
    await use(server);
    server.faults.clear();
    expect(wireTrouble(server)).toEqual([]);
  },
  witness: async ({ replica }, use, { titlePath }) => {
    const secrets = () => secretsOf(replica);
    const witness = createWitness(secrets);
    const stop = onLaunch(witness.watch);
    await use(witness);
    stop();
    await leaveNote({ test: titlePath.join(' › '), secrets: secrets(), ...witness.tell() });
  },
  profile: async ({ witness }, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'novapost-authorizer-test-'));
    await use(profile);
    await witness.searchProfile(profile);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  },
  context: async ({ replica, profile, launch }, use) => {
    const context = await launchWithExtension({ ...launch, replica, profile });
    ownOutputOf(context);
    await use(context);
    await context.close();
  },
  ownOutput: async ({ context }, use) => use(ownOutputOf(context)),
  popup: async ({ context }, use) => use(await openPopup(context)),
  portal: async ({ context, replica }, use) => use(createPortal(replica, () => context.newPage())),
});
