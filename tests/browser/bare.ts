import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod/mini';
import { browserCommand, builtExtension, type LaunchOptions, opensWelcome } from './launch.ts';

/**
 * A browser that nobody debugs but for the tabs that a test asks for. Playwright attaches itself to everything: then a worker is never idle,
 * and pages are neither kept for "back" nor prerendered.
 */

const portSchema = z.string().check(z.regex(/^\d+\n/));
const targetsSchema = z.array(
  z.object({ id: z.string(), type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string() }),
);
const targetSchema = targetsSchema.def.element;
const replySchema = z.object({
  id: z.number(),
  result: z.optional(z.unknown()),
  error: z.optional(z.object({ message: z.string() })),
});
const evaluatedSchema = z.object({
  result: z.object({ value: z.optional(z.unknown()) }),
  exceptionDetails: z.optional(z.unknown()),
});

type Target = z.infer<typeof targetSchema>;

const POLL_MS = 100;

/** @throws Error if it doesn't come to pass in time */
async function until<T>(what: string, limitMs: number, look: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + limitMs; Date.now() < end; await delay(POLL_MS)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`${what}: not within ${limitMs} ms`);
}

/** A debugger on one target and on nothing else. */
async function attach({ webSocketDebuggerUrl }: Target) {
  const socket = new WebSocket(webSocketDebuggerUrl);
  const waiting = new Map<number, (reply: z.infer<typeof replySchema>) => void>();
  socket.addEventListener('message', ({ data }) => {
    const reply = replySchema.safeParse(JSON.parse(String(data)));
    if (reply.success) waiting.get(reply.data.id)?.(reply.data);
  });
  await once(socket, 'open');

  let last = 0;
  const send = async (method: string, params: object = {}): Promise<unknown> => {
    last += 1;
    const id = last;
    const { promise, resolve } = Promise.withResolvers<z.infer<typeof replySchema>>();
    waiting.set(id, resolve);
    socket.send(JSON.stringify({ id, method, params }));
    const { result, error } = await promise;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };

  return {
    /** @returns what the DevTools protocol answers */
    send,
    /** @returns what an expression, or the promise that it is, comes to in the page */
    async evaluate(expression: string): Promise<unknown> {
      const params = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = evaluatedSchema.parse(await send('Runtime.evaluate', params));
      if (exceptionDetails !== undefined) throw new Error(`It threw in the page: ${expression}`);
      return result.value;
    },
  };
}

export type Tab = Awaited<ReturnType<typeof attach>>;

/**
 * Starts Chromium with the extension and without a debugger.
 *
 * @param options at least the replica and a profile
 * @returns the running browser; `kill` it at the end: it ends with this process at the latest
 * @throws Error if it doesn't start as it should; nothing of it runs on then
 */
export async function launchBare(options: LaunchOptions & { readonly profile: string }) {
  const { command, args } = browserCommand(options);
  const own = [
    '--headless=new',
    '--remote-debugging-port=0',
    '--password-store=basic',
    '--use-mock-keychain',
    `--user-data-dir=${options.profile}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  // A group of its own, so that all its processes can be ended at once.
  const browser = spawn(command, [...own, ...args, 'about:blank'], { stdio: 'ignore', detached: true });
  const exited = once(browser, 'exit');
  const kill = () => {
    if (browser.pid !== undefined && browser.exitCode === null && browser.signalCode === null)
      process.kill(-browser.pid, 'SIGKILL');
  };
  // A test that is given up comes to no end of its own.
  process.once('exit', kill);
  browser.once('exit', () => process.off('exit', kill));
  try {
    return await begin(options, async () => {
      kill();
      await exited;
    });
  } catch (error) {
    kill();
    throw error;
  }
}

/**
 * Waits until a browser that has just been started can be used.
 *
 * @param options as for `launchBare`
 * @param kill ends all its processes
 */
async function begin(options: LaunchOptions & { readonly profile: string }, kill: () => Promise<void>) {
  const file = join(options.profile, 'DevToolsActivePort');
  const port = await until('The browser tells its port', 20_000, async () => {
    const text = portSchema.safeParse(await readFile(file, 'utf8').catch(() => ''));
    return text.success ? Number.parseInt(text.data, 10) : undefined;
  });
  const at = `http://127.0.0.1:${port}/json`;
  const targets = async (): Promise<Target[]> => targetsSchema.parse(await (await fetch(`${at}/list`)).json());
  const findWorker = async () =>
    (await targets()).find(({ type, url }) => type === 'service_worker' && url.startsWith('chrome-extension://'));
  const openTab = async (url: string): Promise<Target> => {
    const made = await fetch(`${at}/new?${encodeURI(url)}`, { method: 'PUT' });
    return targetSchema.parse(await made.json());
  };
  const worker = await until('The worker starts', 20_000, findWorker);
  if (opensWelcome(options.extension === undefined ? builtExtension : options.extension)) {
    const isWelcome = ({ url }: Target) => url.endsWith('/welcome.html');
    const { id } = await until('The welcome page opens', 20_000, async () => (await targets()).find(isWelcome));
    await fetch(`${at}/close/${id}`);
    await until('The welcome page is closed', 20_000, async () =>
      (await targets()).some(isWelcome) ? undefined : true,
    );
  }

  return {
    /** The extension's own origin, with a slash at the end. */
    baseUrl: new URL('/', worker.url).href,
    /** Whether the extension's worker runs. */
    hasWorker: async (): Promise<boolean> => (await findWorker()) !== undefined,
    /** Opens a tab and attaches a debugger to it. */
    open: async (url: string): Promise<Tab> => attach(await openTab(url)),
    /** Opens a tab that nobody debugs: only such a one prerenders. */
    openUnattended: async (url: string): Promise<void> => void (await openTab(url)),
    /** Attaches a debugger to the tab that shows this, once there is one; docs may write into the address what part of them is in view. */
    attachTo: async (url: string): Promise<Tab> =>
      attach(
        await until(`A tab shows ${url}`, 20_000, async () =>
          (await targets()).find((target) => target.type === 'page' && target.url.replace(/#.*/, '') === url),
        ),
      ),
    /** Ends all its processes in the middle of whatever they do, as a crash or a power cut does. */
    kill,
  };
}

export type BareBrowser = Awaited<ReturnType<typeof launchBare>>;
