import { afterEach, describe, expect, it } from 'vitest';
import { writePortal } from '../../../utils/options/portal-file';
import { portals as knownPortals, setAddedPortals, type Portal } from '../../../utils/portals';
import { templates } from '../../../utils/portals/templates';
import { locked, optionsWorld } from './options-world';
import { acme } from './portal-samples';

const SECRET = 'canary-key-3f9a1c';
const TOKEN = 'canary-token-77d0e2';
const acmeSites = ['https://docs.acme.test/*', 'https://test.acme.test/*', 'https://api.acme.test/*'];

const fileOf = (text: string, size = text.length) => ({ size, text: async () => text });

afterEach(() => setAddedPortals([]));

/** A page with a portal that was added, and may use its sites. */
async function withAcme() {
  const world = optionsWorld();
  await world.portals.update(() => [acme]);
  for (const site of acmeSites) world.permissions.granted.add(site);
  await world.store.open();
  return { ...world, section: world.store.portals };
}

async function withNothing() {
  const world = optionsWorld();
  await world.store.open();
  return { ...world, section: world.store.portals };
}

describe('the list', () => {
  it('has what came along and what was added, and follows it', async () => {
    const { section, portals, store } = await withAcme();
    expect(section.known.value.map(({ name }) => name)).toEqual(['Nova Post', 'Acme']);
    expect(knownPortals).toContainEqual(acme);
    const filled = () =>
      store.filling.all.value?.map(({ portal, environment }) => `${portal.name} ${environment.name}`);
    expect(filled()).toContain('Acme Live');
    expect(store.docs.pills.value).toHaveLength(2);
    await portals.update(() => []);
    expect(section.added.value).toEqual([]);
    expect(filled()).not.toContain('Acme Live');
  });

  it('tells which sites are not allowed, also after a change, and asks for those alone', async () => {
    const { section, permissions } = await withAcme();
    permissions.granted.delete('https://api.acme.test/*');
    permissions.changed();
    await expect.poll(() => [...section.refused.value]).toEqual(['https://api.acme.test/*']);
    await section.allow(acme.id);
    expect(permissions.asked).toEqual([['https://api.acme.test/*']]);
    expect([...section.refused.value]).toEqual([]);
    expect(section.news.value).toEqual({ news: 'sitesAllowed', name: 'Acme' });
  });

  it('says so when they are refused', async () => {
    const { section, permissions } = await withAcme();
    permissions.says = false;
    await section.allow(acme.id);
    expect(section.trouble.value).toMatchObject({ trouble: 'refused' });
    expect(section.news.value).toBeNull();
  });

  it('removes a portal once the person has said so', async () => {
    const { section, background, asked } = await withAcme();
    Object.assign(background, { 'portal.remove': {} });
    section.askToRemove(acme.id);
    expect(section.removing.value).toBe(acme.id);
    expect(asked()).toEqual([]);
    expect(await section.remove(acme.id)).toBe(true);
    expect(asked().map(({ payload }) => payload)).toEqual([{ portalId: acme.id }]);
    expect(section.news.value).toEqual({ news: 'portalRemoved', name: 'Acme' });
  });

  it('says so where no answer comes', async () => {
    const { section } = await withAcme();
    expect(await section.remove(acme.id)).toBe(false);
    expect(section.alarm.value).toEqual({ alarm: 'noAnswer' });
  });

  it('knows when keys are locked', async () => {
    const { store } = optionsWorld(locked);
    await store.open();
    expect(store.portals.isLocked.value).toBe(true);
  });

  it('writes a file that has no id and no key', async () => {
    const { section, saved } = await withAcme();
    section.export(acme.id);
    expect(saved).toEqual([{ name: expect.stringContaining('portal-2026-06-01'), text: writePortal(acme) }]);
    expect(section.news.value).toEqual({ news: 'portalExported', name: 'Acme' });
  });
});

