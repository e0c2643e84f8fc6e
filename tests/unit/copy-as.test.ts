import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  curlCommand,
  headerLine,
  httpieCommand,
  postmanEnvironment,
  programText,
  resolveCall,
  variableLines,
  type Shell,
} from '../../utils/copy-as';
import { environments, portals } from '../../utils/portals';

const BASE = 'https://api-stage.novapost.pl/v.1.0/';
const names = { token: 'NOVAPOST_TOKEN', baseUrl: 'NOVAPOST_BASE_URL' };
const header = { name: 'Authorization', prefix: '' };
const bearer = { name: 'Authorization', prefix: 'Bearer ' };
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2ln-_';
/** A token with all that means something to some shell. */
const ODD = String.raw`it's "a" $HOME %PATH% & | < > ^ ( ) \ ; * ? ! # ~ {a,b} [x] @f $(id)` + ' `id`';

describe('resolveCall', () => {
  it.each([
    ['divisions', `${BASE}divisions`],
    ['/divisions', `${BASE}divisions`],
    [' divisions?limit=1&name=a b ', `${BASE}divisions?limit=1&name=a%20b`],
    ['/v.1.0/divisions', `${BASE}divisions`],
    ['', BASE],
    [`${BASE}divisions#here`, `${BASE}divisions`],
    ['https://api-stage.novapost.pl/other', 'https://api-stage.novapost.pl/other'],
    ['//evil.test/x', `${BASE}evil.test/x`],
    [String.raw`\\evil.test\x`, `${BASE}evil.test/x`],
    ['@evil.test', `${BASE}@evil.test`],
    ['javascript:alert(1)', `${BASE}javascript:alert(1)`],
    ['data/ü', `${BASE}data/%C3%BC`],
    [`a'b"c$d%e\`f`, `${BASE}a'b%22c$d%e%60f`],
  ])('%s → %s', (typed, url) => expect(resolveCall(BASE, typed)).toEqual({ url }));

  it.each([
    'https://evil.test/divisions',
    'http://api-stage.novapost.pl/v.1.0/divisions',
    'https://api-stage.novapost.pl.evil.test/',
    'https://api-stage.novapost.pl:8443/',
    'https://api-stage.novapost.pl@evil.test/',
    'https://me:secret@api-stage.novapost.pl/',
    'https://',
  ])('%s leads elsewhere', (typed) => expect(resolveCall(BASE, typed)).toEqual({ problem: 'elsewhere' }));

  it.each(['a\nb', 'a\r\nb', 'a\tb', 'a\u0000b', 'a\u2028b', 'a\u202Eb'])('%j is refused', (typed) =>
    expect(resolveCall(BASE, typed)).toEqual({ problem: 'control' }),
  );

  it('gives the origin of the base URL and nothing else, whatever is typed', () => {
    const parts = ['/', '\\', '.', '..', ':', '@', '?', '#', 'https:', 'evil.test', '%2f', ' ', 'v.1.0', '['];
    for (const one of parts)
      for (const two of parts)
        for (const three of parts) {
          const resolved = resolveCall(BASE, one + two + three);
          if ('url' in resolved) expect(new URL(resolved.url).origin).toBe('https://api-stage.novapost.pl');
        }
  });
});

/** What a program gets that is called by this line in sh, argument by argument. */
const argumentsInSh = (line: string, program: string): string[] =>
  execFileSync('/bin/sh', ['-c', `${program}() { for one in "$@"; do printf '%s\\0' "$one"; done; }; ${line}`], {
    env: { PATH: '/nowhere', HOME: '/home/of/somebody' },
  })
    .toString()
    .split('\0')
    .slice(0, -1);

const url = `${BASE}a'b$HOME?q=%20&x=$(id)`;
const call = { method: 'GET', url };

describe('sh, as sh itself reads it', () => {
  it.each([JWT, ODD])('curl: %s', (token) => {
    const line = curlCommand('sh', call, header, token) ?? '';
    expect(argumentsInSh(line, 'curl')).toEqual(['--request', 'GET', '--header', `Authorization: ${token}`, url]);
  });

  it.each([JWT, ODD])('HTTPie: %s', (token) => {
    expect(argumentsInSh(httpieCommand('sh', call, header, token) ?? '', 'http')).toEqual([
      'GET',
      url,
      `Authorization:${token}`,
    ]);
  });

  it.each([JWT, ODD])('variables: %s', (token) => {
    const lines = variableLines('sh', names, { token, baseUrl: BASE }) ?? '';
    const read = execFileSync('/bin/sh', ['-c', `${lines}\nprintf '%s %s' "$NOVAPOST_BASE_URL" "$NOVAPOST_TOKEN"`]);
    expect(read.toString()).toBe(`${BASE} ${token}`);
  });
});

