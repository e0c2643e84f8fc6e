import { describe, expect, it } from 'vitest';
import { ensureChromium, findChromium, type Machine } from '../../browser/chromium.ts';

const playwrights = '/home/dev/.cache/ms-playwright/chromium/chrome';

interface Situation {
  readonly chosen?: string;
  readonly isRoot?: boolean;
  readonly there?: readonly string[];
  /** By command, the file that it brings; a command that isn't listed fails. */
  readonly brings?: Readonly<Record<string, string>>;
}

const createMachine = ({ chosen, isRoot = false, there = [], brings = {} }: Situation) => {
  const files = new Set(there);
  const ran: string[] = [];
  const said: string[] = [];
  const machine: Machine = {
    chosen,
    playwrightPath: playwrights,
    isRoot,
    exists: (path) => files.has(path),
    run: async (command, args) => {
      const line = [command === process.execPath ? 'playwright' : command, ...args.slice(-2)].join(' ');
      ran.push(line);
      const file = brings[line];
      if (file !== undefined) files.add(file);
      return file === undefined ? 'failed' : 'done';
    },
    say: (line) => said.push(line),
  };
  return { machine, ran, said };
};

describe('finding', () => {
  it.each([
    ['the chosen one', { chosen: '/opt/c', there: ['/opt/c', playwrights, '/usr/bin/chromium'] }, '/opt/c'],
    ['Playwright’s own', { there: [playwrights, '/usr/bin/chromium'] }, playwrights],
    ['the system’s', { there: ['/usr/bin/chromium-browser', '/usr/bin/chromium'] }, '/usr/bin/chromium'],
    ['the system’s, by its other name', { there: ['/usr/bin/chromium-browser'] }, '/usr/bin/chromium-browser'],
    ['none', { there: ['/usr/bin/google-chrome'] }, undefined],
  ])('%s', (_what, situation: Situation, path) => {
    expect(findChromium(createMachine(situation).machine)).toBe(path);
  });

  it('takes no other than the chosen one', () => {
    const { machine } = createMachine({ chosen: '/opt/gone', there: ['/usr/bin/chromium'] });
    expect(() => findChromium(machine)).toThrow('CHROMIUM_PATH is /opt/gone');
  });
});

describe('installing', () => {
  const download = 'playwright install chromium';
  const aptUpdate = 'apt-get update';
  const aptInstall = 'apt-get -y chromium';
  const debian = { there: ['/usr/bin/apt-get'] };

  it.each<[string, Situation, string[], string | null]>([
    ['nothing to do', { there: ['/usr/bin/chromium'] }, [], '/usr/bin/chromium'],
    ['the download works', { ...debian, isRoot: true, brings: { [download]: playwrights } }, [download], playwrights],
    [
      'apt-get as root',
      { ...debian, isRoot: true, brings: { [aptInstall]: '/usr/bin/chromium' } },
      [download, aptUpdate, aptInstall],
      '/usr/bin/chromium',
    ],
    ['not root', debian, [download], null],
    ['no apt-get', { isRoot: true }, [download], null],
    ['nothing works', { ...debian, isRoot: true }, [download, aptUpdate, aptInstall], null],
  ])('%s', async (_what, situation, commands, path) => {
    const { machine, ran, said } = createMachine(situation);
    const result = ensureChromium(machine);
    await (path === null ? expect(result).rejects.toThrow('set CHROMIUM_PATH') : expect(result).resolves.toBe(path));
    expect(ran).toEqual(commands);
    expect(said.length > 0).toBe(commands.length > 0);
  });
});