describe('the form', () => {
  it('asks for the sites within the click, and saves once they are allowed', async () => {
    const { section, permissions, background, asked } = await withNothing();
    Object.assign(background, { 'portal.save': { problem: null } });
    section.begin('novastack');
    section.set('docs', 'https://docs.nova.test/*');
    expect(section.wanted.value).toEqual(['https://docs.nova.test/*', 'https://api.novapai.ai/*']);
    const saving = section.save();
    // Before anything is awaited: browsers accept the question only there.
    expect(permissions.asked).toEqual([['https://docs.nova.test/*', 'https://api.novapai.ai/*']]);
    expect(await saving).toBe(true);
    expect(asked()).toEqual([
      {
        type: 'portal.save',
        payload: {
          portal: expect.objectContaining({
            id: expect.stringMatching(/^p-[0-9a-f]{32}$/),
            name: 'novastack',
            docs: ['https://docs.nova.test/*'],
          }),
        },
      },
    ]);
    expect(section.opened.value).toBeNull();
    expect(section.news.value).toEqual({ news: 'portalAdded', name: 'novastack' });
    expect(permissions.granted.has('https://api.novapai.ai/*')).toBe(true);
  });

  it('saves nothing without them, and keeps what was typed', async () => {
    const { section, permissions, asked } = await withNothing();
    permissions.says = false;
    section.begin('merchant');
    section.environments.set('1', { baseUrl: 'https://shop.test' });
    expect(await section.save()).toBe(false);
    expect(asked()).toEqual([]);
    expect(section.trouble.value).toEqual({ trouble: 'refused', sites: ['https://shop.test/*'] });
    expect(section.opened.value?.form.environments[0]?.baseUrl).toBe('https://shop.test');
  });

  it('tells what is wrong before it asks for anything, until that changes', async () => {
    const { section, permissions } = await withNothing();
    section.begin('own');
    section.set('docs', 'nowhere');
    expect(await section.save()).toBe('name');
    expect(permissions.asked).toEqual([]);
    const wrong = () => [...(section.opened.value?.problems.keys() ?? [])];
    expect(wrong()).toEqual(['name', 'docs', '1 name', '1 baseUrl']);
    section.set('name', 'Acme');
    section.environments.set('1', { baseUrl: 'https://api.acme.test' });
    expect(wrong()).toEqual(['docs', '1 name']);
  });

  it.each(['taken', 'too-many', 'has-keys'] as const)('stays where the background says “%s”', async (problem) => {
    const { section, permissions, background } = await withNothing();
    Object.assign(background, { 'portal.save': { problem } });
    section.begin('novastack');
    expect(await section.save()).toBe(false);
    expect(section.trouble.value).toEqual({ trouble: problem });
    expect(section.opened.value?.form.name).toBe('novastack');
    // And leaves nothing behind when it is given up.
    await section.cancel();
    expect([...permissions.granted]).toEqual([]);
    expect(section.opened.value).toBeNull();
  });

  it('of a portal that is there keeps its ids, and gives back the sites that it leaves', async () => {
    const { section, portals, permissions, background, asked } = await withAcme();
    const changed = { ...acme, environments: acme.environments.slice(1) };
    // The list is followed before the answer comes.
    const stored = () => portals.update(() => [changed]).then(() => ({ problem: null }));
    Object.defineProperty(background, 'portal.save', { get: stored });
    section.edit(acme.id);
    section.environments.remove('1');
    section.set('issues', false);
    expect(await section.save()).toBe(true);
    const expected: Partial<Portal> = { id: acme.id, environments: changed.environments };
    expect(asked().map(({ payload }) => payload)).toEqual([{ portal: expect.objectContaining(expected) }]);
    expect([...permissions.granted].toSorted()).toEqual(['https://api.acme.test/*', 'https://docs.acme.test/*']);
    expect(section.news.value).toEqual({ news: 'portalSaved', name: 'Acme' });
  });

  it('keeps the last environment', async () => {
    const { section } = await withNothing();
    section.begin('own');
    expect(section.environments.add()).toBe('2');
    section.environments.remove('1');
    section.environments.remove('2');
    expect(section.opened.value?.form.environments.map(({ row }) => row)).toEqual(['2']);
  });

  it('is filled in from a file, and nothing is asked for by that', async () => {
    const { section, permissions, asked } = await withNothing();
    await section.choose(fileOf(writePortal(acme)));
    expect(section.opened.value).toMatchObject({ from: 'file', form: { name: 'Acme', isNew: true } });
    expect(section.wanted.value).toEqual(acmeSites);
    expect([permissions.asked, asked()]).toEqual([[], []]);
  });

  it('says why a file is refused', async () => {
    const { section } = await withNothing();
    await section.choose(fileOf('{}'));
    expect(section.trouble.value).toEqual({ trouble: 'file', problem: 'foreign' });
    await section.choose(fileOf('', 1e6));
    expect(section.trouble.value).toEqual({ trouble: 'file', problem: 'too-large' });
    await section.choose({ size: 1, text: () => Promise.reject(new Error('Gone')) });
    expect(section.trouble.value).toEqual({ trouble: 'file', problem: 'unreachable' });
    expect(section.opened.value).toBeNull();
  });
});

