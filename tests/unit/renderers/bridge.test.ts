import { describe, expect, it } from 'vitest';
import { createWorld, production, sandbox, settle } from './fake-renderer';

const typed = { say: 'not-filled', why: 'typed' };
const removed = { say: 'not-filled', why: 'removed' };

describe('a renderer', () => {
  it('is reported when it is ready, with its servers', () => {
    const { reports } = createWorld();
    expect(reports).toEqual([{ say: 'ready', renderer: 'rapidoc', servers: [sandbox, production], selected: sandbox }]);
  });

  it('that isn’t ready is not reported, and takes nothing', async () => {
    const { reports, fill, page } = createWorld({ ready: false });
    await fill('token');
    expect(reports).toEqual([{ say: 'not-filled', id: 1, why: 'no-renderer' }]);
    expect(page.values['JWT']).toBe('');
  });

  it('that the page replaces is emptied, left, and reported anew', async () => {
    const { reports, fill, page, replace } = createWorld();
    await fill('token');
    replace();
    expect(page).toMatchObject({ disposed: true, values: { JWT: '' } });
    expect(reports.at(-1)).toMatchObject({ say: 'ready' });
  });
});

describe('fill', () => {
  it('puts the token into the named scheme and into no other', async () => {
    const { reports, fill, page } = createWorld();
    await fill('token');
    expect(page.values).toEqual({ JWT: 'token', ApiKeyAuth: '' });
    expect(reports.at(-1)).toEqual({ say: 'filled', id: 1 });
  });

  it('asked for three times while the first is under way leaves the token in', async () => {
    const { reports, fill, page } = createWorld();
    await Promise.all([fill('token'), fill('token'), fill('token')]);
    expect(page.values['JWT']).toBe('token');
    expect(reports.at(-1)).toEqual({ say: 'filled', id: 3 });
  });

  it.each([
    [sandbox.slice(0, -1), sandbox],
    [sandbox, `${sandbox}/`],
    [sandbox, sandbox.slice(0, -1)],
  ])('takes %s for the selected %s', async (issuedFor, selected) => {
    const { reports, fill } = createWorld({ selected });
    await fill('token', { servers: [issuedFor] });
    expect(reports.at(-1)).toMatchObject({ say: 'filled' });
  });

  it.each([
    ['no server', null],
    ['another server', production],
    ['a path below', `${sandbox}sub`],
    ['a path above', 'https://api.sandbox.test/'],
    ['another port', 'https://api.sandbox.test:8443/v1/'],
    ['a longer host', 'https://api.sandbox.test.evil.test/v1/'],
    ['no URL', 'sandbox'],
  ])('gives nothing to %s', async (_, selected) => {
    const { reports, fill, page } = createWorld({ selected });
    await fill('token');
    expect(reports.at(-1)).toEqual({ say: 'not-filled', id: 1, why: 'other-server' });
    expect(page.values['JWT']).toBe('');
  });

  it('says that the spec has no such scheme', async () => {
    const { reports, fill } = createWorld();
    await fill('token', { scheme: 'OAuth' });
    expect(reports.at(-1)).toEqual({ say: 'not-filled', id: 1, why: 'no-scheme' });
  });

  it('leaves nothing behind that isn’t verified', async () => {
    const { reports, fill, page } = createWorld({ holdApply: true });
    const filling = fill('token');
    page.result = 'not-verified';
    page.letGo?.();
    await filling;
    expect(reports.at(-1)).toEqual({ say: 'not-filled', id: 1, why: 'not-verified' });
    expect(page.values['JWT']).toBe('');
  });

  it('replaces our own older token', async () => {
    const { reports, fill, page } = createWorld();
    await fill('old');
    await fill('new');
    expect(page.values['JWT']).toBe('new');
    expect(reports.at(-1)).toEqual({ say: 'filled', id: 2 });
  });

  it('with the token that is there only takes note', async () => {
    const { reports, fill, page, listeners } = createWorld();
    await fill('token');
    page.result = 'not-verified';
    await fill('token');
    listeners.onAnswer(200, `${sandbox}things`);
    expect(reports.slice(-2)).toEqual([
      { say: 'filled', id: 2 },
      { say: 'answer', status: 200 },
    ]);
  });
});

