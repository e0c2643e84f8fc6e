import { describe, expect, it } from 'vitest';
import { ensureFirefox, findFirefox, type Machine } from '../../browser/firefox.ts';

interface Situation {
  readonly chosen?: string;
  readonly isRoot?: boolean;
  readonly there?: readonly string[];
  /** Whether apt-get has a Firefox. */
  readonly brings?: boolean;
}

const createMachine = ({ chosen, isRoot = false, there = [], brings = false }: Situation) => {
  const files = new Set(there);
  const ran: string[] = [];
  const machine: Machine = {
    chosen,
    isRoot,
    exists: (path) => files.has(path),
    run: async (command, args) => {
      ran.push([command, ...args].join(' '));
      if (!brings) return 'failed';
      if (args[0] === 'install') files.add('/usr/bin/firefox-esr');
      return 'done';
    },
    say: () => undefined,
  };
  return { machine, ran };
};

describe('finding', () => {
  it.each([
    ['the chosen one', { chosen: '/opt/f', there: ['/opt/f', '/usr/bin/firefox'] }, '/opt/f'],
    ['the system’s', { there: ['/usr/bin/firefox', '/usr/bin/firefox-esr'] }, '/usr/bin/firefox-esr'],
    ['the system’s, by its other name', { there: ['/usr/bin/firefox'] }, '/usr/bin/firefox'],
    ['none', { there: ['/usr/bin/chromium'] }, undefined],
  ])('%s', (_what, situation: Situation, path) => {
    expect(findFirefox(createMachine(situation).machine)).toBe(path);
  });

  it('takes no other than the chosen one', () => {
    const { machine } = createMachine({ chosen: '/opt/gone', there: ['/usr/bin/firefox'] });
    expect(() => findFirefox(machine)).toThrow('FIREFOX_PATH is /opt/gone');
  });
});

describe('installing', () => {
  const install = ['apt-get update', 'apt-get install -y firefox-esr'];
  const debian = { there: ['/usr/bin/apt-get'] };

  it.each<[string, Situation, string[], string | null]>([
    ['nothing to do', { there: ['/usr/bin/firefox'] }, [], '/usr/bin/firefox'],
    ['apt-get brings it', { ...debian, isRoot: true, brings: true }, install, '/usr/bin/firefox-esr'],
    ['apt-get has none', { ...debian, isRoot: true }, install, null],
    ['not root', { ...debian, brings: true }, [], null],
    ['no apt-get', { isRoot: true, brings: true }, [], null],
  ])('%s', async (_what, situation, commands, path) => {
    const { machine, ran } = createMachine(situation);
    const ensured = ensureFirefox(machine);
    await (path === null
      ? expect(ensured).rejects.toThrow('Install one, 140 or newer')
      : expect(ensured).resolves.toBe(path));
    expect(ran).toEqual(commands);
  });
});