describe('sites that were asked for in a page that was closed', () => {
  const LEFT = 'https://api.left.test/*';
  /** Nova Post's own, and what isn't asked for in a form. */
  const others = [
    'https://api.novapost.com/*',
    'https://api.novaposhta.ua/*',
    'https://api.novapost.com/developers?*',
    'https://*/*',
    'https://*.acme.test/*',
  ];

  /** A page that opens, and what may be used then. */
  async function opened(change: (world: ReturnType<typeof optionsWorld>) => unknown = () => undefined) {
    const world = optionsWorld();
    await world.portals.update(() => [acme]);
    for (const site of [LEFT, ...others, ...acmeSites]) world.permissions.granted.add(site);
    await change(world);
    await world.store.open();
    await new Promise<void>((resolve) => setImmediate(resolve));
    return world.permissions.granted;
  }

  it('are given back when the page opens next, and no others', async () => {
    expect([...(await opened())].toSorted()).toEqual([...others, ...acmeSites].toSorted());
  });

  it('are given back also where one of them has to stay', async () => {
    const required = 'https://required.test/*';
    const granted = await opened(({ permissions }) => {
      permissions.granted.delete(LEFT);
      for (const site of [required, LEFT]) permissions.granted.add(site);
      permissions.required.add(required);
    });
    expect([granted.has(LEFT), granted.has(required)]).toEqual([false, true]);
  });

  it('stay while a portal is made in another page', async () => {
    expect(await opened(({ forms }) => (forms.open += 1))).toContain(LEFT);
  });

  it('stay where it can’t be read which portals there are', async () => {
    const granted = await opened(({ portals }) => (portals.read = () => Promise.reject(new Error('Damaged'))));
    for (const site of [LEFT, ...acmeSites]) expect(granted).toContain(site);
  });

  it('a form says that it is open, and that it is closed, however it closes', async () => {
    const { section, forms, background } = await withNothing();
    const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
    section.begin('own');
    section.begin('novastack');
    await settle();
    expect(forms.open).toBe(1);
    await section.cancel();
    await settle();
    expect(forms.open).toBe(0);
    Object.assign(background, { 'portal.save': { problem: null } });
    section.begin('novastack');
    expect(forms.open).toBe(1);
    expect(await section.save()).toBe(true);
    await settle();
    expect(forms.open).toBe(0);
  });
});

describe('a try', () => {
  async function trying(portal: Portal, answer: () => Response) {
    const world = await withNothing();
    world.server.answer = answer;
    await world.section.choose(fileOf(writePortal(portal)));
    const { dryRun } = world.section;
    dryRun.type(` ${SECRET} `);
    return { ...world, dryRun };
  }

  it('asks for the one site within the click, sends once, and tells where the token was', async () => {
    const answer = () => Response.json({ data: { token: TOKEN, expires_in: 1800 } });
    const { section, dryRun, permissions, server, asked } = await trying(acme, answer);
    expect(JSON.stringify(dryRun.described.value)).not.toContain(SECRET);
    const sending = section.send();
    expect(permissions.asked).toEqual([['https://test.acme.test/*']]);
    await sending;
    expect(server.requests.map(({ url, init }) => [url, init?.body])).toEqual([
      ['https://test.acme.test/v1/auth/token', JSON.stringify({ auth: { key: SECRET } })],
    ]);
    expect(dryRun.result.value).toEqual({ result: 'token', status: 200, at: 'data.token', lifetimeMs: 1_800_000 });
    expect(asked()).toEqual([]);
  });

  it('is sent once at a double click, and what came of it is told', async () => {
    const { section, dryRun, server } = await trying(acme, () => Response.json({}));
    await Promise.all([section.send(), section.send()]);
    expect(server.requests).toHaveLength(1);
    expect(dryRun.result.value).toMatchObject({ result: 'no-token' });
  });

  it('goes to the environment that is chosen', async () => {
    const { section, dryRun, server } = await trying(acme, () => Response.json({}));
    dryRun.choose(1);
    await section.send();
    expect(server.requests.map(({ url }) => url)).toEqual(['https://api.acme.test/v1/auth/token']);
    expect(dryRun.result.value).toEqual({ result: 'no-token', status: 200, at: 'data.token' });
  });

  it.each([
    [200, { result: 'good', status: 200 }],
    // Known, and not allowed just this.
    [403, { result: 'good', status: 403 }],
    [401, { result: 'failed', status: 401, failure: { kind: 'refused', status: 401, said: 'No … here' } }],
  ])('of a key that is sent as it is: %i', async (status, result) => {
    const body = { error: { message: `No ${SECRET} here` } };
    const { section, dryRun } = await trying(templates.novastack, () => Response.json(body, { status }));
    await section.send();
    expect(dryRun.result.value).toMatchObject(result);
    expect(JSON.stringify(dryRun.result.value)).not.toContain(SECRET);
  });

  it('sends nothing without a key, with none that could be one, or to a site that is refused', async () => {
    const { section, dryRun, permissions, server } = await trying(acme, () => Response.json({}));
    dryRun.type(' ');
    await section.send();
    expect(dryRun.keyProblem.value).toBe('empty');
    dryRun.type('two words');
    await section.send();
    expect(dryRun.keyProblem.value).toBe('not-a-key');
    expect(permissions.asked).toEqual([]);
    permissions.says = false;
    dryRun.type(SECRET);
    await section.send();
    expect(dryRun.result.value).toEqual({ result: 'refused', sites: ['https://test.acme.test/*'] });
    expect(server.requests).toEqual([]);
  });

  it('is forgotten with the form, the site included', async () => {
    const { section, dryRun, permissions } = await trying(acme, () => Response.json({ data: { token: TOKEN } }));
    await section.send();
    expect(dryRun.result.value).not.toBeNull();
    await section.cancel();
    expect([dryRun.key.value, dryRun.result.value, [...permissions.granted]]).toEqual(['', null, []]);
  });

  it('that is answered after the form has changed tells nothing', async () => {
    const { section, dryRun } = await trying(acme, () => Response.json({ data: { token: TOKEN } }));
    const sending = section.send();
    section.set('token', 'elsewhere');
    await sending;
    expect(dryRun.result.value).toBeNull();
  });
});