describe('a value that isn’t ours', () => {
  it('is replaced if an old session left it', async () => {
    const { reports, fill, page } = createWorld({ values: { JWT: 'left' }, originals: { JWT: 'left' } });
    await fill('token');
    expect(reports.at(-1)).toMatchObject({ say: 'filled' });
    expect(page.values['JWT']).toBe('token');
  });

  it('is left if it came later, until the person asks', async () => {
    const { reports, fill, page } = createWorld({ originals: { JWT: 'left' } });
    page.values['JWT'] = 'typed';
    await fill('token');
    expect(reports.at(-1)).toMatchObject(typed);
    expect(page.values['JWT']).toBe('typed');
    await fill('token', { overwrite: true });
    expect(page.values['JWT']).toBe('token');
  });

  it('over ours is left too, by a refresh, a server switch and a clear', async () => {
    const { reports, fill, page, select, command } = createWorld();
    await fill('token');
    page.values['JWT'] = 'typed';
    await fill('newer');
    expect(reports.at(-1)).toMatchObject(typed);
    select(production);
    command({ do: 'clear', scheme: 'JWT' });
    expect(page.values['JWT']).toBe('typed');
  });
});

describe('our token taken out by hand', () => {
  it('stays out until the person asks', async () => {
    const { reports, fill, page } = createWorld();
    await fill('token');
    page.values['JWT'] = '';
    await fill('newer');
    await fill('newer');
    expect(reports.slice(-2)).toMatchObject([removed, removed]);
    expect(page.values['JWT']).toBe('');
    await fill('newer', { overwrite: true });
    await fill('newest');
    expect(page.values['JWT']).toBe('newest');
  });

  it('stays out after a switch of servers', async () => {
    const { reports, fill, page, select } = createWorld();
    await fill('token');
    page.values['JWT'] = '';
    select(production);
    await fill('other', { servers: [production] });
    expect(reports.at(-1)).toMatchObject(removed);
  });

  it('comes back when the spec is loaded anew', async () => {
    const { fill, page, reload } = createWorld();
    await fill('token');
    page.values['JWT'] = '';
    await fill('token');
    reload();
    await fill('token');
    expect(page.values['JWT']).toBe('token');
  });
});

describe('a person’s change of what we have put in', () => {
  it.each([
    ['taken out', '', 'removed'],
    ['typed over', 'typed', 'typed'],
  ])('%s is told at once, and once', async (_what, value, why) => {
    const { reports, fill, enter, listeners } = createWorld();
    await fill('token');
    enter(value);
    listeners.onChange();
    expect(reports.slice(1)).toEqual([
      { say: 'filled', id: 1 },
      { say: 'not-filled', id: 1, why },
    ]);
  });

  it('is told again when it becomes the other of the two, as in a dialog that wants it out first', async () => {
    const { reports, fill, enter, command } = createWorld();
    await fill('token');
    enter('');
    command({ do: 'clear', scheme: 'JWT' });
    enter('typed');
    enter('typed more');
    enter('');
    expect(reports.slice(2)).toEqual(['removed', 'typed', 'removed'].map((why) => ({ say: 'not-filled', id: 1, why })));
  });

  it('lasts: nothing is put in, or over it, before they ask', async () => {
    const { reports, fill, page, enter } = createWorld({ originals: { JWT: 'left' } });
    await fill('token');
    // Even what an old session had left: it was typed today.
    enter('left');
    await fill('newer');
    expect(reports.at(-1)).toEqual({ say: 'not-filled', id: 2, why: 'typed' });
    enter('');
    await fill('newest');
    expect(reports.at(-1)).toEqual({ say: 'not-filled', id: 3, why: 'removed' });
    expect(page.values['JWT']).toBe('');
    await fill('newest', { overwrite: true });
    enter('newest');
    expect(reports.at(-1)).toEqual({ say: 'filled', id: 4 });
    enter('');
    expect(reports.at(-1)).toEqual({ say: 'not-filled', id: 4, why: 'removed' });
  });

  it('is none while a fill is under way, nor after a switch of servers or a clear of ours', async () => {
    const { reports, fill, page, enter, select, command } = createWorld({ holdApply: true });
    const filling = fill('token');
    enter('');
    expect(reports).toHaveLength(1);
    page.values['JWT'] = 'token';
    page.letGo?.();
    await filling;
    select(production);
    enter('');
    select(sandbox);
    page.holdApply = false;
    await fill('token');
    command({ do: 'clear', scheme: 'JWT' });
    enter('');
    expect(reports.slice(1).map(({ say }) => say)).toEqual(['filled', 'server', 'server', 'filled']);
  });

  it('is none in a scheme that is gone, or in a spec that is loaded anew', async () => {
    const { reports, fill, page, listeners, reload, enter } = createWorld();
    await fill('token');
    delete page.values['JWT'];
    listeners.onChange();
    page.values['JWT'] = '';
    reload();
    enter('');
    await fill('token');
    expect(reports.slice(1).map(({ say }) => say)).toEqual(['filled', 'ready', 'filled']);
  });

  it('by a page that changes it again and again costs a report each time at most, and no fill', async () => {
    const { reports, fill, page, enter } = createWorld();
    await fill('token');
    for (let n = 0; n < 10; n += 1) enter(n % 2 ? '' : 'theirs');
    for (let n = 0; n < 10; n += 1) enter(`theirs ${n}`);
    expect(reports.slice(2)).toHaveLength(11);
    expect(page.values['JWT']).toBe('theirs 9');
  });
});

