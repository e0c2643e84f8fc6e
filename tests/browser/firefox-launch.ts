import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { trustAuthority } from './firefox-inside.ts';
import { findFirefox } from './firefox.ts';
import { connectMarionette, type Marionette } from './marionette.ts';

/** The extension as `npm run build:firefox` leaves it. */
const builtExtension = resolve(import.meta.dirname, '../../.output/firefox-mv3');

const startLimitMs = 60_000;

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

/** Resolves with the port that Firefox has written into its profile, once it listens. */
const portIn = async (profile: string, signal: AbortSignal): Promise<number> => {
  const name = 'MarionetteActivePort';
  const { promise, resolve: found, reject } = Promise.withResolvers<number>();
  const look = () => {
    try {
      const port = Number(readFileSync(join(profile, name), 'utf8'));
      if (port > 0) found(port);
    } catch {
      // Not there yet.
    }
  };
  const watcher = watch(profile, look);
  signal.addEventListener('abort', () => reject(new Error('Firefox did not start')), { once: true });
  look();
  try {
    return await promise;
  } finally {
    watcher.close();
  }
};

const valueSchema = z.object({ value: z.unknown() });

/** A function of `firefox-inside.ts`. */
type Inside<A extends readonly unknown[], R> = (...args: A) => R | Promise<R>;

const createBrowser = (marionette: Marionette, id: string, ended: Promise<unknown>) => {
  const { send } = marionette;
  let last: Promise<unknown> = Promise.resolve();
  /** Firefox has one current window and one current context: whoever chooses one has both until they are done. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    /** The extension's id. */
    id,
    send,
    alone,
    /** Runs a function of `firefox-inside.ts` in the browser's own window. */
    inside: <A extends readonly unknown[], R>(script: Inside<A, R>, ...args: A): Promise<R> =>
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
      }),
    /** Installs the extension, for as long as this browser runs. */
    install: () => alone(() => send('Addon:Install', { path: builtExtension, temporary: true })),
    /** Removes it with all that it keeps. */
    uninstall: () => alone(() => send('Addon:Uninstall', { id })),
    /** Ends the browser as a person does, so that it writes what it has to. */
    close: async (): Promise<void> => {
      await alone(() => send('Marionette:Quit', { flags: ['eAttemptQuit'] }));
      await ended;
      marionette.disconnect();
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
  rmSync(join(profile, 'MarionetteActivePort'), { force: true });
  writePreferences(profile, { ...preferences(replica.port), ...(staying ? stayingPreferences(id) : {}) });
  const args = ['--headless', '--no-remote', '--profile', profile, '--marionette', '--remote-allow-system-access'];
  const child = spawn(executable, [...args, 'about:blank'], { stdio: 'ignore' });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const starting = new AbortController();
  const giveUp = () => starting.abort();
  child.once('error', giveUp);
  const ended = once(child, 'exit').then(() => {
    process.off('exit', kill);
    giveUp();
  });
  const timer = setTimeout(giveUp, startLimitMs);
  try {
    const marionette = await connectMarionette(await portIn(profile, starting.signal));
    await marionette.send('WebDriver:NewSession');
    const browser = createBrowser(marionette, id, ended);
    await browser.inside(trustAuthority, replica.caPem.replaceAll(/-----[^-]+-----|\s/g, ''));
    return browser;
  } catch (error) {
    kill();
    throw error;
  } finally {
    clearTimeout(timer);
  }
};
