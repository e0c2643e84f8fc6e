import type { BrowserContext, Page } from '@playwright/test';
import type { Counts } from '../leaks/notes.ts';
import { isOurPage, pageKindOf } from '../leaks/pages.ts';
import type { Sighting } from '../leaks/rules.ts';
import { type Secret, seenInFiles, seenInText, sightingOf } from '../leaks/search.ts';

/** Looks for the test's secrets in everything that its browsers leave: consoles, pages, storage, profiles. */

/** A page that hasn't answered by then is stuck. ms. */
const LIMIT_MS = 3000;
/** Pages of one browser that are looked at: the hundredth is like the first. */
const MOST_PAGES = 12;

/** What is in the page's tree, closed shadow roots and frames included. The browser looks: the docs have 8 MB of it. */
async function shownBy(page: Page, secrets: readonly Secret[]): Promise<Secret[]> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('DOM.getDocument', { depth: 0 });
    const shown: Secret[] = [];
    for (const secret of secrets) {
      const query = { query: secret.text, includeUserAgentShadowDOM: true };
      if ((await session.send('DOM.performSearch', query)).resultCount > 0) shown.push(secret);
    }
    return shown;
  } finally {
    await session.detach();
  }
}

const fieldsOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const roots: (Document | ShadowRoot)[] = [document];
    const values: string[] = [];
    for (const root of roots) {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) roots.push(element.shadowRoot);
        if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) values.push(element.value);
      }
    }
    return values.join('\n');
  });

/** What a page keeps, and what it notes of requests. */
const keptBy = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const noted = [performance.getEntries().map(({ name }) => name), location.href, history.state];
    try {
      return JSON.stringify([...noted, Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]);
    } catch {
      // A page that may have no storage, as `data:`.
      return JSON.stringify(noted);
    }
  });

const areasOf = (page: Page) =>
  page.evaluate(async () => ({
    local: JSON.stringify(await chrome.storage.local.get(null)),
    session: JSON.stringify(await chrome.storage.session.get(null)),
  }));

async function seenIn(page: Page, secrets: readonly Secret[]): Promise<Sighting[]> {
  const url = page.url();
  const [shown, fields, kept, areas] = await Promise.all([
    shownBy(page, secrets),
    fieldsOf(page),
    keptBy(page),
    isOurPage(url) ? areasOf(page) : null,
  ]);
  const places = secrets.flatMap((secret) => {
    const kind = pageKindOf(url, secret);
    return [
      ...(shown.includes(secret) ? [sightingOf(secret, `${kind}/dom`)] : []),
      ...seenInText(`${kind}/dom`, fields, [secret]),
      ...seenInText(`${kind}/kept`, kept, [secret]),
    ];
  });
  return [
    ...places,
    ...seenInText('area/local', areas?.local ?? '', secrets),
    ...seenInText('area/session', areas?.session ?? '', secrets),
  ];
}

const within = async <T>(work: Promise<T>, ms: number): Promise<T | null> => {
  const { promise, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), ms);
  try {
    return await Promise.race([work.catch(() => null), promise]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * One test's witness.
 *
 * @param secrets the test's secrets so far
 */
export const createWitness = (secrets: () => readonly Secret[]) => {
  const sightings: Sighting[] = [];
  const lines: string[] = [];
  const counts = { profiles: 0, files: 0, pages: 0, unseen: 0, spentMs: 0 };

  const look = async (context: BrowserContext): Promise<void> => {
    const begun = performance.now();
    const pages = context.pages().slice(0, MOST_PAGES);
    const seen = await Promise.all(pages.map((page) => within(seenIn(page, secrets()), LIMIT_MS)));
    for (const found of seen) {
      counts[found ? 'pages' : 'unseen'] += 1;
      sightings.push(...(found ?? []));
    }
    counts.spentMs += performance.now() - begun;
  };

  return {
    /** From a browser's start: listens to its consoles, and looks at its pages before it is closed. */
    watch(context: BrowserContext): void {
      // Those of workers come here as well.
      context.on('console', (message) => lines.push(message.text()));
      context.on('weberror', (webError) => lines.push(webError.error().stack ?? webError.error().message));
      let looked: Promise<void> | undefined;
      const close = context.close.bind(context);
      // Playwright tells when a context has closed, and nobody when it is about to.
      context.close = async (options) => {
        looked ??= look(context);
        await looked;
        await close(options);
      };
    },

    /** @param profile of a browser that has been closed */
    async searchProfile(profile: string): Promise<void> {
      const begun = performance.now();
      const found = await seenInFiles('disk', profile, secrets());
      sightings.push(...found.sightings);
      counts.profiles += 1;
      counts.files += found.files;
      counts.spentMs += performance.now() - begun;
    },

    /** @returns all that was seen, and how much was looked at */
    tell: (): { sightings: Sighting[]; counts: Counts } => ({
      sightings: [...sightings, ...seenInText('console', lines.join('\n'), secrets())],
      counts: { ...counts, consoleLines: lines.length },
    }),
  };
};

export type Witness = ReturnType<typeof createWitness>;
