import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { ensureChromium } from '../browser/chromium.ts';
import { root, run } from '../run/step.ts';
import { measureClick } from './click.ts';
import { measureFill } from './fill.ts';
import { measureOtherSites } from './other-sites.ts';
import { measurePopup } from './popup-open.ts';
import { measurePortalLoad } from './portal-load.ts';
import { measureSizes } from './sizes.ts';
import { measureSpeed } from './speed.ts';
import { isOk, type Row, tableOf } from './table.ts';
import { measureTabs } from './tabs.ts';

/**
 * `npm run bench`: builds the extension, measures every budget, prints one table and writes `.bench/results.json`. Names of measurements as
 * arguments run these alone: `npm run bench sizes click`. Ends with 1 if a budget is exceeded.
 */

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const measurements: Readonly<Record<string, () => Promise<Row[]>>> = {
  sizes: measureSizes,
  fill: measureFill,
  click: measureClick,
  load: measurePortalLoad,
  popup: measurePopup,
  tabs: measureTabs,
  sites: measureOtherSites,
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in measurements));
if (unknown.length > 0) {
  say(`There is no measurement ${unknown.join(', ')}. There are: ${Object.keys(measurements).join(', ')}`);
  process.exit(1);
}

const chromium = await ensureChromium();
// `wxt zip` is `wxt build`, and packs what it built.
if (!(await run('wxt', ['zip']))) process.exit(1);

// Whatever else runs here makes every time longer; a result should tell.
const load = loadavg()[0] ?? 0;
if (load > availableParallelism() / 2)
  say(`\nThe machine is busy (load ${load.toFixed(1)}): times will come out too long.`);

const rows: Row[] = [...(await measureSpeed())];
const failures: string[] = [];
for (const [name, measure] of Object.entries(measurements)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  say(`measuring: ${name} …`);
  try {
    // One after the other: on few cores, two at once would measure each other.
    rows.push(...(await measure()));
  } catch (error) {
    failures.push(`${name} could not be measured: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const folder = resolve(root, '.bench');
await mkdir(folder, { recursive: true });
const results = {
  at: new Date().toISOString(),
  node: process.version,
  chromium,
  load,
  rows: rows.map((row) => ({ ...row, ok: isOk(row) })),
  failures,
};
await writeFile(resolve(folder, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
say(`\n${tableOf(rows)}`);
for (const failure of failures) say(`\n${failure}`);
process.exitCode = failures.length === 0 && rows.every(isOk) ? 0 : 1;
