import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod/mini';
import { isWelcomed, trustAuthority } from './firefox-inside.ts';
import { findFirefox } from './firefox.ts';
import { connectMarionette, type Marionette } from './marionette.ts';

/** The extension as `npm run build:firefox` leaves it. */
const builtExtension = resolve(import.meta.dirname, '../../.output/firefox-mv3');

const startLimitMs = 60_000;
const endLimitMs = 20_000;
const welcomeLimitMs = 20_000;
const POLL_MS = 50;
/** As in the manifest. */
const oldestVersion = 140;

const manifestSchema = z.object({ browser_specific_settings: z.object({ gecko: z.object({ id: z.string() }) }) });

/** @throws Error if the extension isn't built */
const readId = (extension: string): string => {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
    return manifestSchema.parse(manifest).browser_specific_settings.gecko.id;
  } catch {
    throw new Error(`No extension for Firefox in ${extension}: run \`npm run build:firefox\` first.`);
  }
};

type Preferences = Readonly<Record<string, string | number | boolean>>;

const preferences = (port: number): Preferences => ({
  // A free port, which Firefox writes into the profile.
  'marionette.port': 0,
  // Every name leads to this machine and HTTPS to the replica; what isn't the replica's fails at its certificate.
  'network.dns.forceResolve': '127.0.0.1',
  'network.socket.forcePort': `443=${port}`,
  'network.dns.disableIPv6': true,
  'network.trr.mode': 5,
  'network.http.http3.enable': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  // All consoles speak on the process's own output.
  'devtools.console.stdout.content': true,
  // A question of the browser takes clicks at once.
  'security.notification_enable_delay': 0,
  'intl.locale.requested': 'en-US',
  'datareporting.policy.dataSubmissionEnabled': false,
});

/**
 * An extension that isn't signed is installed for one run of the browser only. With these, what it keeps outlives that, as if it had
 * stayed: storage belongs to the address of its pages.
 */
const stayingPreferences = (id: string): Preferences => ({
  'extensions.webextensions.uuids': JSON.stringify({ [id]: '6f0c9a52-7f31-4a0e-9d5b-2a64c1d0e8b7' }),
  'extensions.webextensions.keepStorageOnUninstall': true,
  'extensions.webextensions.keepUuidOnUninstall': true,
});

const writePreferences = (profile: string, values: Preferences): void => {
  const lines = Object.entries(values).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), `${lines.join('\n')}\n`);
};

