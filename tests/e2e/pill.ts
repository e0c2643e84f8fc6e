import { expect, type CDPSession, type Locator, type Page } from '@playwright/test';
import * as z from 'zod/mini';

/** The pill as a person and a screen reader have it: its root is closed, so it is looked at through the accessibility tree. */

const found = z.object({ nodes: z.array(z.object({ backendDOMNodeId: z.number() })) });
const box = z.object({ model: z.object({ border: z.array(z.number()) }) });
const text = z.object({ result: z.object({ value: z.string() }) });

type Role = 'button' | 'status' | 'timer';

/** @returns the pill's host in the page; its attributes tell environment and state */
export const pillHost = (page: Page): Locator => page.locator('novapost-authorizer');

async function withSession<T>(page: Page, use: (session: CDPSession) => Promise<T>): Promise<T> {
  const session = await page.context().newCDPSession(page);
  try {
    return await use(session);
  } finally {
    await session.detach();
  }
}

/** The node's id in the browser, or `undefined` if the pill has no such element that can be perceived. */
async function findNode(session: CDPSession, role: Role, name?: string): Promise<number | undefined> {
  const evaluated = await session.send('Runtime.evaluate', {
    expression: "document.querySelector('novapost-authorizer')",
  });
  const { objectId } = evaluated.result;
  if (objectId === undefined) return undefined;
  const named = name === undefined ? {} : { accessibleName: name };
  const answer = await session.send('Accessibility.queryAXTree', { objectId, role, ...named });
  const visible = { nodes: answer.nodes.filter(({ ignored }) => !ignored) };
  return found.parse(visible).nodes[0]?.backendDOMNodeId;
}

/**
 * @param name the button's accessible name
 * @returns whether the pill has it
 */
export const hasPillButton = (page: Page, name: string): Promise<boolean> =>
  withSession(page, async (session) => (await findNode(session, 'button', name)) !== undefined);

/** Whether the pill has the button. Where it has made room for a control of the page, it is unfolded for the next look, as a person would. */
async function seekButton(page: Page, name: string): Promise<boolean> {
  if (await hasPillButton(page, name)) return true;
  const host = pillHost(page);
  if ((await host.count()) > 0 && (await host.getAttribute('data-folded')) !== null) await host.click();
  return false;
}

/** Presses a button of the pill with the mouse, once it is there. */
export async function pressPill(page: Page, name: string): Promise<void> {
  await expect.poll(() => seekButton(page, name), { message: `the pill's button "${name}"` }).toBe(true);
  await withSession(page, async (session) => {
    const backendNodeId = await findNode(session, 'button', name);
    if (backendNodeId === undefined) throw new Error(`The pill has no button "${name}" any more`);
    const { model } = box.parse(await session.send('DOM.getBoxModel', { backendNodeId }));
    const [left = 0, top = 0, right = 0, , , bottom = 0] = model.border;
    await page.mouse.click((left + right) / 2, (top + bottom) / 2);
  });
}

/** Runs a function with an element of the pill as `this`. @returns the text that it gives; '' if the element isn't there */
const runOn = (page: Page, role: 'status' | 'timer', functionDeclaration: string): Promise<string> =>
  withSession(page, async (session) => {
    const backendNodeId = await findNode(session, role);
    if (backendNodeId === undefined) return '';
    const { object } = await session.send('DOM.resolveNode', { backendNodeId });
    if (object.objectId === undefined) return '';
    const answer = await session.send('Runtime.callFunctionOn', { objectId: object.objectId, functionDeclaration });
    return text.parse(answer).result.value;
  });

/** @returns what an element of the pill says now; '' if it isn't there */
export const pillSays = (page: Page, role: 'status' | 'timer'): Promise<string> =>
  runOn(page, role, 'function () { return this.textContent }');

/** From now on `pillAnnounced` knows what the pill's live region is given to say. */
export const watchPillStatus = (page: Page): Promise<string> =>
  runOn(
    page,
    'status',
    `function () {
      this.announced = [];
      const note = () => this.announced.push(this.textContent);
      new MutationObserver(note).observe(this, { childList: true, characterData: true, subtree: true });
      return '';
    }`,
  );

/** @returns each text that screen readers were given since `watchPillStatus`, also one that was there before */
export const pillAnnounced = async (page: Page): Promise<unknown> =>
  JSON.parse(await runOn(page, 'status', 'function () { return JSON.stringify(this.announced) }'));

/** Waits until the pill's host tells this state, and this environment if one is given. */
export async function expectPill(page: Page, state: string, environment?: string): Promise<void> {
  await expect(pillHost(page)).toHaveAttribute('data-state', state);
  if (environment !== undefined) await expect(pillHost(page)).toHaveAttribute('data-environment', environment);
}

/** @returns the corner of the window that the pill is in, by where it is drawn */
export const cornerOf = (page: Page): Promise<string> =>
  pillHost(page).evaluate((host) => {
    const { left, top, right, bottom } = host.getBoundingClientRect();
    const isTop = top < innerHeight - bottom;
    return `${isTop ? 'top' : 'bottom'}-${left < innerWidth - right ? 'left' : 'right'}`;
  });

/** Drags the pill by its left edge, which has no button unless it is folded. `x`, `y`: where to, px in the window. */
export async function dragPill(page: Page, x: number, y: number): Promise<void> {
  const drawn = await pillHost(page).boundingBox();
  if (!drawn) throw new Error('There is no pill to drag');
  await page.mouse.move(drawn.x + 8, drawn.y + drawn.height / 2);
  await page.mouse.down();
  await page.mouse.move(x, y, { steps: 5 });
  await page.mouse.up();
}

/** @returns the page's own controls in the window whose middle is under the pill, also within open shadow roots */
export const coveredControls = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const controlsIn = (root: ParentNode): Element[] => [
      ...root.querySelectorAll('a, button, input, select, textarea, summary, [tabindex="0"]'),
      ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? controlsIn(shadowRoot) : [])),
    ];
    const isCovered = (control: Element) => {
      const { x, y, width, height } = control.getBoundingClientRect();
      const onTop = document.elementFromPoint(x + width / 2, y + height / 2);
      return width > 0 && control.checkVisibility() && onTop?.localName === 'novapost-authorizer';
    };
    return controlsIn(document)
      .filter(isCovered)
      .map(({ outerHTML }) => outerHTML.slice(0, 120));
  });
