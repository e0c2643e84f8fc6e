import {
  curlCommand,
  headerLine,
  httpieCommand,
  postmanEnvironment,
  programText,
  resolveCall,
  variableLines,
  type PathProblem,
  type Shell,
} from '../copy-as';
import { portalOf, type Environment } from '../portals';

/** What a person chooses under "Copy as". Pure. */

export const FORMS = ['header', 'curl', 'httpie', 'variables', 'python', 'javascript', 'postman'] as const;
export const SHELLS = ['sh', 'powershell', 'cmd'] as const satisfies readonly Shell[];
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export type Form = (typeof FORMS)[number];

export interface CopyChoice {
  readonly form: Form;
  readonly shell: Shell;
  /** One of `METHODS`. */
  readonly method: string;
  /** As typed. */
  readonly path: string;
}

/** Which fields a form needs. */
export const needsShell = (form: Form): boolean => form === 'curl' || form === 'httpie' || form === 'variables';
export const needsCall = (form: Form): boolean => !['header', 'variables', 'postman'].includes(form);

/** Whether the token stands in it; else it is read from a variable. */
export const holdsToken = (form: Form): boolean => form !== 'python' && form !== 'javascript';

/**
 * @param environment whose token it is
 * @returns what is chosen at first
 */
export const firstChoice = (environment: Environment): CopyChoice => ({
  form: 'curl',
  shell: 'sh',
  method: 'GET',
  path: portalOf(environment.id).copying.path,
});

/** What is copied, once there is a token to put into it. */
export interface Writing {
  /** What is called; '' where nothing is. */
  readonly url: string;
  /** What is wrong with the path. */
  readonly problem: PathProblem | null;
  /** `null`: this form can't hold this token. */
  readonly write: (token: string) => string | null;
}

/**
 * @param choice what is chosen
 * @param environment whose token it is
 * @param title what Postman is to show
 */
export function writingOf(choice: CopyChoice, environment: Environment, title: string): Writing {
  const { form, shell, method, path } = choice;
  const { baseUrl } = environment;
  const { copying, header } = portalOf(environment.id);
  const names = { token: copying.tokenVariable, baseUrl: copying.baseUrlVariable };
  const simple = (write: Writing['write']): Writing => ({ url: '', problem: null, write });
  switch (form) {
    case 'header':
      return simple((token) => headerLine(header, token));
    case 'variables':
      return simple((token) => variableLines(shell, names, { token, baseUrl }));
    case 'postman':
      return simple((token) => postmanEnvironment(title, names, { token, baseUrl }));
    case 'curl':
    case 'httpie':
    case 'python':
    case 'javascript': {
      const resolved = resolveCall(baseUrl, path);
      if ('problem' in resolved) return { url: '', problem: resolved.problem, write: () => null };
      const { url } = resolved;
      const call = { method, url };
      if (form === 'python' || form === 'javascript')
        return { url, problem: null, write: () => programText(form, call, header, names, baseUrl) };
      const command = form === 'curl' ? curlCommand : httpieCommand;
      return { url, problem: null, write: (token) => command(shell, call, header, token) };
    }
  }
}
