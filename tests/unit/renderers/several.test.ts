import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeveral } from '../../../utils/renderers/several';
import type { PageCommand, PageReport, RendererListeners } from '../../../utils/renderers/types';
import { createFake, createPage, type FakePage, production, sandbox, settle } from './fake-renderer';

type Fill = Extract<PageCommand, { do: 'fill' }>;

/** A page that renderers come to and leave. */
const createWorld = () => {
  const reports: PageReport[] = [];
  const several = createSeveral((report) => reports.push(report));
  let ids = 0;
  return {
    ...several,
    reports,
    /** Another renderer is drawn. */
    draw: (setUp: Partial<FakePage> = {}) => {
      const page = Object.assign(createPage(), setUp);
      const element = {};
      let listeners: RendererListeners | undefined;
      several.add(element, (given) => {
        listeners = given;
        return createFake(page);
      });
      return {
        page,
        element,
        use: () => several.use([{}, element]),
        select: (server: string | null) => {
          page.selected = server;
          listeners?.onServerChange();
        },
        ready: () => {
          page.ready = true;
          listeners?.onReady();
        },
        reload: () => {
          for (const scheme of Object.keys(page.values)) page.values[scheme] = '';
          listeners?.onReady();
        },
        answer: (status: number) => listeners?.onAnswer(status, `${sandbox}things`),
        leave: () => several.prune((one) => one === element),
      };
    },
    fill: async (token: string, more: Partial<Fill> = {}) => {
      ids += 1;
      several.command({ do: 'fill', id: ids, scheme: 'JWT', token, servers: [sandbox], overwrite: false, ...more });
      await settle();
    },
  };
};

describe('of several renderers', () => {
  it('the first that is ready is reported, and no other', () => {
    const { reports, draw } = createWorld();
    const late = draw({ ready: false });
    draw({ selected: production });
    late.ready();
    expect(reports).toMatchObject([{ say: 'ready', selected: production }]);
  });

  it('each gets what is for its own server', async () => {
    const { reports, draw, fill } = createWorld();
    const [one, two, three] = [draw(), draw({ selected: production }), draw()];
    await fill('token');
    expect([one, two, three].map(({ page }) => page.values['JWT'])).toEqual(['token', '', 'token']);
    expect(reports.slice(1)).toEqual([{ say: 'filled', id: 1 }]);
  });

  it('the one that is used becomes the current one', async () => {
    const { reports, draw, fill } = createWorld();
    const [one, two] = [draw(), draw({ selected: production })];
    await fill('token');
    two.use();
    expect(reports.at(-1)).toEqual({ say: 'server', selected: production });
    await fill('token');
    expect(reports.at(-1)).toEqual({ say: 'not-filled', id: 2, why: 'other-server' });
    const before = reports.length;
    two.use();
    one.answer(401);
    one.select(production);
    expect(reports).toHaveLength(before);
    expect(one.page.values['JWT']).toBe('');
  });

  it('one that isn’t ready is not the current one, whoever uses it', () => {
    const { reports, draw } = createWorld();
    draw();
    draw({ ready: false }).use();
    expect(reports).toHaveLength(1);
  });

  it('one that gets ready, or selects the server, later has the token then', async () => {
    const { draw, fill } = createWorld();
    const [, late, other] = [draw(), draw({ ready: false }), draw({ selected: production })];
    await fill('token');
    late.ready();
    other.select(sandbox);
    await settle();
    expect([late, other].map(({ page }) => page.values['JWT'])).toEqual(['token', 'token']);
  });

  it('only the current one has a typed value replaced by a click', async () => {
    const { draw, fill } = createWorld();
    const [one, two] = [draw(), draw()];
    one.page.values['JWT'] = two.page.values['JWT'] = 'typed';
    await fill('token', { overwrite: true });
    expect([one, two].map(({ page }) => page.values['JWT'])).toEqual(['token', 'typed']);
  });

  it('none has a typed value replaced by what nobody has clicked for', async () => {
    const { draw, fill } = createWorld();
    const { page } = draw();
    page.values['JWT'] = 'typed';
    await fill('token');
    expect(page.values['JWT']).toBe('typed');
  });

  it('all are cleared, and none gets the token after', async () => {
    const { draw, fill, command } = createWorld();
    const [one, late] = [draw(), draw({ ready: false })];
    await fill('token');
    command({ do: 'clear', scheme: 'JWT' });
    late.ready();
    await settle();
    expect([one, late].map(({ page }) => page.values['JWT'])).toEqual(['', '']);
  });

  it('none has anything left in a scheme that is no longer the portal’s', async () => {
    const { draw, fill } = createWorld();
    const { page } = draw();
    await fill('token');
    await fill('token', { scheme: 'ApiKeyAuth' });
    expect(page.values).toEqual({ JWT: '', ApiKeyAuth: 'token' });
  });

  it('one that leaves keeps nothing, and the next one is the current one', async () => {
    const { reports, draw, fill, isEmpty } = createWorld();
    const [one, two] = [draw(), draw({ selected: production })];
    await fill('token');
    one.leave();
    expect(one.page).toMatchObject({ disposed: true, values: { JWT: '' } });
    expect(reports.at(-1)).toEqual({ say: 'server', selected: production });
    two.leave();
    expect(reports.at(-1)).toEqual({ say: 'server', selected: null });
    expect(isEmpty()).toBe(true);
  });

  it('none yet is said', async () => {
    const { reports, fill } = createWorld();
    await fill('token');
    expect(reports).toEqual([{ say: 'not-filled', id: 1, why: 'no-renderer' }]);
  });
});