describe('PowerShell', () => {
  it('doubles quotation marks, and nothing else means anything', () => {
    const token = "it's $HOME `id` %PATH% & $(id)";
    expect(variableLines('powershell', names, { token, baseUrl: BASE })).toBe(
      `$env:NOVAPOST_BASE_URL = '${BASE}'\n$env:NOVAPOST_TOKEN = 'it''s $HOME \`id\` %PATH% & $(id)'`,
    );
    expect(curlCommand('powershell', { method: 'POST', url: `${BASE}divisions` }, header, token)).toBe(
      `curl.exe --request POST --header 'Authorization: it''s $HOME \`id\` %PATH% & $(id)' '${BASE}divisions'`,
    );
  });

  it('hands no double quotation mark and no last backslash to a program', () => {
    for (const token of ['a"b', 'a\\']) {
      expect(curlCommand('powershell', call, header, token)).toBeNull();
      expect(httpieCommand('powershell', call, header, token)).toBeNull();
      expect(variableLines('powershell', names, { token, baseUrl: BASE })).not.toBeNull();
    }
  });
});

/** What is left of a line once cmd has looked for variables, of which each name has one, and has taken the carets away. */
const throughCmd = (line: string): string =>
  line.replaceAll(/%([\w ]+)%/g, (_, name: string) => `<value of ${name}>`).replaceAll(/\^(.)/g, '$1');

