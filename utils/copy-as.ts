/**
 * A token, written down for other programs. Pure. Whatever can't be written so that the program gets exactly this token is `null`, and
 * nothing is written. All text is ASCII without control characters: a line break in a shell begins another command.
 */

/** `sh` is also bash and zsh; `cmd` as typed or pasted, not in a batch file, where a percent sign is another thing. */
export type Shell = 'sh' | 'powershell' | 'cmd';

export interface Call {
  readonly method: string;
  /** Absolute, as `resolveCall` makes it. */
  readonly url: string;
}

interface Header {
  readonly name: string;
  /** What stands before the token: 'Bearer '. */
  readonly prefix: string;
}

interface Variables {
  readonly token: string;
  readonly baseUrl: string;
}

/** What is wrong with a path that a person typed. */
export type PathProblem = 'control' | 'elsewhere';

const isPlain = (text: string): boolean => /^[\x20-\x7e]+$/.test(text);

/**
 * @param baseUrl the environment's, with a slash at its end
 * @param typed a path below it, with or without slashes before it, or a whole URL
 * @returns the URL, always of the base URL's origin and without a fragment, or why there is none
 */
export function resolveCall(
  baseUrl: string,
  typed: string,
): { readonly url: string } | { readonly problem: PathProblem } {
  const text = typed.trim();
  // The parser would drop some of them without a word.
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text)) return { problem: 'control' };
  const base = new URL(baseUrl);
  const path = text.replace(/^[\\/]+/, '');
  const isWhole = /^https?:/i.test(text);
  // Copied from the docs' own address line, it may begin with the base URL's path.
  const from = `/${path}`.startsWith(base.pathname) ? base.origin : base;
  const [target, against] = isWhole ? [text, base] : [`./${path}`, from];
  if (!URL.canParse(target, against)) return { problem: 'elsewhere' };
  const url = new URL(target, against);
  if (url.origin !== base.origin || url.username || url.password) return { problem: 'elsewhere' };
  url.hash = '';
  return { url: url.href };
}

