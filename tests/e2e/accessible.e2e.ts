import type { Page } from '@playwright/test';
import * as z from 'zod/mini';
import { show, type State, states } from '../gallery/states.ts';
import { createWorld, wordsOf, type World } from '../gallery/world.ts';
import { axeTroubles } from './axe.ts';
import { expect, test } from './fixtures.ts';

/** What everyone must be able to use, in every state that the gallery has, light and dark. */

const themes = ['light', 'dark'] as const;

test.use({ spec: 'small' });

/** Everything that doesn't fit: what is wider than its place, or sticks out of the window. */
const cutIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const name = (element: Element) => `${element.localName}.${element.className}: ${element.textContent.slice(0, 40)}`;
    const all = [...document.querySelectorAll('body *')].filter((element) => !element.closest('.unseen, svg, legend'));
    const outside = all.filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (left < 0 || right > clientWidth);
    });
    const clipped = all.filter(
      (element) => getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth,
    );
    const scrolls = scrollWidth > clientWidth ? [`the page scrolls: ${scrollWidth} of ${clientWidth}`] : [];
    return [...scrolls, ...outside.map(name), ...clipped.filter(({ localName }) => localName !== 'input').map(name)];
  });

/** What has the keyboard: how it looks differs from how it looks without. */
const unmarkedFocus = async (page: Page): Promise<string[]> => {
  await page.evaluate(() => {
    // The next Tab begins at the page's top.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const seen = new Set<string>();
  const unmarked: string[] = [];
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return null;
      const look = () => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
        return [outlineStyle, outlineWidth, outlineColor, boxShadow].join(' ');
      };
      const focused = look();
      element.blur();
      const isMarked = look() !== focused;
      element.focus();
      element.dataset['stop'] ??= String(document.querySelectorAll('[data-stop]').length);
      return { id: element.dataset['stop'], name: element.outerHTML.slice(0, 80), isMarked };
    });
    if (at === null || seen.has(at.id)) break;
    seen.add(at.id);
    if (!at.isMarked) unmarked.push(at.name);
  }
  if (seen.size === 0) throw new Error('The keyboard reaches nothing');
  return unmarked;
};

/** All that is wrong with a state, each line with where. */
async function troublesOf(world: World, state: State): Promise<string[]> {
  const page = await show(world, state);
  const troubles: string[] = [];
  const note = (what: string, found: readonly string[]) =>
    troubles.push(...found.map((line) => `${state.name}, ${what}: ${line}`));
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    note(colorScheme, await axeTroubles(page));
  }
  note('focus', await unmarkedFocus(page));
  // 200 % of a window of 1280 × 800, and the width that WCAG 2.2 (1.4.10) asks for; a popup stays as wide as it is.
  const widths = state.on === 'popup' ? [380] : [640, 320];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 400 });
    note(`${width} wide`, await cutIn(page));
  }
  await page.close();
  return troubles;
}

interface Pill {
  readonly attributes: Readonly<Record<string, string>>;
  readonly root: string;
}

const describedSchema = z.object({
  node: z.object({
    attributes: z.array(z.string()),
    shadowRoots: z.tuple([z.object({ children: z.array(z.object({ backendNodeId: z.number() })) })]),
  }),
});

/** The pill's markup: its root is closed to scripts, and so to axe, but not to the browser's own protocol. */
async function readPill(page: Page): Promise<Pill> {
  const session = await page.context().newCDPSession(page);
  const { result } = await session.send('Runtime.evaluate', {
    expression: "document.querySelector('novapost-authorizer')",
  });
  if (result.objectId === undefined) throw new Error('There is no pill');
  const { node } = describedSchema.parse(
    await session.send('DOM.describeNode', { objectId: result.objectId, depth: -1, pierce: true }),
  );
  const [{ children }] = node.shadowRoots;
  await session.send('DOM.getDocument', { depth: 0 });
  const parts = await Promise.all(children.map((child) => session.send('DOM.getOuterHTML', child)));
  await session.detach();
  const pairs = node.attributes.flatMap((name, at) => (at % 2 === 0 ? [[name, node.attributes[at + 1] ?? '']] : []));
  return { attributes: Object.fromEntries(pairs), root: parts.map(({ outerHTML }) => outerHTML).join('') };
}

/** In a page: the same with an open root. */
const openPill = ({ attributes, root }: Pill): void => {
  const host = document.createElement('novapost-authorizer');
  for (const [name, value] of Object.entries(attributes)) host.setAttribute(name, value);
  host.attachShadow({ mode: 'open' }).innerHTML = root;
  document.querySelector('main')?.append(host);
};

for (const on of ['popup', 'settings', 'welcome'] as const) {
  test(`${on}: nothing that axe finds, each stop of the keyboard marked, nothing cut at 200 %`, async ({
    context,
    replica,
  }) => {
    test.setTimeout(150_000);
    const world = await createWorld(context, replica, await wordsOf('en'));
    const own = states.filter((state) => state.on === on);
    const troubles: string[] = [];
    for (const state of own) troubles.push(...(await troublesOf(world, state)));
    expect(own.length).toBeGreaterThan(2);
    expect(troubles).toEqual([]);
  });
}

const pillStates = new Set(['docs-no-key', 'docs-authorized', 'docs-click-needed']);

test('pill: nothing that axe finds, unfolded and folded, light and dark', async ({ context, replica }) => {
  test.setTimeout(150_000);
  const world = await createWorld(context, replica, await wordsOf('en'));
  const copy = await context.newPage();
  const troubles: string[] = [];
  for (const state of states.filter(({ name }) => pillStates.has(name))) {
    const docs = await show(world, state);
    const { attributes, root } = await readPill(docs);
    await docs.close();
    expect(root).toContain('<button');
    for (const isFolded of [false, true]) {
      await copy.setContent('<!doctype html><html lang="en"><title>Pill</title><main><h1>Pill</h1></main></html>');
      await copy.evaluate(openPill, {
        attributes: { ...attributes, ...(isFolded ? { 'data-folded': '' } : {}) },
        root,
      });
      for (const colorScheme of themes) {
        await copy.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const found = await axeTroubles(copy, 'novapost-authorizer');
        troubles.push(...found.map((line) => `${state.name}, ${colorScheme}${isFolded ? ', folded' : ''}: ${line}`));
      }
    }
  }
  expect(troubles).toEqual([]);
});
