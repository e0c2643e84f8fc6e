import { beforeEach, describe, expect, it, vi } from 'vitest';
import { plainLabel } from '../../../utils/renderers/labels';
import { guardRequests } from '../../../utils/renderers/requests';
import { isUnder } from '../../../utils/renderers/servers';

const sandbox = 'https://api.sandbox.test/v1/';
const things = `${sandbox}things`;
const foreign = 'https://elsewhere.test/collect';
const TOKEN = 'canary.token-1';

/** What a page's XMLHttpRequest was told. */
class FakeXhr extends EventTarget {
  static readonly sent: { url: string; headers: Record<string, string>; body: unknown }[] = [];
  readonly status = 401;
  private readonly headers: Record<string, string> = {};
  private url = '';
  open(_method: string, url: string): void {
    this.url = url;
  }
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  send(body?: unknown): void {
    FakeXhr.sent.push({ url: this.url, headers: this.headers, body });
    this.dispatchEvent(new Event('load'));
  }
}

const createPage = (issued = TOKEN) => {
  const sent: Request[] = [];
  const answers: [number, string][] = [];
  const page = {
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
      sent.push(new Request(input, init));
      return new Response('', { status: 403 });
    },
    XMLHttpRequest: class extends FakeXhr {},
  };
  let token = issued;
  guardRequests(page, () => token, {
    mayCarryToken: (url) => isUnder([sandbox], url),
    onAnswer: (status, url) => answers.push([status, url]),
  });
  return { page, sent, answers, forget: () => (token = '') };
};

/** All that a request would send. */
const wire = async (request: Request | undefined) =>
  request && [request.url, JSON.stringify([...request.headers]), await request.text()].join('\n');

beforeEach(() => {
  vi.stubGlobal('location', { href: 'https://docs.test/' });
  vi.stubGlobal('document', { baseURI: 'https://docs.test/' });
  FakeXhr.sent.length = 0;
});

describe('fetch', () => {
  const headers = { Authorization: `Bearer ${TOKEN}`, 'X-Other': 'stays' };

  it('to our servers goes as it is, and its answer is told', async () => {
    const { page, sent, answers } = createPage();
    await page.fetch(things, { method: 'POST', headers, body: TOKEN });
    expect(await wire(sent[0])).toContain(`Bearer ${TOKEN}`);
    expect(answers).toEqual([[403, things]]);
  });

  it.each<[string, RequestInfo | URL, RequestInit?]>([
    ['an object of headers', foreign, { headers }],
    ['a list of headers', foreign, { headers: Object.entries(headers) }],
    ['Headers', foreign, { headers: new Headers(headers) }],
    ['a Request', new Request(foreign, { headers })],
    ['a Request with other headers', new Request(foreign), { headers }],
    ['an address', `${foreign}?t=${TOKEN}`, { headers }],
    ['a URL', new URL(`${foreign}?t=${TOKEN}`), { headers }],
    ['a Request’s address', new Request(`${foreign}?t=${TOKEN}`, { headers })],
    ['text', foreign, { method: 'POST', body: `{"auth":"${TOKEN}"}`, headers }],
    ['a form', foreign, { method: 'POST', body: new URLSearchParams({ t: TOKEN }), headers }],
  ])('to others loses the token in %s, and nothing else', async (_, input, init) => {
    const { page, sent, answers } = createPage();
    await page.fetch(input, init);
    const text = await wire(sent[0]);
    expect(text).not.toContain(TOKEN);
    expect(text).toContain('elsewhere.test');
    expect(text).toContain('stays');
    expect(answers).toEqual([]);
  });

  it.each<[string, (token: string) => [string, RequestInit?]]>([
    ['an address', (token) => [`${foreign}?t=${encodeURIComponent(token)}`]],
    ['an address made of parameters', (token) => [`${foreign}?${new URLSearchParams({ t: token }).toString()}`]],
    ['a form', (token) => [foreign, { method: 'POST', body: new URLSearchParams({ t: token }) }]],
  ])('to others loses a token that is written otherwise in %s', async (_, request) => {
    const { page, sent } = createPage('canary (1)+/==');
    await page.fetch(...request('canary (1)+/=='));
    const text = await wire(sent[0]);
    expect(text).toContain('t=');
    expect(text).not.toContain('canary');
  });

  it('goes where the page says that its addresses lead', async () => {
    vi.stubGlobal('location', { href: sandbox });
    vi.stubGlobal('document', { baseURI: foreign });
    const sent: Headers[] = [];
    const fetch = async (_input: unknown, init?: RequestInit) => {
      sent.push(new Headers(init?.headers));
      return new Response('');
    };
    const page = { fetch, XMLHttpRequest: class extends FakeXhr {} };
    guardRequests(page, () => TOKEN, { mayCarryToken: (url) => isUnder([sandbox], url), onAnswer: () => undefined });
    await page.fetch('things', { headers });
    expect(sent.flatMap((one) => Array.from(one))).toEqual([['x-other', 'stays']]);
  });

  it('without our token is none of ours', async () => {
    const { page, sent, answers, forget } = createPage();
    await page.fetch(foreign, { headers: { Authorization: 'Bearer theirs' } });
    forget();
    await page.fetch(foreign, { headers });
    expect(sent.map((request) => request.headers.get('authorization'))).toEqual(['Bearer theirs', `Bearer ${TOKEN}`]);
    expect(answers).toEqual([]);
  });
});

describe('XMLHttpRequest', () => {
  const send = (page: ReturnType<typeof createPage>['page'], url: string, body?: string) => {
    const xhr = new page.XMLHttpRequest();
    xhr.open('POST', url);
    xhr.setRequestHeader('Authorization', `Bearer ${TOKEN}`);
    xhr.setRequestHeader('X-Other', 'stays');
    xhr.send(body);
  };

  it('to our servers goes as it is, and its answer is told', () => {
    const { page, answers } = createPage();
    send(page, things);
    expect(FakeXhr.sent[0]?.headers).toEqual({ Authorization: `Bearer ${TOKEN}`, 'X-Other': 'stays' });
    expect(answers).toEqual([[401, things]]);
  });

  it('to others loses the token, and nothing else', () => {
    const { page, answers } = createPage();
    send(page, `${foreign}?t=${TOKEN}`, `t=${TOKEN}&u=1`);
    expect(FakeXhr.sent).toEqual([{ url: `${foreign}?t=`, headers: { 'X-Other': 'stays' }, body: 't=&u=1' }]);
    expect(answers).toEqual([]);
  });
});

it.each([
  ['Bearer Token', 'bearer token'],
  ['  BEARER \n token *', 'bearer token'],
  ['Bearer token:', 'bearer token'],
  ['Token (JWT)', 'token (jwt)'],
])('a label %j is compared as %j', (label, plain) => {
  expect(plainLabel(label)).toBe(plain);
});