/** cmd looks for variables before it looks at anything else: a caret behind the percent sign is then part of a name that no variable has. */
const escapeForCmd = (text: string): string => text.replaceAll(/[()%!^"<>&|]/g, '^$&').replaceAll(/%(?=\w)/g, '%^');

/** Programs for Windows take their command line apart by themselves: backslashes count only before a quotation mark. */
const quoteForWindows = (text: string): string =>
  `"${text.replaceAll(/(\\*)"/g, String.raw`$1$1\"`).replace(/\\+$/, '$&$&')}"`;

/** A value, for the shell itself. */
const values: Readonly<Record<Shell, (text: string) => string>> = {
  sh: (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`,
  powershell: (text) => `'${text.replaceAll("'", "''")}'`,
  cmd: escapeForCmd,
};

/** An argument of another program. */
function argument(shell: Shell, text: string): string | null {
  if (shell === 'cmd') return escapeForCmd(quoteForWindows(text));
  // Each PowerShell hands these on in another way, and none can be told from here.
  if (shell === 'powershell' && /"|\\$/.test(text)) return null;
  return values[shell](text);
}

function commandLine(shell: Shell, words: readonly string[], texts: readonly string[]): string | null {
  if (!texts.every(isPlain)) return null;
  const quoted = texts.map((text) => argument(shell, text));
  return quoted.includes(null) ? null : [...words, ...quoted].join(' ');
}

/**
 * @param header the one that the token is sent in
 * @param token a token
 * @returns the header's line
 */
export const headerLine = ({ name, prefix }: Header, token: string): string | null =>
  isPlain(token) ? `${name}: ${prefix}${token}` : null;

/**
 * @param shell the shell that it is for
 * @param call what is called
 * @param header the one that the token is sent in
 * @param token a token
 * @returns one line for curl
 */
export function curlCommand(
  shell: Shell,
  { method, url }: Call,
  { name, prefix }: Header,
  token: string,
): string | null {
  // In PowerShell 5 "curl" is something else. Brackets and braces in a URL are a pattern to curl unless it is told otherwise.
  const program = shell === 'powershell' ? 'curl.exe' : 'curl';
  const plainly = /[[\]{}]/.test(url) ? ['--globoff'] : [];
  const words = [program, ...plainly, '--request', method, '--header'];
  return commandLine(shell, words, [`${name}: ${prefix}${token}`, url]);
}

/**
 * @param shell the shell that it is for
 * @param call what is called
 * @param header the one that the token is sent in
 * @param token a token
 * @returns one line for HTTPie
 */
export function httpieCommand(
  shell: Shell,
  { method, url }: Call,
  { name, prefix }: Header,
  token: string,
): string | null {
  // To HTTPie `:=` and `:@` mean something else than `:`, and a backslash takes the meaning from what follows.
  const value = prefix + token;
  if (/^[=@]|\\[:;=@]/.test(value)) return null;
  return commandLine(shell, ['http', method], [url, `${name}:${value}`]);
}

const assignments: Readonly<Record<Shell, (name: string, value: string) => string>> = {
  sh: (name, value) => `export ${name}=${value}`,
  powershell: (name, value) => `$env:${name} = ${value}`,
  cmd: (name, value) => `set ${name}=${value}`,
};

/**
 * @param shell the shell that they are for
 * @param names of the variables
 * @param is their values
 * @returns a line for each variable
 */
export const variableLines = (shell: Shell, names: Variables, is: Variables): string | null =>
  isPlain(is.token) && isPlain(is.baseUrl)
    ? [
        assignments[shell](names.baseUrl, values[shell](is.baseUrl)),
        assignments[shell](names.token, values[shell](is.token)),
      ].join('\n')
    : null;

/** A text in Python and in JavaScript alike: in visible ASCII both read JSON's quotation as it is meant. */
const quoted = (text: string): string => JSON.stringify(text);

/**
 * What a program reads from its environment, so that it holds no secret.
 *
 * @param read how a variable is read
 */
function reading(read: (name: string) => string, url: string, { prefix }: Header, names: Variables, baseUrl: string) {
  const token = read(names.token);
  return {
    // Another place of the same origin is written down as it is.
    url: url.startsWith(baseUrl) ? `${read(names.baseUrl)} + ${quoted(url.slice(baseUrl.length))}` : quoted(url),
    value: prefix === '' ? token : `${quoted(prefix)} + ${token}`,
  };
}

/** Programs in other languages; each reads the token from a variable. */
export type Language = 'python' | 'javascript';

const programs: Readonly<
  Record<
    Language,
    {
      readonly read: (name: string) => string;
      readonly lines: (url: string, method: string, name: string, value: string) => string[];
    }
  >
> = {
  python: {
    read: (name) => `os.environ["${name}"]`,
    lines: (url, method, name, value) => [
      'import os',
      'import urllib.request',
      '',
      'request = urllib.request.Request(',
      `    ${url},`,
      `    method=${method},`,
      `    headers={${name}: ${value}},`,
      ')',
      'with urllib.request.urlopen(request) as response:',
      '    print(response.status, response.read().decode())',
    ],
  },
  javascript: {
    read: (name) => `process.env.${name}`,
    lines: (url, method, name, value) => [
      `const response = await fetch(${url}, {`,
      `  method: ${method},`,
      `  headers: { ${name}: ${value} },`,
      '});',
      'console.log(response.status, await response.text());',
    ],
  },
};

/**
 * @param language Python with what comes along with it, or JavaScript for Node
 * @param call what is called
 * @param header the one that the token is sent in
 * @param names of the variables that are read
 * @param baseUrl the value that one of them has
 * @returns a program that holds no token; `null`: something in it is no plain text
 */
export function programText(
  language: Language,
  { method, url }: Call,
  header: Header,
  names: Variables,
  baseUrl: string,
): string | null {
  if (![url, method, header.name].every(isPlain)) return null;
  const { read, lines } = programs[language];
  const { url: where, value } = reading(read, url, header, names, baseUrl);
  return `${lines(where, quoted(method), quoted(header.name), value).join('\n')}\n`;
}

/**
 * @param title what Postman shows
 * @param names of the variables
 * @param is their values
 * @returns a file for Postman's "Import"; the token is of the type that Postman hides
 */
export const postmanEnvironment = (title: string, names: Variables, is: Variables): string =>
  `${JSON.stringify(
    {
      name: title,
      values: [
        { key: names.baseUrl, value: is.baseUrl, type: 'default', enabled: true },
        { key: names.token, value: is.token, type: 'secret', enabled: true },
      ],
      _postman_variable_scope: 'environment',
    },
    null,
    2,
  )}\n`;
