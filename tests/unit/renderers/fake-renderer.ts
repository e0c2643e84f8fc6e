import { createBridge } from '../../../utils/renderers/bridge';
import type { ApplyResult, PageCommand, PageReport, Renderer } from '../../../utils/renderers/types';

export const sandbox = 'https://api.sandbox.test/v1/';
export const production = 'https://api.production.test/v1/';

/** What a test does to a page, and sees of it. */
export interface FakePage {
  /** By scheme: what the renderer holds. */
  values: Record<string, string>;
  originals: Record<string, string>;
  selected: string | null;
  ready: boolean;
  disposed: boolean;
  /** What the next `apply` comes to, once it is let go. */
  result: ApplyResult;
  /** While set, an `apply` stays under way until it is called. */
  letGo: (() => void) | null;
  holdApply: boolean;
}

export const createPage = (): FakePage => ({
  values: { JWT: '', ApiKeyAuth: '' },
  originals: {},
  selected: sandbox,
  ready: true,
  disposed: false,
  result: 'applied',
  letGo: null,
  holdApply: false,
});

/** A renderer that writes at once, and is done when the test says so. */
export const createFake = (page: FakePage): Renderer => ({
  name: 'rapidoc',
  isReady: () => page.ready,
  servers: () => [sandbox, production],
  selectedServer: () => page.selected,
  value: (scheme) => page.values[scheme] ?? null,
  original: (scheme) => page.originals[scheme] ?? '',
  apply: async (scheme, token) => {
    if (page.result === 'applied') page.values[scheme] = token;
    if (page.holdApply) await new Promise<void>((resolve) => (page.letGo = resolve));
    return page.result;
  },
  clear: (scheme, token) => {
    if (page.values[scheme] === token) page.values[scheme] = '';
  },
  dispose: () => {
    page.disposed = true;
  },
});

type Bridge = ReturnType<typeof createBridge>;

export interface World extends Bridge {
  readonly page: FakePage;
  readonly reports: PageReport[];
  /** Another renderer takes the place of the first. */
  replace(): FakePage;
  /** Sends a fill; `filled` or `not-filled` are among the reports when it resolves. */
  fill(token: string, more?: Partial<Extract<PageCommand, { do: 'fill' }>>): Promise<void>;
  /** Selects a server as the page's control does. */
  select(server: string | null): void;
  /** Changes what the scheme holds as a person does in the page's controls: a value, or '' for the button that takes it out. */
  enter(value: string): void;
  /** Loads a spec anew: what was applied is gone. */
  reload(): void;
}

/** Lets everything that is only waiting for promises happen. */
export const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** @param setUp what the page is like before the bridge meets it */
export const createWorld = (setUp: Partial<FakePage> = {}): World => {
  const reports: PageReport[] = [];
  const bridge = createBridge((report) => reports.push(report));
  const page = Object.assign(createPage(), setUp);
  let ids = 0;
  bridge.attach(createFake(page));
  return {
    ...bridge,
    page,
    reports,
    replace: () => {
      const next = createPage();
      bridge.attach(createFake(next));
      return next;
    },
    fill: (token, more = {}) => {
      ids += 1;
      bridge.command({ do: 'fill', id: ids, scheme: 'JWT', token, servers: [sandbox], overwrite: false, ...more });
      return settle();
    },
    select: (server) => {
      page.selected = server;
      bridge.listeners.onServerChange();
    },
    enter: (value) => {
      page.values['JWT'] = value;
      bridge.listeners.onChange();
    },
    reload: () => {
      for (const scheme of Object.keys(page.values)) page.values[scheme] = '';
      bridge.listeners.onReady();
    },
  };
};
