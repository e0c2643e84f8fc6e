import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { extensionOutput } from '../browser/firefox-inside.ts';
import { type Firefox, launchFirefox } from '../browser/firefox-launch.ts';
import { wireTrouble } from '../e2e/wire.ts';
import { type Replica, startReplica } from '../portal/replica.ts';

export { expect };

interface WorkerFixtures {
  readonly server: Replica;
}

interface TestFixtures {
  /** The portal, reset. */
  readonly replica: Replica;
  /** Starts Firefox with the extension, in the test's own profile: again, once the one before is closed. */
  readonly start: () => Promise<Firefox>;
  /** Ends a Firefox before the test's end. */
  readonly stop: (firefox: Firefox) => Promise<void>;
  /** A Firefox that runs. */
  readonly firefox: Firefox;
}

// Firefox before 148 says of each of our pages that it doesn't know this part of the policy, and keeps to the rest.
const unknownDirective = /unknown directive .require-trusted-types-for/;

/** What our code has said or thrown. */
const ownOutput = async (firefox: Firefox): Promise<string[]> =>
  (await firefox.inside(extensionOutput, firefox.id)).filter((line) => !unknownDirective.test(line));

/** Playwright's `test` with the portal's replica, and Firefox with the extension: none of Playwright's own browsers. */
export const test = base.extend<TestFixtures & { readonly running: Set<Firefox> }, WorkerFixtures>({
  server: [
    // Playwright reads a fixture's needs from its first parameter, which must be a pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const replica = await startReplica();
      await use(replica);
      await replica.close();
    },
    { scope: 'worker' },
  ],
  replica: async ({ server }, use) => {
    server.reset();
    await use(server);
    server.faults.clear();
    expect(wireTrouble(server)).toEqual([]);
  },
  // eslint-disable-next-line no-empty-pattern
  running: async ({}, use) => {
    const running = new Set<Firefox>();
    await use(running);
    for (const firefox of running) await firefox.close();
  },
  start: async ({ replica, running }, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'novapost-authorizer-firefox-'));
    await use(async () => {
      const firefox = await launchFirefox({ replica, profile });
      running.add(firefox);
      return firefox;
    });
    for (const firefox of running) {
      running.delete(firefox);
      await firefox.close();
    }
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  },
  stop: async ({ running }, use) =>
    use(async (firefox) => {
      expect(await ownOutput(firefox)).toEqual([]);
      running.delete(firefox);
      await firefox.close();
    }),
  firefox: async ({ start, stop }, use) => {
    const firefox = await start();
    await use(firefox);
    await stop(firefox);
  },
});
