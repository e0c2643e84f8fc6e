import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { domains } from '../portal/hosts.ts';
import { findChromium } from './chromium.ts';
import { agreeToHosts, grantHosts } from './granted-hosts.ts';

/** The extension as `npm run build` leaves it. */
export const builtExtension: string = resolve(import.meta.dirname, '../../.output/chrome-mv3');

export interface LaunchOptions {
  /** Where the portal's hosts lead, and whose certificate is good. */
  readonly replica: { readonly port: number; readonly spki: string };
  /** Folder of a browser profile, made if it isn't there. Without it, a new one that is removed when this process ends. */
  readonly profile?: string;
  /** Folder of an unpacked extension; `null` for a browser without one. */
  readonly extension?: string | null;
  readonly headless?: boolean;
  /** Further hosts that lead to the replica, as patterns of `--host-resolver-rules`: `*.evil.test`. */
  readonly hosts?: readonly string[];
  /** Hosts of the portal that can't be reached: their names don't resolve. */
  readonly unreachable?: readonly string[];
  /** Hosts of the portal that refuse connections. */
  readonly refused?: readonly string[];
  /** What the browser's question about optional hosts is answered with "Allow", as match patterns. See `granted-hosts.ts`. */
  readonly agreedHosts?: readonly string[];
  /** Optional hosts that the extension holds from the start, as match patterns. See `granted-hosts.ts`. */
  readonly grantedHosts?: readonly string[];
  /** More command line. */
  readonly args?: readonly string[];
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Leaves the page open that the extension opens once it is installed. */
  readonly welcome?: boolean;
}

const hostRules = ({ replica, hosts = [], unreachable = [], refused = [] }: LaunchOptions): string =>
  [
    ...unreachable.map((host) => `MAP ${host} ~NOTFOUND`),
    // Nothing listens on port 1.
    ...refused.map((host) => `MAP ${host}:443 127.0.0.1:1`),
    ...[...domains.map((domain) => `*.${domain}`), ...hosts].map((host) => `MAP ${host}:443 127.0.0.1:${replica.port}`),
    // Whatever else the browser or a page asks for stays on this machine.
    'MAP * ~NOTFOUND',
  ].join(', ');

/** The last list that Chromium is given counts, so Playwright's own stands here too, after what costs a process at each start. */
const withoutFeatures: readonly string[] = [
  'PreloadTopChromeWebUI',
  'SpareRendererForSitePerProcess',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

const commandLine = (options: LaunchOptions, extension: string | null): string[] => [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Pictures are drawn by the CPU either way; without this by way of a graphics card that is made up.
  '--disable-gpu',
  `--disable-features=${withoutFeatures.join(',')}`,
  // Only the replica's own key is exempt from the checks: a wrong certificate still fails, for pages and for the worker's fetch.
  `--ignore-certificate-errors-spki-list=${options.replica.spki}`,
  `--host-resolver-rules=${hostRules(options)}`,
  ...(extension === null ? [] : [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`]),
  ...(options.args ?? []),
];

const executable = (): string => {
  const path = findChromium();
  if (path === undefined) throw new Error('No Chromium: run `npm test` or `npm start`, which find or install one.');
  return path;
};

const checkExtension = (extension: string | null): void => {
  if (extension === null || existsSync(join(extension, 'manifest.json'))) return;
  throw new Error(`No extension in ${extension}: run \`npm run build\` first.`);
};

const temporaryProfiles = new Set<string>();

// At the end of the process: a browser that is being closed still writes for a moment.
process.once('exit', () => {
  for (const profile of temporaryProfiles) rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
});

const temporaryProfile = (): string => {
  const profile = mkdtempSync(join(tmpdir(), 'novapost-authorizer-profile-'));
  temporaryProfiles.add(profile);
  return profile;
};

/**
 * @param options as for `launchWithExtension`
 * @returns the browser's executable, and the command line that leads it to the replica with the extension in it
 * @throws Error if there's no Chromium or no built extension
 */
export const browserCommand = (options: LaunchOptions): { readonly command: string; readonly args: string[] } => {
  const extension = options.extension === undefined ? builtExtension : options.extension;
  checkExtension(extension);
  return { command: executable(), args: commandLine(options, extension) };
};

const WELCOME_LIMIT_MS = 20_000;

interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

/** @returns whether a browser opens a page when it is started with this extension: from the command line, it is installed anew each time */
export const opensWelcome = (extension: string | null): boolean =>
  extension !== null && existsSync(join(extension, 'welcome.html'));

/**
 * Closes the page that the extension opens once it is installed, so that it comes to no test's front later on.
 *
 * @param context a browser that has just been started
 * @throws Error if the page doesn't come
 */
const closeWelcome = async (context: BrowserContext): Promise<void> => {
  // By the browser's own protocol, which tells of the page before it is drawn: each test would wait for that.
  const session = await context.newCDPSession(context.pages()[0] ?? (await context.newPage()));
  const { promise, resolve: closed, reject } = Promise.withResolvers<void>();
  let welcome: string | undefined;
  const look = ({ targetInfo: { targetId, type, url } }: { targetInfo: TargetInfo }) => {
    if (welcome !== undefined || type !== 'page' || !url.endsWith('/welcome.html')) return;
    welcome = targetId;
    void session.send('Target.closeTarget', { targetId });
  };
  session.on('Target.targetCreated', look);
  // A page that is told of before it has an address.
  session.on('Target.targetInfoChanged', look);
  session.on('Target.targetDestroyed', ({ targetId }) => {
    if (targetId === welcome) closed();
  });
  const timer = setTimeout(() => reject(new Error('The welcome page did not open')), WELCOME_LIMIT_MS);
  await session.send('Target.setDiscoverTargets', { discover: true });
  await promise.finally(() => clearTimeout(timer));
  await session.detach();
};

const listeners = new Set<(context: BrowserContext) => void>();

/**
 * @param listener called with each browser that is started from now on, as soon as it runs
 * @returns stops that
 */
export const onLaunch = (listener: (context: BrowserContext) => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/**
 * Starts Chromium with the extension, and with the portal's hosts led to the replica.
 *
 * @param options at least the replica
 * @returns the context; `close` it, which ends the browser
 * @throws Error if there's no Chromium or no built extension
 */
export const launchWithExtension = async (options: LaunchOptions): Promise<BrowserContext> => {
  const original = options.extension === undefined ? builtExtension : options.extension;
  checkExtension(original);
  const profile = options.profile ?? temporaryProfile();
  const { agreedHosts = [], grantedHosts = [] } = options;
  const extension =
    original !== null && grantedHosts.length > 0 ? grantHosts(original, profile, grantedHosts) : original;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable(),
    headless: options.headless ?? true,
    // Chromium's sandbox refuses to work for root; everybody else keeps it.
    chromiumSandbox: process.getuid?.() !== 0,
    args: commandLine(options, extension),
    viewport: options.viewport ?? { width: 1280, height: 800 },
    ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
  });
  for (const listener of listeners) listener(context);
  if (opensWelcome(original) && !options.welcome) await closeWelcome(context);
  if (agreedHosts.length > 0) await agreeToHosts(context, agreedHosts);
  return context;
};
