import * as z from 'zod/mini';
import type { BareBrowser, Tab } from '../../browser/bare.ts';
import { expect } from '../fixtures.ts';

/** Doing things in a browser that Playwright has no hold of. */

const evaluated = z.object({ result: z.object({ objectId: z.string() }) });
const found = z.object({ nodes: z.array(z.object({ backendDOMNodeId: z.number() })) });
const box = z.object({ model: z.object({ border: z.array(z.number()) }) });

/** @returns what the pill's host tells: environment and state; '' where there is no pill */
export const pillOf = async (tab: Tab): Promise<string> =>
  String(
    await tab.evaluate(`(() => {
      const { environment, state } = document.querySelector('novapost-authorizer')?.dataset ?? {};
      return [environment, state].filter(Boolean).join(' ');
    })()`),
  );

/** Waits until the pill tells this environment and state, as `sandbox authorized`. */
export const expectPillOf = (tab: Tab, says: string): Promise<void> =>
  expect.poll(() => pillOf(tab), { timeout: 10_000 }).toBe(says);

/** @returns what RapiDoc would send with a Try */
export const schemeOf = async (tab: Tab): Promise<string> =>
  String(
    await tab.evaluate(
      `document.querySelector('rapi-doc').resolvedSpec.securitySchemes.find((each) => each.securitySchemeId === 'JWT').finalKeyValue`,
    ),
  );

/** Presses a button of the pill with the mouse. */
export async function pressPillOf(tab: Tab, name: string): Promise<void> {
  const expression = "document.querySelector('novapost-authorizer')";
  const { objectId } = evaluated.parse(await tab.send('Runtime.evaluate', { expression })).result;
  const query = { objectId, role: 'button', accessibleName: name };
  const [node] = found.parse(await tab.send('Accessibility.queryAXTree', query)).nodes;
  if (!node) throw new Error(`The pill has no button "${name}"`);
  const { model } = box.parse(await tab.send('DOM.getBoxModel', { backendNodeId: node.backendDOMNodeId }));
  const [left = 0, top = 0, right = 0, , , bottom = 0] = model.border;
  const mouse = { x: (left + right) / 2, y: (top + bottom) / 2, button: 'left', clickCount: 1 };
  await tab.send('Page.bringToFront');
  for (const type of ['mousePressed', 'mouseReleased']) await tab.send('Input.dispatchMouseEvent', { type, ...mouse });
}

/** The popup in a tab, and a way to ask the background as it does. */
export async function openBarePopup(browser: BareBrowser) {
  const tab = await browser.open(`${browser.baseUrl}popup.html`);
  await expect.poll(() => tab.evaluate('document.readyState + typeof chrome.runtime?.id')).toBe('completestring');
  const ask = (type: string, payload: object): Promise<unknown> =>
    tab.evaluate(`chrome.runtime.sendMessage(${JSON.stringify({ type, payload })})`);
  return {
    tab,
    ask,
    /** Saves a key, as "Save key" does. */
    addKey: async (environment: string, secret: string): Promise<void> => {
      const payload = { keyId: crypto.randomUUID(), environment, secret, label: 'My key' };
      expect(await ask('key.add', payload)).toMatchObject({ ok: true, value: { added: true } });
    },
  };
}
