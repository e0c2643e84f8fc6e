import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAdapter } from '../../../utils/renderers/adapter';
import { guardFetch } from '../../../utils/renderers/fetch-guard';

const OURS = 'https://api.sandbox.test/v1/things';
const FOREIGN = 'https://proxy.test/?url=things';
const TOKEN = 'token-of-the-test';

/** What the page's own `fetch` was called with. */
const sent: { input: RequestInfo | URL; init: RequestInit | undefined }[] = [];
const theirs: typeof fetch = async (input, init) => {
  sent.push({ input, init });
  return new Response(null, { status: 201 });
};
const answers: unknown[] = [];
let undo = () => {};

const headersSent = () => {
  const { input, init } = sent.at(-1) ?? {};
  return new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
};

beforeEach(async () => {
  sent.length = answers.length = 0;
  vi.stubGlobal('location', { href: 'https://docs.test/' });
  vi.stubGlobal('document', { baseURI: 'https://docs.test/' });
  vi.stubGlobal('window', { fetch: theirs });
  let value = '';
  const onAnswer = (...answer: unknown[]) => void answers.push(answer);
  const listeners = {
    onReady() {},
    onServerChange() {},
    onChange() {},
    onAnswer,
    mayCarryToken: (url: string) => url === OURS,
  };
  const [renderer, , inspect] = createAdapter(
    {
      name: 'scalar',
      spec: () => 1,
      servers: () => [],
      selectedServer: () => null,
      value: () => value,
      original: () => '',
      write: (_scheme, token) => {
        value = token;
      },
    },
    listeners,
  );
  await renderer.apply('JWT', TOKEN);
  undo = guardFetch(inspect, onAnswer);
});
afterEach(() => vi.unstubAllGlobals());

const authorized = { Authorization: `Bearer ${TOKEN}`, 'X-Theirs': '1' };

describe('a request with our token', () => {
  it('goes to its server as it came, and its answer is told', async () => {
    const init = { method: 'POST', headers: authorized, body: 'x' };
    await window.fetch(OURS, init);
    expect(sent).toEqual([{ input: OURS, init }]);
    expect(answers).toEqual([[201, OURS]]);
  });

  it.each([
    ['a URL', FOREIGN, { headers: authorized }],
    ['a URL object', new URL(FOREIGN), { headers: new Headers(authorized) }],
    ['a Request', new Request(FOREIGN, { headers: authorized }), undefined],
    ['a Request with other headers', new Request(FOREIGN), { headers: Object.entries(authorized) }],
  ] as const)('loses it on the way to another one, as %s', async (_what, input, init) => {
    await window.fetch(input, init && { ...init, headers: new Headers(init.headers) });
    expect([...headersSent()]).toEqual([['x-theirs', '1']]);
    expect(answers).toEqual([]);
  });

  it('keeps all else on that way', async () => {
    await window.fetch(FOREIGN, { method: 'POST', headers: authorized, body: 'x' });
    expect(sent).toMatchObject([{ input: FOREIGN, init: { method: 'POST', body: 'x' } }]);
  });
});

describe('a relative address', () => {
  it.each([
    ['https://api.sandbox.test/v1/', TOKEN],
    ['https://proxy.test/v1/', ''],
  ])('leads where the page says: to %s', async (baseURI, token) => {
    vi.stubGlobal('document', { baseURI });
    await window.fetch('things', { headers: { Authorization: token } });
    expect(headersSent().get('authorization') ?? '').toBe(token);
  });
});

describe('a request without it', () => {
  it("is the page's own business", async () => {
    const init = { headers: { Authorization: 'theirs' } };
    await window.fetch(FOREIGN, init);
    await window.fetch('/relative');
    expect(sent).toEqual([
      { input: FOREIGN, init },
      { input: '/relative', init: undefined },
    ]);
    expect(sent[0]?.init).toBe(init);
    expect(answers).toEqual([]);
  });
});

describe('the end of it', () => {
  it("puts the page's own back", () => {
    undo();
    expect(window.fetch).toBe(theirs);
  });

  it('leaves what somebody else has put over ours', () => {
    const outer: typeof fetch = (input, init) => theirs(input, init);
    window.fetch = outer;
    undo();
    expect(window.fetch).toBe(outer);
  });
});
