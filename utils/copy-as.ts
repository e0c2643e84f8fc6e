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
 * @param token a token
 * @returns the header's line
 */
export const headerLine = (token: string): string | null => (isPlain(token) ? `Authorization: ${token}` : null);

/**
 * @param shell the shell that it is for
 * @param call what is called
 * @param token a token
 * @returns one line for curl
 */
export function curlCommand(shell: Shell, { method, url }: Call, token: string): string | null {
  // In PowerShell 5 "curl" is something else. Brackets and braces in a URL are a pattern to curl unless it is told otherwise.
  const program = shell === 'powershell' ? 'curl.exe' : 'curl';
  const plainly = /[[\]{}]/.test(url) ? ['--globoff'] : [];
  const words = [program, ...plainly, '--request', method, '--header'];
  return commandLine(shell, words, [`Authorization: ${token}`, url]);
}

/**
 * @param shell the shell that it is for
 * @param call what is called
 * @param token a token
 * @returns one line for HTTPie
 */
export function httpieCommand(shell: Shell, { method, url }: Call, token: string): string | null {
  // To HTTPie `:=` and `:@` mean something else than `:`, and a backslash takes the meaning from what follows.
  if (/^[=@]|\\[:;=@]/.test(token)) return null;
  return commandLine(shell, ['http', method], [url, `Authorization:${token}`]);
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
