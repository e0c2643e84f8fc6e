import type { BrowserContext, CDPSession } from '@playwright/test';
import * as z from 'zod/mini';
import { expectPill } from '../e2e/pill.ts';
import type { DocsVariant } from '../portal/docs/index.ts';
import { docsOrigin } from '../portal/replica.ts';
import { warmSandbox, withBrowser, withPage } from './browser.ts';
import { whenIdle } from './marks.ts';
import { median } from './samples.ts';
import type { Row } from './table.ts';

/**
 * What the extension adds to the main thread's work while the docs load: the time that V8's profiler finds in our frames, in either world, and
 * the time that compiling our scripts takes, which comes before there is a frame. What the renderer does when it is handed the token is shown
 * and not counted: it does the same for a token that is pasted by hand.
 *
 * Not the difference of total script or task time with and without us: that varies by 15 to 40 % from load to load, which is many times
 * what we add.
 */

const loads = 15;
const limitMs = 10;
// Finer sampling costs the thread more than it shows.
const samplingUs = 500;

type Profile = Awaited<ReturnType<typeof recordLoad>>['profile'];
type Node = Profile['nodes'][number];

interface Added {
  /** With a frame of ours on top of the stack, ms. */
  readonly own: number;
  /** With one of ours further down: what we call. ms. */
  readonly called: number;
  /** Compiling our scripts, ms. */
  readonly compiling: number;
}

const isOurs = ({ callFrame }: Node): boolean => callFrame.url.startsWith('chrome-extension://');

/** Ids of all nodes that these call, and theirs, without themselves. */
const calledBy = (nodes: readonly Node[], own: ReadonlySet<number>): Set<number> => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const all = new Set(own);
  // A Set's iteration reaches what is added while it runs.
  for (const id of all) for (const child of byId.get(id)?.children ?? []) all.add(child);
  return all.difference(own);
};

const inFrames = ({ nodes, samples = [], timeDeltas = [] }: Profile): Pick<Added, 'own' | 'called'> => {
  const own = new Set(nodes.filter(isOurs).map(({ id }) => id));
  if (own.size === 0) throw new Error('The profile has nothing of ours in it: it is of another process');
  const timeOf = (ids: ReadonlySet<number>): number =>
    // A sample stands for the time until the next one.
    samples.reduce((sum, id, index) => (ids.has(id) ? sum + (timeDeltas[index + 1] ?? 0) : sum), 0) / 1000;
  return { own: timeOf(own), called: timeOf(calledBy(nodes, own)) };
};

const compilation = z.object({
  name: z.literal('v8.compile'),
  // CPU time of the thread: on two cores a compilation is often interrupted.
  tdur: z.number(),
  args: z.object({ data: z.object({ url: z.string().check(z.startsWith('chrome-extension://')) }) }),
});

/** Writes down when our scripts are compiled. Ended, it tells how long that took, ms. */
const traceCompiling = async (session: CDPSession): Promise<() => Promise<number>> => {
  let microseconds = 0;
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) microseconds += compilation.safeParse(event).data?.tdur ?? 0;
  });
  const traceConfig = { includedCategories: ['v8', 'devtools.timeline'] };
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  return async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    session.once('Tracing.tracingComplete', () => resolve());
    await session.send('Tracing.end');
    await promise;
    return microseconds / 1000;
  };
};

const recordLoad = (context: BrowserContext) =>
  withPage(context, async (page) => {
    // The profiler belongs to a process: be in the docs' own before it starts.
    await page.goto(`${docsOrigin}/`);
    const session = await context.newCDPSession(page);
    await session.send('Profiler.enable');
    await session.send('Profiler.setSamplingInterval', { interval: samplingUs });
    const endTrace = await traceCompiling(session);
    await session.send('Profiler.start');
    await page.goto(`${docsOrigin}/developers/`);
    await expectPill(page, 'authorized');
    await whenIdle(page);
    const { profile } = await session.send('Profiler.stop');
    return { profile, compiling: await endTrace() };
  });

const subjects: readonly (readonly [string, DocsVariant])[] = [
  ['RapiDoc 9.3.8 read', { renderer: 'rapidoc', version: '9.3.8', style: 'read' }],
  ['Swagger UI 5.35.0', { renderer: 'swagger-ui', version: '5.35.0', reach: 'window-ui' }],
];

const rowsOf = (name: string, added: readonly Added[]): Row[] => {
  const sum = ({ own, compiling }: Added) => own + compiling;
  // The load that was interrupted least: the profiler counts waiting for a core as work, and a browser that loads a page on two cores keeps
  // more than two busy, so that the same load takes from one to four times its own time.
  const [least] = added.toSorted((one, other) => sum(one) - sum(other));
  if (!least) throw new Error('No load was measured');
  const row = (words: string, measured: number, limit: number | null = null): Row => ({
    name: words,
    unit: 'ms',
    measured,
    limit,
  });
  return [
    { ...row(`main thread, added to the load: ${name}`, sum(least), limitMs), samples: added.map(sum) },
    row('in our own frames', least.own),
    row('compiling', least.compiling),
    row('beside it: the renderer, taking the token', least.called),
    row('the same with the waiting: median', median(added.map(sum))),
  ];
};

/** @returns the rows of the budget "main-thread time added to the portal's load" */
export const measurePortalLoad = (): Promise<Row[]> =>
  withBrowser({}, async (setup) => {
    await warmSandbox(setup);
    const rows: Row[] = [];
    for (const [name, variant] of subjects) {
      setup.replica.docs = variant;
      const added: Added[] = [];
      for (let load = 0; load < loads; load += 1) {
        const { profile, compiling } = await recordLoad(setup.context);
        added.push({ ...inFrames(profile), compiling });
      }
      rows.push(...rowsOf(name, added));
    }
    return rows;
  });