describe('no order of events', () => {
  const who = fc.nat({ max: 2 });
  const server = fc.constantFrom(sandbox, production, 'https://unknown.test/', null);
  const event = fc.oneof(
    fc.record({
      do: fc.constant('fill' as const),
      servers: fc.subarray([sandbox, production]),
      overwrite: fc.boolean(),
    }),
    fc.record({ do: fc.constantFrom('clear' as const, 'leave' as const, 'draw' as const), who }),
    fc.record({ do: fc.constant('select' as const), who, server }),
    fc.record({ do: fc.constantFrom('ready' as const, 'reload' as const, 'use' as const, 'letGo' as const), who }),
    fc.record({ do: fc.constant('settle' as const) }),
  );
  const first = fc.array(fc.record({ selected: server, ready: fc.boolean(), holdApply: fc.boolean() }), {
    minLength: 1,
    maxLength: 3,
  });

  it('leaves a token where another server is selected than those it was issued for', async () => {
    await fc.assert(
      fc.asyncProperty(first, fc.array(event, { maxLength: 25 }), async (setUps, events) => {
        const world = createWorld();
        const drawn = setUps.map((setUp) => world.draw(setUp));
        const seen = new Set(drawn);
        const issued = new Map<string, readonly string[]>();
        for (const one of events) {
          const target = 'who' in one ? drawn[one.who % drawn.length] : undefined;
          if (one.do === 'fill') {
            const token = `token-${issued.size}`;
            issued.set(token, one.servers);
            void world.fill(token, one);
          } else if (one.do === 'clear') world.command({ do: 'clear', scheme: 'JWT' });
          else if (one.do === 'settle') await settle();
          else if (one.do === 'draw') {
            const added = world.draw({ holdApply: one.who === 0 });
            drawn[one.who % drawn.length] = added;
            seen.add(added);
          } else if (one.do === 'select') target?.select(one.server);
          else if (one.do === 'letGo') target?.page.letGo?.();
          else target?.[one.do]();
          for (const { page } of seen) {
            const servers = issued.get(page.values['JWT'] ?? '');
            if (servers) expect(servers).toContain(page.selected);
          }
        }
        await settle();
      }),
      { numRuns: 300 },
    );
  });
});