describe('Windows cmd', () => {
  it('writes nothing special without a caret', () => {
    const line = curlCommand('cmd', call, header, ODD) ?? '';
    expect(line.replaceAll(/\^./g, '')).not.toMatch(/[&|<>()"!%]/);
  });

  it('keeps variables from being put in, and quotation marks for the program', () => {
    expect(
      throughCmd(curlCommand('cmd', { method: 'GET', url: `${BASE}a%20b?c=%PATH%&d` }, header, 'a"b\\"c\\') ?? ''),
    ).toBe(String.raw`curl --request GET --header "Authorization: a\"b\\\"c\\" "${BASE}a%20b?c=%PATH%&d"`);
  });

  it('sets variables as they are', () => {
    const lines = variableLines('cmd', names, { token: 'a&b%PATH%"c" d^e', baseUrl: BASE }) ?? '';
    expect(throughCmd(lines)).toBe(`set NOVAPOST_BASE_URL=${BASE}\nset NOVAPOST_TOKEN=a&b%PATH%"c" d^e`);
    expect(variableLines('cmd', names, { token: JWT, baseUrl: BASE })).toBe(
      `set NOVAPOST_BASE_URL=${BASE}\nset NOVAPOST_TOKEN=${JWT}`,
    );
  });
});

describe('what is no plain text', () => {
  const shells: readonly Shell[] = ['sh', 'powershell', 'cmd'];
  it.each(['a\nb', 'a\r\nset X=1', 'a\u0000', 'a\tb', 'ключ', '’'])('%j is written nowhere', (token) => {
    for (const shell of shells) {
      expect(curlCommand(shell, call, header, token)).toBeNull();
      expect(variableLines(shell, names, { token, baseUrl: BASE })).toBeNull();
    }
    expect(headerLine(header, token)).toBeNull();
  });
});

it('curl takes brackets and braces in a URL as they are', () => {
  expect(curlCommand('sh', { method: 'GET', url: `${BASE}a?b[]={c}` }, header, JWT)).toBe(
    `curl --globoff --request GET --header 'Authorization: ${JWT}' '${BASE}a?b[]={c}'`,
  );
});

it('HTTPie reads some beginnings as another kind of field: they are not written', () => {
  for (const token of ['=1', '@/etc/passwd', String.raw`a\:b`])
    expect(httpieCommand('sh', call, header, token)).toBeNull();
  expect(httpieCommand('sh', { method: 'DELETE', url: BASE }, header, JWT)).toBe(
    `http DELETE '${BASE}' 'Authorization:${JWT}'`,
  );
});

it('the header is a line', () => expect(headerLine(header, JWT)).toBe(`Authorization: ${JWT}`));

describe('a header with something before the token, or of another name', () => {
  const key = { name: 'X-API-Key', prefix: '' };

  it('is a line', () => {
    expect(headerLine(bearer, JWT)).toBe(`Authorization: Bearer ${JWT}`);
    expect(headerLine(key, 'k')).toBe('X-API-Key: k');
  });

  it.each([bearer, key])('reaches programs in sh whole: %o', (own) => {
    const value = `${own.prefix}${ODD}`;
    expect(argumentsInSh(curlCommand('sh', call, own, ODD) ?? '', 'curl')[3]).toBe(`${own.name}: ${value}`);
    expect(argumentsInSh(httpieCommand('sh', call, own, ODD) ?? '', 'http')[2]).toBe(`${own.name}:${value}`);
  });

  it('is one argument in the other shells', () => {
    expect(curlCommand('powershell', { method: 'GET', url: BASE }, bearer, 'k')).toBe(
      `curl.exe --request GET --header 'Authorization: Bearer k' '${BASE}'`,
    );
    expect(throughCmd(curlCommand('cmd', { method: 'GET', url: BASE }, bearer, 'k') ?? '')).toBe(
      `curl --request GET --header "Authorization: Bearer k" "${BASE}"`,
    );
  });
});

describe('a program', () => {
  const environment = { NOVAPOST_BASE_URL: BASE, NOVAPOST_TOKEN: ODD };
  const odd = `${BASE}a'b"c$d%20e?f=\\g\`h\``;

  /** What the program does in Node, with `fetch` taken from it. */
  function runInNode(program: string): unknown {
    const told =
      'globalThis.fetch = async (url, init) => (process.stderr.write(JSON.stringify({ url, init })), { text: () => "" });';
    const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', `${told}\n${program}`], {
      env: environment,
      encoding: 'utf8',
    });
    return JSON.parse(stderr);
  }

  it.each([`${BASE}divisions`, odd, 'https://api-stage.novapost.pl/other'])('in JavaScript calls %s', (where) => {
    const program = programText('javascript', { method: 'PATCH', url: where }, bearer, names, BASE) ?? '';
    expect(runInNode(program)).toEqual({
      url: where,
      init: { method: 'PATCH', headers: { Authorization: `Bearer ${ODD}` } },
    });
  });

  it('in Python reads both variables, and quotes as Python reads it', () => {
    expect(programText('python', { method: 'GET', url: `${BASE}divisions` }, header, names, BASE)).toBe(
      [
        'import os',
        'import urllib.request',
        '',
        'request = urllib.request.Request(',
        '    os.environ["NOVAPOST_BASE_URL"] + "divisions",',
        '    method="GET",',
        '    headers={"Authorization": os.environ["NOVAPOST_TOKEN"]},',
        ')',
        'with urllib.request.urlopen(request) as response:',
        '    print(response.status, response.read().decode())',
        '',
      ].join('\n'),
    );
    const program = programText('python', { method: 'GET', url: odd }, bearer, names, BASE) ?? '';
    // In visible ASCII Python's quotation knows these two alone, as JSON's does.
    const texts = [...program.matchAll(/"(?:[^"\\]|\\["\\])*"/g)].map(([text]): unknown => JSON.parse(text));
    expect(texts).toEqual([
      'NOVAPOST_BASE_URL',
      odd.slice(BASE.length),
      'GET',
      'Authorization',
      'Bearer ',
      'NOVAPOST_TOKEN',
    ]);
  });

  it.each(['python', 'javascript'] as const)('in %s is not written with what is no plain text', (language) => {
    for (const where of [`${BASE}a\nb`, `${BASE}ü`])
      expect(programText(language, { method: 'GET', url: where }, header, names, BASE)).toBeNull();
    expect(programText(language, { method: 'GET\n', url: BASE }, header, names, BASE)).toBeNull();
  });
});

it("Postman's file has the token as a secret", () => {
  expect(JSON.parse(postmanEnvironment('Nova Post · Sandbox', names, { token: ODD, baseUrl: BASE }))).toEqual({
    name: 'Nova Post · Sandbox',
    values: [
      { key: 'NOVAPOST_BASE_URL', value: BASE, type: 'default', enabled: true },
      { key: 'NOVAPOST_TOKEN', value: ODD, type: 'secret', enabled: true },
    ],
    _postman_variable_scope: 'environment',
  });
});

it.each(portals)('$id has names that every shell takes, and a first call in each environment', ({ copying }) => {
  const { tokenVariable, baseUrlVariable, path } = copying;
  for (const name of [tokenVariable, baseUrlVariable]) expect(name).toMatch(/^[A-Z][A-Z0-9_]*$/);
  for (const { baseUrl } of environments) expect(resolveCall(baseUrl, path)).toHaveProperty('url');
});
