import { describe, expect, it } from 'vitest';
import { connectIsolated, connectPage } from '../../../utils/renderers/channel';
import type { PageCommand, PageReport } from '../../../utils/renderers/types';

const clear: PageCommand = { do: 'clear', scheme: 'JWT' };
const other: PageReport = { say: 'server', selected: null };

/** A document, and all that is dispatched on it. */
const createDocument = () => {
  const document = new EventTarget();
  const seen: Event[] = [];
  const dispatch = document.dispatchEvent.bind(document);
  document.dispatchEvent = (event) => {
    seen.push(event);
    return dispatch(event);
  };
  return { document, seen };
};

type End = 'isolated' | 'main';

/** Connects both ends in the given order; `commands` and `reports` are what arrived. */
const connect = (first: End, between: (document: EventTarget) => void = () => undefined) => {
  const { document, seen } = createDocument();
  const commands: unknown[] = [];
  const reports: unknown[] = [];
  const startIsolated = () => {
    const link = connectPage(document);
    link.onReport((raw) => reports.push(raw));
    return link;
  };
  const startMain = () => {
    const link = connectIsolated(document);
    link.onCommand((raw) => commands.push(raw));
    return link;
  };
  if (first === 'isolated') {
    const isolated = startIsolated();
    between(document);
    return { document, seen, commands, reports, isolated, main: startMain() };
  }
  const main = startMain();
  between(document);
  return { document, seen, commands, reports, isolated: startIsolated(), main };
};

describe.each<End>(['isolated', 'main'])('with the %s script first', (first) => {
  it('what either says arrives at the other in the same turn, parsed', () => {
    const { isolated, main, commands, reports } = connect(first);
    isolated.send(clear);
    main.report(other);
    expect(commands).toEqual([clear]);
    expect(reports).toEqual([other]);
  });

  it('neither answers a handshake any more', () => {
    const { document, seen } = connect(first);
    const before = seen.length;
    const hello = new CustomEvent('novapost-authorizer', { detail: 'mine', cancelable: true });
    document.dispatchEvent(hello);
    document.dispatchEvent(new CustomEvent('novapost-authorizer?', { detail: '' }));
    expect(hello.defaultPrevented).toBe(false);
    expect(seen).toHaveLength(before + 2);
  });

  it('the name is a new one on every page', () => {
    const names = [connect(first), connect(first)].map(
      ({ seen }) => seen.find(({ defaultPrevented }) => defaultPrevented) as CustomEvent<string>,
    );
    expect(names[0]?.detail).toMatch(/^[\da-f-]{36}$/);
    expect(names[0]?.detail).not.toBe(names[1]?.detail);
  });

  it('what isn’t JSON text arrives as nothing', () => {
    const { document, seen, commands } = connect(first);
    const name = (seen.find(({ defaultPrevented }) => defaultPrevented) as CustomEvent<string>).detail;
    for (const detail of ['{', '', { do: 'clear' }, null]) {
      document.dispatchEvent(new CustomEvent(`${name}:command`, { detail }));
    }
    document.dispatchEvent(new Event(`${name}:command`));
    expect(commands).toEqual([null, null]);
  });

  it('an answer may be sent while the report is being delivered', () => {
    const { document } = createDocument();
    const commands: unknown[] = [];
    const startIsolated = () => {
      const isolated = connectPage(document);
      isolated.onReport(() => isolated.send(clear));
    };
    if (first === 'isolated') startIsolated();
    const main = connectIsolated(document);
    main.onCommand((raw) => commands.push(raw));
    if (first === 'main') startIsolated();
    main.report(other);
    expect(commands).toEqual([clear]);
  });
});

describe('what is said early', () => {
  it('by MAIN is kept for the isolated script, in order', () => {
    const { document } = createDocument();
    const main = connectIsolated(document);
    main.onCommand(() => undefined);
    main.report(other);
    main.report({ say: 'filled', id: 1 });
    const isolated = connectPage(document);
    const reports: unknown[] = [];
    isolated.onReport((raw) => reports.push(raw));
    main.report({ say: 'filled', id: 2 });
    expect(reports).toEqual([other, { say: 'filled', id: 1 }, { say: 'filled', id: 2 }]);
  });

  it('by the isolated script is kept for MAIN', () => {
    const { document } = createDocument();
    const isolated = connectPage(document);
    isolated.send(clear);
    const commands: unknown[] = [];
    connectIsolated(document).onCommand((raw) => commands.push(raw));
    expect(commands).toEqual([clear]);
  });
});

describe('the platform', () => {
  it('may be replaced by the page afterwards', () => {
    const { isolated, main, commands, reports, document } = connect('isolated');
    const { parse, stringify } = JSON;
    const { dispatchEvent } = EventTarget.prototype;
    const spoilt = () => {
      throw new Error('spoilt');
    };
    try {
      document.dispatchEvent = spoilt;
      document.addEventListener = spoilt;
      EventTarget.prototype.dispatchEvent = spoilt;
      JSON.parse = spoilt;
      JSON.stringify = spoilt;
      isolated.send(clear);
      main.report(other);
    } finally {
      Object.assign(JSON, { parse, stringify });
      EventTarget.prototype.dispatchEvent = dispatchEvent;
    }
    expect([commands, reports]).toEqual([[clear], [other]]);
  });
});
