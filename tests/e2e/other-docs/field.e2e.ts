import { expect, test } from './fixtures.ts';

const scheme = JSON.stringify({ by: 'field', label: 'Bearer token', prefix: 'Bearer ' });

/** Docs of somebody's own: what is in the field goes into a header, by fetch or by XMLHttpRequest. */
const body = `
<input aria-label="Search"><div id="here"></div>
<script>
  const field = () => document.querySelector('#here input');
  window.draw = (markup) => void (document.getElementById('here').innerHTML = markup);
  window.typed = [];
  document.addEventListener('change', ({ target }) => window.typed.push(target.value));
  window.send = {
    fetch: (url) => fetch(url, { headers: { Authorization: field().value, 'X-Other': 'stays' } }),
    request: (url) => fetch(new Request(url, { headers: { Authorization: field().value } })),
    query: (url) => fetch(url + '?token=' + encodeURIComponent(field().value)),
    xhr: (url) => new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      xhr.open('GET', url);
      xhr.setRequestHeader('Authorization', field().value);
      xhr.onload = resolve;
      xhr.send();
    }),
  };
</script>`;

test('a plain field by its label: filled, verified, emptied, and its token sent nowhere else', async ({
  open,
  site,
}) => {
  const docs = await open(body);
  const { page } = docs;
  const value = () => page.locator('#here input').inputValue();
  const draw = (markup: string) => page.evaluate((html) => Reflect.get(window, 'draw')(html), markup);
  const send = async (how: string, path: string) => {
    const received = site.next();
    await page.evaluate(([name, url]) => Reflect.get(window, 'send')[name ?? ''](url), [how, path]);
    return received;
  };

  await docs.tell({ scheme });
  await page.getByLabel('Search').focus();
  await draw('<label>Something else <input></label><label> BEARER  Token: <input type="password"></label>');
  await draw('<label> BEARER  Token: <input type="password"></label>');
  await docs.until({ say: 'ready', renderer: 'field', servers: [], selected: null });
  await docs.tell({ scheme, token: 'canary-nowhere', servers: [] });
  await docs.until({ say: 'not-filled', why: 'other-server' });
  await docs.authorize({ scheme, token: 'canary-field', servers: [site.sandbox] });
  expect(await value()).toBe('Bearer canary-field');
  expect(await page.evaluate(() => Reflect.get(window, 'typed'))).toEqual(['Bearer canary-field']);
  await expect(page.getByLabel('Search')).toBeFocused();

  for (const how of ['fetch', 'request', 'xhr'])
    expect((await send(how, '/sandbox/things')).headers.authorization).toBe('Bearer canary-field');
  const other = await send('fetch', '/production/things');
  expect([other.headers.authorization, other.headers['x-other']]).toEqual([undefined, 'stays']);
  for (const how of ['request', 'xhr', 'query']) {
    const sent = await send(how, '/production/things');
    expect(JSON.stringify(sent)).not.toContain('canary');
  }
  site.answerWith(401);
  await send('fetch', '/sandbox/things');
  await docs.until({ say: 'answer', status: 401 });

  // Another server's token takes its place; a page that draws its field anew gets it again.
  await docs.authorize({ scheme, token: 'canary-production', servers: [site.production] });
  expect((await send('xhr', '/sandbox/things')).headers.authorization).toBeUndefined();
  await docs.tell({ scheme });
  expect(await value()).toBe('');
  await page.locator('#here input').fill('canary-production');
  await docs.tell({ scheme, token: 'canary-production', servers: [site.production] });
  await docs.until({ say: 'not-filled', why: 'typed' });
  expect((await send('xhr', '/sandbox/things')).headers.authorization).toBe('canary-production');

  await page.locator('#here input').fill('');
  await docs.authorize({ scheme, token: 'canary-field', servers: [site.sandbox] });
  await page.locator('#here input').fill('typed');
  const told = (await docs.reports()).at(-1);
  expect(told).toMatchObject({ say: 'not-filled', why: 'typed' });
  await docs.tell({ scheme, token: 'canary-field', servers: [site.sandbox] });
  await docs.tell({ scheme });
  expect(await value()).toBe('typed');
});

const ways = [
  ['label[for]', '<label for="it">Bearer token</label><p><input id="it"></p>'],
  ['aria-label', '<input aria-label="Bearer token">'],
  ['aria-labelledby', '<b id="a">Bearer</b><i id="b">token *</i><input aria-labelledby="a b">'],
  ['placeholder', '<input placeholder="Bearer token">'],
  ['textarea', '<label>Bearer token<textarea></textarea></label>'],
] as const;

test('a field is known by whatever names it, also in a shadow root; docs without one say so', async ({
  open,
  site,
}) => {
  for (const [, markup] of ways) {
    const docs = await open(`<section></section>`);
    await docs.tell({ scheme });
    await docs.page.evaluate((html) => {
      document.querySelector('section')!.attachShadow({ mode: 'open' }).innerHTML = html;
    }, markup);
    await docs.authorize({ scheme, token: 'canary', servers: [site.sandbox] });
    expect(await docs.page.locator('input, textarea').inputValue()).toBe('Bearer canary');
  }
  const redoc = await open('<redoc><div class="redoc-wrap"></div></redoc>');
  expect(await redoc.reports()).toEqual([{ say: 'nothing-to-fill' }]);
});
