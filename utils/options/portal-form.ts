import type { Credential, Environment, Portal } from '../portals';
import type { AddressProblem } from './addresses';

/** A portal as a person writes it: texts, as they were typed. Pure. */

export interface EnvironmentForm {
  /** Of this row, while the form is open. */
  readonly row: string;
  /** The id of the base's environment that it was filled in from. */
  readonly of: string | null;
  readonly name: string;
  readonly baseUrl: string;
  /** Further addresses of the same server, one a line. */
  readonly servers: string;
  readonly keysPage: string;
  readonly kind: Environment['kind'];
}

export type SchemeChoice = 'bearer' | 'header' | 'name' | 'field';
type KeyPlace = Extract<Credential, { kind: 'exchange' }>['keyIn'];

/** What is chosen from a list; everything else is text. */
interface Choices {
  readonly scheme: SchemeChoice;
  readonly credential: Credential['kind'];
  readonly method: 'GET' | 'POST';
  readonly keyIn: KeyPlace;
}

interface Texts {
  readonly name: string;
  /** One a line. */
  readonly docs: string;
  readonly schemeName: string;
  readonly fieldLabel: string;
  readonly headerName: string;
  readonly prefix: string;
  readonly path: string;
  readonly keyName: string;
  readonly token: string;
  readonly expiresIn: string;
  readonly check: string;
  /** One a line. */
  readonly permissions: string;
  /** One a line. */
  readonly errors: string;
}

export type TextField = keyof Texts;
export type EnvironmentField = 'name' | 'baseUrl' | 'servers' | 'keysPage';

export interface PortalForm extends Choices, Texts {
  /** What it was filled in from, and what it doesn't show. */
  readonly base: Portal;
  /** Whether the portal is yet to be added: the base's ids mean nothing then. */
  readonly isNew: boolean;
  readonly environments: readonly EnvironmentForm[];
  /** Whether keys can be made, where the descriptor says how. */
  readonly issues: boolean;
}

/** Where a problem is: a field's name, in an environment `<row> <field>`. */
export type FieldId = TextField | `${string} ${EnvironmentField}`;

/** What is wrong, each with a sentence in the locales. `text`: the address that is meant. */
export type FieldProblem =
  | { readonly problem: AddressProblem; readonly text: string }
  | { readonly problem: 'other-server' | 'twice'; readonly text: string }
  | {
      readonly problem:
        | 'name'
        | 'environment-name'
        | 'scheme-name'
        | 'field-label'
        | 'header-name'
        | 'prefix'
        | 'path'
        | 'path-outside'
        | 'key-name'
        | 'permissions'
        | 'place'
        | 'places';
    };

export type FormProblems = ReadonlyMap<FieldId, FieldProblem>;

/** Where most APIs have an error's text. */
const ERROR_PLACES = ['message', 'error.message', 'error', 'errors', 'detail'];

/** A portal that nothing is known of. */
export const emptyPortal: Portal = {
  id: 'portal',
  name: '',
  docs: [],
  environments: [],
  header: { name: 'Authorization', prefix: 'Bearer ' },
  scheme: { by: 'kind', kind: 'bearer' },
  credential: { kind: 'static' },
  permissions: [],
  issuing: null,
  check: null,
  errors: { message: ERROR_PLACES, fields: null },
  copying: { tokenVariable: 'API_TOKEN', baseUrlVariable: 'API_BASE_URL', path: '' },
};

/** @param row of the form that has none with this name */
export const emptyEnvironment = (row: string): EnvironmentForm => ({
  row,
  of: null,
  name: '',
  baseUrl: '',
  servers: '',
  keysPage: '',
  kind: 'production',
});

const lines = (texts: readonly string[]): string => texts.join('\n');

const schemeTexts = (scheme: Portal['scheme']) => ({
  scheme: scheme.by === 'kind' ? scheme.kind : scheme.by,
  schemeName: scheme.by === 'name' ? scheme.name : '',
  fieldLabel: scheme.by === 'field' ? scheme.label : '',
});

const exchangeTexts = (credential: Credential) => {
  const isExchange = credential.kind === 'exchange';
  return {
    credential: credential.kind,
    method: isExchange ? credential.method : ('POST' as const),
    path: isExchange ? credential.path : '',
    keyIn: isExchange ? credential.keyIn : ('json' as const),
    keyName: isExchange ? credential.keyName : '',
    token: isExchange ? credential.token : '',
    expiresIn: isExchange ? (credential.expiresIn ?? '') : '',
  };
};

/**
 * @param portal one that is there, or to begin with
 * @param isNew whether it is yet to be added
 * @returns the form, filled in with it
 */
export const formOf = (portal: Portal, isNew: boolean): PortalForm => ({
  base: portal,
  isNew,
  name: portal.name,
  docs: lines(portal.docs),
  environments:
    portal.environments.length > 0
      ? portal.environments.map(({ id, name, baseUrl, servers, keysPage, kind }, at) => ({
          row: String(at + 1),
          of: id,
          name,
          baseUrl,
          servers: lines(servers),
          keysPage: keysPage ?? '',
          kind,
        }))
      : [emptyEnvironment('1')],
  ...schemeTexts(portal.scheme),
  headerName: portal.header.name,
  // The blank behind a word can't be seen in a field: it comes by itself.
  prefix: portal.header.prefix.trim(),
  ...exchangeTexts(portal.credential),
  check: portal.check?.path ?? '',
  permissions: lines(portal.permissions),
  errors: lines(portal.errors.message),
  issues: portal.issuing !== null,
});
