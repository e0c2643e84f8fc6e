import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { extensionErrors } from '../browser/firefox-inside.ts';
import { type Firefox, launchFirefox } from '../browser/firefox-launch.ts';
import { wireTrouble } from '../e2e/wire.ts';
import { type Replica, startReplica } from '../portal/replica.ts';
import { closeTabs } from './tab.ts';

export { expect };

interface WorkerFixtures {
  readonly server: Replica;
  /** One browser for all tests, as starting one takes seconds; the extension is not in it. */
  readonly shared: Firefox;
}

interface TestFixtures {
  /** The portal, reset. */
  readonly replica: Replica;
  /** The browser, with the extension as it is right after its installation. */
  readonly firefox: Firefox;
  /** A profile folder of the test's own, empty at first. */
  readonly profile: string;
}

// Firefox before 148 says of each of our pages that it doesn't know this part of the policy, and keeps to the rest.
const unknownDirective = /unknown directive .require-trusted-types-for/;

/** How everything begins that our code says. */
const ownMark = '[authorizer]';

/** What our code has said since `from`, a place in the browser's output, and what it has thrown since it was installed. */
export const ownOutput = async (firefox: Firefox, from = 0): Promise<string[]> => [
  ...firefox.output.slice(from).filter((line) => line.includes(ownMark)),
  ...(await firefox.inside(extensionErrors, firefox.id)).filter((line) => !unknownDirective.test(line)),
];

const newProfile = () => mkdtemp(join(tmpdir(), 'novapost-authorizer-firefox-'));
const remove = (profile: string) => rm(profile, { recursive: true, force: true, maxRetries: 5 });

/** Playwright's `test` with the portal's replica, and Firefox with the extension: none of Playwright's own browsers. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    // Playwright reads a fixture's needs from its first parameter, which must be a pattern.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      // The portal's own spec takes seconds to draw: only the main job shows it.
      const replica = await startReplica({ spec: 'small' });
      await use(replica);
      await replica.close();
    },
    { scope: 'worker' },
  ],
  shared: [
    async ({ server }, use) => {
      const profile = await newProfile();
      const firefox = await launchFirefox({ replica: server, profile });
      await use(firefox);
      await firefox.close();
      await remove(profile);
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  replica: async ({ server }, use) => {
    server.reset();
    await use(server);
    server.faults.clear();
    expect(wireTrouble(server)).toEqual([]);
  },
  firefox: async ({ shared, replica: _reset }, use) => {
    const from = shared.output.length;
    await shared.install();
    try {
      await use(shared);
      expect(await ownOutput(shared, from)).toEqual([]);
    } finally {
      await closeTabs(shared);
      await shared.uninstall();
    }
  },
  // oxlint-disable-next-line no-empty-pattern
  profile: async ({}, use) => {
    const profile = await newProfile();
    await use(profile);
    await remove(profile);
  },
});
