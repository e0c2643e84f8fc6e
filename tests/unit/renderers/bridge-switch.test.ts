import { describe, expect, it } from 'vitest';
import { createBridge } from '../../../utils/renderers/bridge';
import type { Renderer } from '../../../utils/renderers/types';
import { createWorld, production, sandbox, settle } from './fake-renderer';

describe('another server', () => {
  it('has ours cleared in the same turn', async () => {
    const { reports, fill, page, select } = createWorld();
    await fill('token');
    select(production);
    expect(page.values['JWT']).toBe('');
    expect(reports.at(-1)).toEqual({ say: 'server', selected: production });
  });

  it.each([production, 'https://unknown.test/', null])('%s gets no late token', async (server) => {
    const { reports, fill, page, select } = createWorld();
    select(server);
    await fill('late');
    expect(reports.at(-1)).toEqual({ say: 'not-filled', id: 1, why: 'other-server' });
    expect(page.values['JWT']).toBe('');
  });

  it('that the token was issued for as well keeps it', async () => {
    const { reports, fill, page, select } = createWorld();
    await fill('token', { servers: [sandbox, production] });
    select(production);
    expect(page.values['JWT']).toBe('token');
    expect(reports.at(-1)).toEqual({ say: 'server', selected: production });
  });

  it('is filled with its own token after', async () => {
    const { fill, page, select } = createWorld();
    await fill('token');
    select(production);
    await fill('other', { servers: [production] });
    expect(page.values['JWT']).toBe('other');
  });
});

describe('a switch while a fill is under way', () => {
  it('leaves nothing in the scheme', async () => {
    const { reports, fill, page, select } = createWorld({ holdApply: true });
    const filling = fill('token');
    select(production);
    expect(page.values['JWT']).toBe('');
    page.letGo?.();
    await filling;
    expect(page.values['JWT']).toBe('');
    expect(reports.at(-1)).toEqual({ say: 'not-filled', id: 1, why: 'other-server' });
  });

  it('and back leaves nothing that nobody answers for', async () => {
    const { reports, fill, page, select } = createWorld({ holdApply: true });
    const filling = fill('token');
    select(production);
    select(sandbox);
    // A renderer that writes after it was cleared.
    page.values['JWT'] = 'token';
    page.letGo?.();
    await filling;
    expect(page.values['JWT']).toBe('');
    expect(reports.at(-1)).toEqual({ say: 'not-filled', id: 1, why: 'not-verified' });
  });

  it('after a newer token that the renderer did not take leaves nothing of the older one either', async () => {
    const { fill, page, select } = createWorld();
    await fill('older');
    page.result = 'not-verified';
    await fill('newer');
    expect(page.values['JWT']).toBe('');
    select(production);
    expect(page.values['JWT']).toBe('');
  });

  it('that the renderer doesn’t tell of is seen at the end', async () => {
    const { reports, fill, page } = createWorld({ holdApply: true });
    const filling = fill('token');
    page.selected = production;
    page.letGo?.();
    await filling;
    expect(page.values['JWT']).toBe('');
    expect(reports.at(-1)).toEqual({ say: 'not-filled', id: 1, why: 'other-server' });
  });

  it('with the other environment’s token on its heels ends with that one', async () => {
    const { reports, fill, page, select } = createWorld({ holdApply: true });
    const first = fill('token');
    const letFirstGo = page.letGo;
    select(production);
    const second = fill('other', { servers: [production] });
    page.letGo?.();
    letFirstGo?.();
    await Promise.all([first, second]);
    expect(page.values['JWT']).toBe('other');
    expect(reports).toContainEqual({ say: 'filled', id: 2 });
    expect(reports).toContainEqual({ say: 'not-filled', id: 1, why: 'other-server' });
  });
});

describe('a refresh that overtakes another', () => {
  it('wins, whichever ends first', async () => {
    const { reports, fill, page } = createWorld({ holdApply: true });
    const first = fill('one');
    const letFirstGo = page.letGo;
    const second = fill('two');
    page.letGo?.();
    letFirstGo?.();
    await Promise.all([first, second]);
    expect(page.values['JWT']).toBe('two');
    expect(reports.slice(-2)).toEqual(
      expect.arrayContaining([
        { say: 'not-filled', id: 1, why: 'not-verified' },
        { say: 'filled', id: 2 },
      ]),
    );
  });
});

describe('another spec', () => {
  it('is reported again, and what was applied forgotten', async () => {
    const { reports, fill, page, reload, listeners } = createWorld();
    await fill('token');
    reload();
    listeners.onAnswer(401, `${sandbox}divisions`);
    expect(reports.at(-1)).toMatchObject({ say: 'ready' });
    await fill('token');
    expect(page.values['JWT']).toBe('token');
  });

  it('that keeps ours for its server keeps it', async () => {
    const { fill, page, listeners } = createWorld();
    await fill('token');
    listeners.onReady();
    expect(page.values['JWT']).toBe('token');
    expect(listeners.mayCarryToken(sandbox)).toBe(true);
  });

  it('that keeps ours but has another server loses it', async () => {
    const { fill, page, listeners } = createWorld();
    await fill('token');
    page.selected = production;
    listeners.onReady();
    expect(page.values['JWT']).toBe('');
  });

  it('ends a fill under way', async () => {
    const { reports, fill, page, reload } = createWorld({ holdApply: true });
    const filling = fill('token');
    reload();
    page.letGo?.();
    await filling;
    expect(reports.at(-1)).toEqual({ say: 'not-filled', id: 1, why: 'not-verified' });
  });
});

describe('a warm token', () => {
  it('is written within the ready report’s own turn', () => {
    const { page, listeners, command } = createWorld({ ready: false });
    page.ready = true;
    listeners.onReady();
    command({ do: 'fill', id: 1, scheme: 'JWT', token: 'warm', servers: [sandbox] });
    expect(page.values['JWT']).toBe('warm');
  });

  it('may be the answer to the report itself', async () => {
    const { page } = createWorld();
    const said: unknown[] = [];
    const bridge = createBridge((report) => {
      said.push(report.say);
      if (report.say === 'ready')
        bridge.command({ do: 'fill', id: 1, scheme: 'JWT', token: 'warm', servers: [sandbox] });
    });
    const renderer: Renderer = {
      name: 'swagger-ui',
      isReady: () => true,
      servers: () => [sandbox],
      selectedServer: () => sandbox,
      value: (scheme) => page.values[scheme] ?? null,
      original: () => '',
      apply: async (scheme, token) => {
        page.values[scheme] = token;
        return 'applied';
      },
      clear: () => undefined,
      dispose: () => undefined,
    };
    bridge.attach(renderer);
    expect(page.values['JWT']).toBe('warm');
    await settle();
    expect(said).toEqual(['ready', 'filled']);
  });
});
