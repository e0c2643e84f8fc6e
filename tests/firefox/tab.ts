import { expect } from '@playwright/test';
import * as z from 'zod/mini';
import type { Firefox } from '../browser/firefox-launch.ts';
import { MarionetteError } from '../browser/marionette.ts';

/** A tab as a person and a screen reader have it: found by the roles and names that Firefox itself computes, used with its own mouse and keys. */

/** Where elements of a role are looked for; Firefox's word on their role and name decides. */
const candidates = {
  alert: '[role=alert]',
  button: 'button',
  radio: 'input[type=radio]',
  status: 'output, [role=status]',
  tab: '[role=tab]',
  textbox: 'input[type=text], textarea',
  timer: '[role=timer]',
} as const;

type Role = keyof typeof candidates;

const element = z.pipe(
  z.object({ 'element-6066-11e4-a52e-4f735466cecf': z.string() }),
  z.transform((reference) => reference['element-6066-11e4-a52e-4f735466cecf']),
);
const shadowRoot = z.pipe(
  z.object({ 'shadow-6066-11e4-a52e-4f735466cecf': z.string() }),
  z.transform((reference) => reference['shadow-6066-11e4-a52e-4f735466cecf']),
);
const answerOf = <T>(schema: z.ZodMiniType<T>) => z.object({ value: schema });

/** What was found may be drawn anew while it is looked at: then it isn't there. */
const ABSENT = new Set(['no such element', 'no such shadow root', 'stale element reference', 'detached shadow root']);

async function unlessAbsent<T>(look: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof MarionetteError && ABSENT.has(error.code)) return otherwise;
    throw error;
  }
}

/** In the page: the element that a path of selectors leads to, through open shadow roots; in the middle of the window. */
const findDeep = (path: readonly string[]): Element | null => {
  const search = (root: ParentNode, selector: string): Element | null => {
    const found = root.querySelector(selector);
    if (found) return found;
    for (const { shadowRoot: inner } of root.querySelectorAll('*')) {
      const deeper = inner && search(inner, selector);
      if (deeper) return deeper;
    }
    return null;
  };
  let at: Element | null = document.documentElement;
  for (const selector of path) at = at && search(at, selector);
  at?.scrollIntoView({ block: 'center' });
  return at;
};

/**
 * @param firefox the browser
 * @param handle the tab's, in the driver
 */
