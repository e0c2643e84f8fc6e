import type { Locator } from '@playwright/test';
import { bearer } from './check-kinds.ts';
import { expect, makeSwagger, rapiDoc, rapiDocScript, specOf, swagger, swaggerScript, test } from './fixtures.ts';
import type { Noted, Site } from './site.ts';

/** Tries the one operation of a Swagger UI. */
const tryIn = async (docs: Locator, site: Site): Promise<Noted> => {
  const button = docs.locator('.opblock', { has: docs.page().locator('[data-path="/things"]') }).locator('.execute');
  const [noted] = await Promise.all([site.next(), button.click()]);
  return noted;
};

test('two Swagger UIs on a page: each by its own system, reports from the one in use', async ({ open, site }) => {
  const docs = await open(swaggerScript() + swagger(specOf(), 'one') + swagger(specOf('production,sandbox'), 'two'));
  const one = docs.page.locator('#one');
  const two = docs.page.locator('#two');
  await docs.until({ say: 'ready', selected: site.sandbox });
  await docs.authorize({ scheme: bearer, token: 'canary-sandbox', servers: [site.sandbox] });
  await two.locator('.execute').first().waitFor();

  const foreign = await tryIn(two, site);
  expect([foreign.path, foreign.headers.authorization]).toEqual(['/production/things', undefined]);
  await docs.until({ say: 'server', selected: site.production });
  await docs.authorize({ scheme: bearer, token: 'canary-production', servers: [site.production] });
  expect((await tryIn(two, site)).headers.authorization).toBe('Bearer canary-production');
  const own = await tryIn(one, site);
  expect([own.path, own.headers.authorization]).toEqual(['/sandbox/things', 'Bearer canary-sandbox']);

  // The other one, which isn't in use now, gets what is for its server as soon as it has that server.
  await docs.authorize({ scheme: bearer, token: 'canary-next', servers: [site.sandbox] });
  await docs.page.evaluate((url) => {
    const select = document.querySelector<HTMLSelectElement>('#two .servers select');
    if (!select) throw new Error('No servers');
    select.value = url;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }, site.sandbox);
  expect((await tryIn(two, site)).headers.authorization).toBe('Bearer canary-next');
});

test('renderers that come late, inside shadow roots that nobody can reach', async ({ open, site }) => {
  const docs = await open(
    `${swaggerScript()}${rapiDocScript()}<div id="first"></div><div id="second"></div><script>
      const closed = (id) => document.getElementById(id).attachShadow({ mode: 'closed' });
      window.native = String(Element.prototype.attachShadow) + Element.prototype.attachShadow.length;
      window.add = {
        swagger() {
          const root = (window.first = closed('first'));
          const node = root.appendChild(document.createElement('div'));
          ${makeSwagger('node', specOf('production'))};
        },
        rapidoc() {
          const root = (window.second = closed('second'));
          root.innerHTML = ${JSON.stringify(rapiDoc(specOf('sandbox')))};
        },
      };
    </script>`,
  );
  expect(await docs.page.evaluate(() => Reflect.get(window, 'native'))).toBe('function () { [native code] }1');
  await docs.page.evaluate(() => Reflect.get(window, 'add').swagger());
  await docs.until({ say: 'ready', renderer: 'swagger-ui', selected: site.production });
  await docs.tell({ scheme: bearer, token: 'canary-late', servers: [site.sandbox] });
  await docs.until({ say: 'not-filled', why: 'other-server' });

  // Not the one in use, so nothing is said of it; but it has the token that was told before it came.
  await docs.page.evaluate(() => Reflect.get(window, 'add').rapidoc());
  const holds = () =>
    docs.page.evaluate(() => {
      const element = Reflect.get(window, 'second').querySelector('rapi-doc');
      const schemes: { securitySchemeId: string; finalKeyValue: string }[] =
        element.resolvedSpec?.securitySchemes ?? [];
      return schemes
        .filter(({ finalKeyValue }) => finalKeyValue !== '')
        .map((one) => [one.securitySchemeId, one.finalKeyValue]);
    });
  await expect.poll(holds).toEqual([['SomeBearer', 'Bearer canary-late']]);
  expect(await docs.reports()).not.toContainEqual(expect.objectContaining({ renderer: 'rapidoc' }));

  // A click on it, wherever it is, makes it the one in use.
  await docs.page.locator('#second').click({ position: { x: 300, y: 100 } });
  await docs.until({ say: 'server', selected: site.sandbox });

  // What leaves the page keeps nothing.
  const gone = docs.page.evaluate(() => {
    const element = Reflect.get(window, 'second').querySelector('rapi-doc');
    const scheme = element.resolvedSpec.securitySchemes.find(
      (one: { finalKeyValue: string }) => one.finalKeyValue !== '',
    );
    document.getElementById('second')?.remove();
    return new Promise<string>((resolve) => void setTimeout(() => resolve(scheme.finalKeyValue)));
  });
  expect(await gone).toBe('');
});