describe('clear', () => {
  it('takes ours out, and what comes after isn’t “removed”', async () => {
    const { reports, fill, page, command } = createWorld();
    await fill('token');
    command({ do: 'clear', scheme: 'JWT' });
    expect(page.values['JWT']).toBe('');
    await fill('token');
    expect(reports.at(-1)).toMatchObject({ say: 'filled' });
  });

  it('leaves another scheme', async () => {
    const { fill, page, command } = createWorld();
    await fill('token');
    command({ do: 'clear', scheme: 'ApiKeyAuth' });
    expect(page.values['JWT']).toBe('token');
  });

  it('ends a fill under way', async () => {
    const { reports, fill, page, command } = createWorld({ holdApply: true });
    const filling = fill('token');
    command({ do: 'clear', scheme: 'JWT' });
    page.letGo?.();
    await filling;
    expect(page.values['JWT']).toBe('');
    expect(reports.at(-1)).toEqual({ say: 'not-filled', id: 1, why: 'not-verified' });
  });
});

describe('a Try', () => {
  it.each([
    [`${sandbox}divisions?limit=1`, true],
    [sandbox, true],
    [sandbox.slice(0, -1), true],
    ['https://api.sandbox.test/v1evil/divisions', false],
    [`${production}divisions`, false],
    ['https://api.sandbox.test/', false],
    ['/v1/divisions', false],
    ['', false],
  ])('to %s may carry the sandbox’s token: %s', async (url, may) => {
    const { fill, listeners } = createWorld();
    expect(listeners.mayCarryToken(url)).toBe(false);
    await fill('token');
    expect(listeners.mayCarryToken(url)).toBe(may);
  });

  it('with ours that is no longer in by us, but typed by hand or in another renderer, may carry it to its servers', async () => {
    const { fill, listeners, command, select } = createWorld();
    await fill('token');
    command({ do: 'clear', scheme: 'JWT' });
    expect(listeners.mayCarryToken(`${sandbox}divisions`)).toBe(true);
    select(production);
    expect(listeners.mayCarryToken(`${sandbox}divisions`)).toBe(true);
    expect(listeners.mayCarryToken(`${production}divisions`)).toBe(false);
  });

  it('that was answered is reported for our servers alone', async () => {
    const { reports, fill, listeners, command } = createWorld();
    await fill('token');
    listeners.onAnswer(401, `${sandbox}divisions`);
    expect(reports.at(-1)).toEqual({ say: 'answer', status: 401 });
    const before = reports.length;
    listeners.onAnswer(401, `${production}divisions`);
    expect(reports).toHaveLength(before);
    command({ do: 'clear', scheme: 'JWT' });
    listeners.onAnswer(401, `${sandbox}divisions`);
    expect(reports).toHaveLength(before);
  });
});

describe('what is no command', () => {
  it.each([
    null,
    'fill',
    [],
    {},
    { do: 'fill' },
    { do: 'fill', id: '1', scheme: 'JWT', token: 't', servers: [sandbox] },
    { do: 'fill', id: 1, scheme: 'JWT', token: '', servers: [sandbox] },
    { do: 'fill', id: 1, scheme: '', token: 't', servers: [sandbox] },
    { do: 'clear' },
    { do: 'drop', scheme: 'JWT' },
  ])('is ignored: %j', async (raw) => {
    const { reports, command, page } = createWorld();
    command(raw);
    await settle();
    expect(reports).toHaveLength(1);
    expect(page.values['JWT']).toBe('');
  });

  it('has no servers: the token is for none', async () => {
    const { reports, command } = createWorld();
    command({ do: 'fill', id: 7, scheme: 'JWT', token: 't', servers: [1, null] });
    await settle();
    expect(reports.at(-1)).toEqual({ say: 'not-filled', id: 7, why: 'other-server' });
  });
});