const createTab = (firefox: Firefox, handle: string) => {
  const { send } = firefox;
  const ask = async <T>(schema: z.ZodMiniType<T>, command: string, parameters: Record<string, unknown>): Promise<T> =>
    answerOf(schema).parse(await send(command, parameters)).value;
  /** A person looks at one tab at a time: whichever is used comes to the front. */
  const here = <T>(work: () => Promise<T>): Promise<T> =>
    firefox.alone(async () => {
      await send('WebDriver:SwitchToWindow', { handle, focus: true });
      return work();
    });
  const run = <A extends readonly unknown[], T>(
    schema: z.ZodMiniType<T>,
    script: (...args: A) => unknown,
    ...args: A
  ) =>
    here(() => ask(schema, 'WebDriver:ExecuteScript', { script: `return (${script.toString()})(...arguments)`, args }));

  const listAll = async (host: string | null, value: string): Promise<string[]> => {
    const how = { using: 'css selector', value };
    if (host === null) return z.array(element).parse(await send('WebDriver:FindElements', how));
    const id = await ask(element, 'WebDriver:FindElement', { using: 'css selector', value: host });
    // The driver sees closed roots too.
    const root = await ask(shadowRoot, 'WebDriver:GetShadowRoot', { id });
    return z.array(element).parse(await send('WebDriver:FindElementsFromShadowRoot', { shadowRoot: root, ...how }));
  };
  const isIt = async (id: string, role: Role, name: string | undefined): Promise<boolean> =>
    (await ask(z.string(), 'WebDriver:GetComputedRole', { id })) === role &&
    (name === undefined || (await ask(z.string(), 'WebDriver:GetComputedLabel', { id })) === name);
  const locate = async (host: string | null, role: Role, name?: string): Promise<string[]> => {
    const found: string[] = [];
    for (const id of await listAll(host, candidates[role])) if (await isIt(id, role, name)) found.push(id);
    return found;
  };

  /** What can be found in the page, or under the root (closed or not) of one of its elements. */
  const within = (host: string | null) => {
    const look = <T>(
      role: Role,
      name: string | undefined,
      read: (id: string) => Promise<T>,
      otherwise: T,
    ): Promise<T> =>
      here(() =>
        unlessAbsent(async () => {
          const [id] = await locate(host, role, name);
          return id === undefined ? otherwise : read(id);
        }, otherwise),
      );
    const isShown = (id: string) => ask(z.boolean(), 'WebDriver:IsElementDisplayed', { id });
    const has = (role: Role, name?: string) => look(role, name, isShown, false);
    const use = async (role: Role, name: string, act: (id: string) => Promise<unknown>): Promise<void> => {
      await expect.poll(() => has(role, name), { message: `${role} "${name}"` }).toBe(true);
      await here(async () => {
        const [id] = await locate(host, role, name);
        if (id === undefined) throw new Error(`${role} "${name}" has gone again`);
        await act(id);
      });
    };
    return {
      has,
      /** What it says; '' if it isn't there. */
      text: (role: Role, name?: string) =>
        look(role, name, (id) => ask(z.string(), 'WebDriver:GetElementText', { id }), ''),
      /** What is typed in it; '' if it isn't there. */
      value: (role: Role, name?: string) =>
        look(role, name, (id) => ask(z.string(), 'WebDriver:GetElementProperty', { id, name: 'value' }), ''),
      isChecked: (role: Role, name?: string) =>
        look(role, name, (id) => ask(z.boolean(), 'WebDriver:IsElementSelected', { id }), false),
      /** Clicks it with the mouse, once it is there. */
      click: (role: Role, name: string) => use(role, name, (id) => send('WebDriver:ElementClick', { id })),
      /** Types into it with the keyboard, once it is there. */
      type: (role: Role, name: string, text: string) =>
        use(role, name, async (id) => {
          await send('WebDriver:ElementClear', { id });
          await send('WebDriver:ElementSendKeys', { id, text });
        }),
    };
  };

  return {
    ...within(null),
    within,
    /** Runs a function in the page. */
    run,
    /** Attribute of the first element that fits, or `null`. */
    attribute: (selector: string, name: string) =>
      run(
        z.nullable(z.string()),
        (css: string, key: string) => document.querySelector(css)?.getAttribute(key) ?? null,
        selector,
        name,
      ),
    /** All that is to be read in the page. */
    words: () => run(z.string(), () => document.body.innerText),
    /** Gives a file to the first field that chooses one, once it is there. */
    chooseFile: async (path: string): Promise<void> => {
      const choose = async () => {
        const id = await ask(element, 'WebDriver:FindElement', { using: 'css selector', value: 'input[type=file]' });
        await send('WebDriver:ElementSendKeys', { id, text: path });
        return true;
      };
      await expect.poll(() => here(() => unlessAbsent(choose, false)), { message: 'a field for a file' }).toBe(true);
    },
    goTo: (url: string) => here(() => send('WebDriver:Navigate', { url })),
    reload: () => here(() => send('WebDriver:Refresh')),
    /** Clicks what a path of selectors leads to, through open shadow roots, once it is shown. */
    clickDeep: async (...path: string[]): Promise<void> => {
      const script = `return (${findDeep.toString()})(...arguments)`;
      const find = () => ask(z.nullable(element), 'WebDriver:ExecuteScript', { script, args: [path] });
      const isShown = () =>
        here(() =>
          unlessAbsent(async () => {
            const id = await find();
            return id !== null && ask(z.boolean(), 'WebDriver:IsElementDisplayed', { id });
          }, false),
        );
      await expect.poll(isShown, { message: path.join(' → ') }).toBe(true);
      await here(async () => send('WebDriver:ElementClick', { id: await find() }));
    },
  };
};

export type Tab = ReturnType<typeof createTab>;

/** Opens a page in a tab of its own. @returns it, loaded */
export const openTab = async (firefox: Firefox, url: string): Promise<Tab> => {
  const opened = z.object({ handle: z.string() });
  const { handle } = opened.parse(
    await firefox.alone(() => firefox.send('WebDriver:NewWindow', { type: 'tab', focus: true })),
  );
  const tab = createTab(firefox, handle);
  await tab.goTo(url);
  return tab;
};

/** Closes all tabs but the one that the browser was started with. */
export const closeTabs = (firefox: Firefox): Promise<void> =>
  firefox.alone(async () => {
    const handles = z.array(z.string()).parse(await firefox.send('WebDriver:GetWindowHandles'));
    for (const handle of handles.slice(1)) {
      await firefox.send('WebDriver:SwitchToWindow', { handle });
      await firefox.send('WebDriver:CloseWindow');
    }
    await firefox.send('WebDriver:SwitchToWindow', { handle: handles[0] });
  });