/** Firefox as a process of ours. It doesn't outlive us. */
const startProcess = (executable: string, profile: string) => {
  const args = ['--headless', '--no-remote', '--profile', profile, '--marionette', '--remote-allow-system-access'];
  const child = spawn(executable, [...args, 'about:blank'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const output: string[] = [];
  createInterface(child.stdout).on('line', (line) => output.push(line));
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const kill = () => child.kill('SIGKILL');
  const onEnd = () => {
    process.off('exit', kill);
    end();
  };
  process.once('exit', kill);
  child.once('exit', onEnd);
  child.once('error', onEnd);
  return { ended, kill, output };
};

type FirefoxProcess = ReturnType<typeof startProcess>;

const portFile = 'MarionetteActivePort';

/** Resolves with the port that Firefox writes into its profile as soon as it listens. */
const portIn = async (profile: string, { ended }: FirefoxProcess): Promise<number> => {
  const { promise, resolve: found, reject } = Promise.withResolvers<number>();
  const look = () => {
    try {
      const port = Number(readFileSync(join(profile, portFile), 'utf8'));
      if (port > 0) found(port);
    } catch {
      // Not there yet.
    }
  };
  const watcher = watch(profile, look);
  const timer = setTimeout(() => reject(new Error(`Firefox did not start within ${startLimitMs} ms`)), startLimitMs);
  void ended.then(() => reject(new Error('Firefox ended before it could be used')));
  look();
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    watcher.close();
  }
};

const sessionSchema = z.object({ capabilities: z.object({ browserVersion: z.string() }) });

/** @throws Error if this Firefox is older than the extension's manifest allows */
const beginSession = async (marionette: Marionette): Promise<void> => {
  const { capabilities } = sessionSchema.parse(await marionette.send('WebDriver:NewSession'));
  const { browserVersion } = capabilities;
  if (Number.parseInt(browserVersion, 10) < oldestVersion)
    throw new Error(
      `Firefox is ${browserVersion}: ${oldestVersion} or newer is needed. Set FIREFOX_PATH to another one.`,
    );
};

const valueSchema = z.object({ value: z.unknown() });

/** A function of `firefox-inside.ts`. */
type Inside<A extends readonly unknown[], R> = (...args: A) => R | Promise<R>;

const createBrowser = (marionette: Marionette, id: string, { ended, kill, output }: FirefoxProcess) => {
  const { send } = marionette;
  let last: Promise<unknown> = Promise.resolve();
  /** Firefox has one current window and one current context: whoever chooses one has both until they are done. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  /** Runs a function of `firefox-inside.ts` in the browser's own window. */
  const inside = <A extends readonly unknown[], R>(script: Inside<A, R>, ...args: A): Promise<R> =>
    alone(async () => {
      await send('Marionette:SetContext', { value: 'chrome' });
      try {
        const answer = await send('WebDriver:ExecuteScript', {
          script: `return (${script.toString()})(...arguments)`,
          args,
        });
        return valueSchema.parse(answer).value as R;
      } finally {
        await send('Marionette:SetContext', { value: 'content' });
      }
    });
  return {
    /** The extension's id. */
    id,
    send,
    alone,
    /** What was said in the consoles of all pages, and of Firefox itself; growing. */
    output: output as readonly string[],
    inside,
    /** Installs the extension, for as long as this browser runs. @returns once the page is there that it opens then, so that it comes to no test's front later on */
    install: async (): Promise<void> => {
      await alone(() => send('Addon:Install', { path: builtExtension, temporary: true }));
      const end = Date.now() + welcomeLimitMs;
      while (!(await inside(isWelcomed, id))) {
        if (Date.now() > end) throw new Error(`The welcome page did not open within ${welcomeLimitMs} ms`);
        await delay(POLL_MS);
      }
    },
    /** Removes it with all that it keeps. */
    uninstall: () => alone(() => send('Addon:Uninstall', { id })),
    /** Ends the browser as a person does, so that it writes what it has to. */
    close: async (): Promise<void> => {
      const timer = setTimeout(kill, endLimitMs);
      try {
        await alone(() => send('Marionette:Quit', { flags: ['eAttemptQuit'] }));
        await ended;
      } finally {
        clearTimeout(timer);
        marionette.disconnect();
      }
    },
  };
};

export type Firefox = ReturnType<typeof createBrowser>;

interface FirefoxOptions {
  /** Where the portal's hosts lead, and who has signed its certificate. */
  readonly replica: { readonly port: number; readonly caPem: string };
  /** Folder of the browser's profile, made if it isn't there. */
  readonly profile: string;
  /** Whether what the extension keeps is there again at the next start with this profile. */
  readonly staying?: boolean;
}

/**
 * Starts Firefox without a window, and with the portal's hosts led to the replica.
 *
 * @returns the running browser, the extension not installed yet; `close` it
 * @throws Error if there's no Firefox or no built extension, or it doesn't start
 */
export const launchFirefox = async ({ replica, profile, staying = false }: FirefoxOptions): Promise<Firefox> => {
  const executable = findFirefox();
  if (executable === undefined) throw new Error('No Firefox: run `npm run test:firefox`, which finds or installs one.');
  const id = readId(builtExtension);
  mkdirSync(profile, { recursive: true });
  // That of an earlier run.
  rmSync(join(profile, portFile), { force: true });
  writePreferences(profile, { ...preferences(replica.port), ...(staying ? stayingPreferences(id) : {}) });
  const running = startProcess(executable, profile);
  try {
    const marionette = await connectMarionette(await portIn(profile, running));
    await beginSession(marionette);
    const browser = createBrowser(marionette, id, running);
    await browser.inside(trustAuthority, replica.caPem.replaceAll(/-----[^-]+-----|\s/g, ''));
    return browser;
  } catch (error) {
    running.kill();
    throw error;
  }
};
