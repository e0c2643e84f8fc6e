import {
  curlCommand,
  headerLine,
  httpieCommand,
  postmanEnvironment,
  resolveCall,
  variableLines,
  type PathProblem,
  type Shell,
} from '../copy-as';
import { portalOf, type Environment } from '../portals';

/** What a person chooses under "Copy as". Pure. */

export const FORMS = ['header', 'curl', 'httpie', 'variables', 'postman'] as const;
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
export const needsCall = (form: Form): boolean => form === 'curl' || form === 'httpie';
export const needsShell = (form: Form): boolean => needsCall(form) || form === 'variables';

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
  const { copying } = portalOf(environment.id);
  const names = { token: copying.tokenVariable, baseUrl: copying.baseUrlVariable };
  const simple = (write: Writing['write']): Writing => ({ url: '', problem: null, write });
  switch (form) {
    case 'header':
      return simple(headerLine);
    case 'variables':
      return simple((token) => variableLines(shell, names, { token, baseUrl }));
    case 'postman':
      return simple((token) => postmanEnvironment(title, names, { token, baseUrl }));
    case 'curl':
    case 'httpie': {
      const resolved = resolveCall(baseUrl, path);
      if ('problem' in resolved) return { url: '', problem: resolved.problem, write: () => null };
      const { url } = resolved;
      const command = form === 'curl' ? curlCommand : httpieCommand;
      return { url, problem: null, write: (token) => command(shell, { method, url }, token) };
    }
  }
}
