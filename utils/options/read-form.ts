import { checksum } from '../checksum';
import type { Credential, Environment, Portal } from '../portals';
import { below } from '../portals/requests';
import { LONGEST_PERMISSION, portalSchema } from '../portals/schema';
import * as z from '../schema';
import { linesOf, readBaseUrl, readDocs, readLink } from './addresses';
import type { EnvironmentForm, FieldId, FieldProblem, FormProblems, PortalForm } from './portal-form';
import { issuingWithIds, withIds } from './portal-ids';

/** What a form says, and what is wrong with it. Pure. */

export type ReadForm =
  | { readonly ok: true; readonly portal: Portal }
  | { readonly ok: false; readonly problems: FormProblems };

/**
 * @param name a portal's
 * @returns a shell's variables, called after it
 */
export function variables(name: string) {
  const word = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replaceAll(/^[\d_]+|_+$/g, '')
    .slice(0, 40);
  const stem = word || 'API';
  return { tokenVariable: `${stem}_TOKEN`, baseUrlVariable: `${stem}_BASE_URL` };
}

/** What stands before a token: a word gets the blank that parts it from the token. */
const prefixOf = (text: string, before: string): string => {
  if (text.trim() === before.trim()) return before;
  const word = text.trim();
  return /[A-Za-z0-9]$/.test(word) ? `${word} ` : word;
};

const { name: nameShape, header: headerShape, errors: errorsShape } = portalSchema.shape;
const { name: headerNameShape, prefix: prefixShape } = headerShape.shape;

const fits = (shape: z.Schema, value: unknown): boolean => z.safeParse(shape, value).success;
const isLine = (text: string, longest: number): boolean =>
  text !== '' && text.length <= longest && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
const isPlace = (text: string): boolean => fits(errorsShape, { message: [text], fields: null });

/** Notes what is wrong with a field. */
type Tell = (field: FieldId, problem: FieldProblem) => void;

/** @returns what was typed, without blanks around it; told if it isn't what is wanted */
function read(text: string, isGood: (text: string) => boolean, tell: () => void): string {
  const trimmed = text.trim();
  if (!isGood(trimmed)) tell();
  return trimmed;
}

/**
 * Makes ids of environments that are new to the portal, or on another site than before: of where they are, and none that another one has. A key that
 * has one, in a file or left behind, is for that place and never goes to another.
 */
function createIds({ id, environments }: Portal) {
  const taken = new Set(environments.map((each) => each.id));
  return (baseUrl: string): string => {
    let next = `${id}/${checksum(baseUrl).toString(36)}`;
    while (taken.has(next)) next += '-';
    taken.add(next);
    return next;
  };
}

const originOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).origin : null);

/** An environment's own addresses; told if one of them is none, or is on another server. */
function readServers({ row, baseUrl, servers }: EnvironmentForm, tell: Tell): { base: string; further: string[] } {
  const base = readBaseUrl(baseUrl);
  if (!base.ok) {
    tell(`${row} baseUrl`, base);
    return { base: '', further: [] };
  }
  const further = linesOf(servers).map(readBaseUrl);
  const wrong = further.find(({ ok }) => !ok);
  if (wrong && !wrong.ok) tell(`${row} servers`, wrong);
  const urls = further.flatMap((each) => (each.ok ? [each.url] : []));
  const { origin } = new URL(base.url);
  const other = urls.find((url) => new URL(url).origin !== origin);
  if (other !== undefined) tell(`${row} servers`, { problem: 'other-server', text: other });
  return { base: base.url, further: [...new Set(urls)].filter((url) => url !== base.url) };
}

function readEnvironments({ base, environments, isNew }: PortalForm, tell: Tell): Environment[] {
  const idAt = createIds(base);
  const seen = new Set<string>();
  return environments.map((form) => {
    const { row, kind } = form;
    const before = base.environments.find(({ id }) => id === form.of);
    const name = read(
      form.name,
      (text) => fits(nameShape, text),
      () => tell(`${row} name`, { problem: 'environment-name' }),
    );
    const { base: baseUrl, further: servers } = readServers(form, tell);
    // The docs' server decides which environment is meant: it can't be two.
    const twice = [baseUrl, ...servers].find((url) => seen.has(url));
    if (twice) tell(twice === baseUrl ? `${row} baseUrl` : `${row} servers`, { problem: 'twice', text: twice });
    for (const url of [baseUrl, ...servers]) if (url) seen.add(url);
    const page = readLink(form.keysPage);
    if (!page.ok) tell(`${row} keysPage`, page);
    const keysPage = page.ok ? page.url : null;
    const { hostAccess, fillsByItself } = before ?? { hostAccess: 'optional', fillsByItself: false };
    const isThere = before && (isNew || originOf(before.baseUrl) === originOf(baseUrl));
    return {
      id: isThere ? before.id : idAt(baseUrl),
      name,
      baseUrl,
      servers,
      kind,
      hostAccess,
      fillsByItself,
      keysPage,
    };
  });
}

function readScheme({ scheme, schemeName, fieldLabel }: PortalForm, tell: Tell): Portal['scheme'] {
  const isGood = (text: string) => isLine(text, 120);
  switch (scheme) {
    case 'name': {
      const name = read(schemeName, isGood, () => tell('schemeName', { problem: 'scheme-name' }));
      return { by: 'name', name };
    }
    case 'field': {
      const label = read(fieldLabel, isGood, () => tell('fieldLabel', { problem: 'field-label' }));
      return { by: 'field', label };
    }
    case 'bearer':
    case 'header':
      return { by: 'kind', kind: scheme };
  }
}

/** Where none is right yet. */
const SAMPLE_BASE = 'https://api.example.com/v1/';

/** A path as docs write it, made relative to the base URLs; told if it leads elsewhere from one of them. */
function readPath(field: 'path' | 'check', text: string, environments: readonly Environment[], tell: Tell): string {
  const path = text.trim().replace(/^\/+/, '');
  const bases = [SAMPLE_BASE, ...environments.map(({ baseUrl }) => baseUrl).filter((url) => url !== '')];
  if (!isLine(path, 300)) tell(field, { problem: 'path' });
  else if (bases.some((base) => below(base, path) === null)) tell(field, { problem: 'path-outside' });
  return path;
}

function readCredential(form: PortalForm, environments: readonly Environment[], tell: Tell): Credential {
  if (form.credential !== 'exchange') return { kind: form.credential };
  const { method, keyIn } = form;
  const isName = (text: string) => isPlace(text) && (keyIn !== 'header' || fits(headerNameShape, text));
  const path = readPath('path', form.path, environments, tell);
  const keyName = read(form.keyName, isName, () => tell('keyName', { problem: 'key-name' }));
  const token = read(form.token, isPlace, () => tell('token', { problem: 'place' }));
  const expiresIn = read(
    form.expiresIn,
    (text) => text === '' || isPlace(text),
    () => tell('expiresIn', { problem: 'place' }),
  );
  // A body makes it a POST, whatever was chosen before.
  return {
    kind: 'exchange',
    method: keyIn === 'json' ? 'POST' : method,
    path,
    keyIn,
    keyName,
    token,
    expiresIn: expiresIn || null,
  };
}

/** What the portal's things are called in a shell: after its name, unless its descriptor has said it. */
function readCopying({ base }: PortalForm, name: string): Portal['copying'] {
  const { tokenVariable, baseUrlVariable } = variables(base.name);
  const { copying } = base;
  const isDerived = copying.tokenVariable === tokenVariable && copying.baseUrlVariable === baseUrlVariable;
  return isDerived ? { ...copying, ...variables(name) } : copying;
}

/**
 * What a form says.
 *
 * @param form as it was typed
 * @param newId the portal's, if it is yet to be added
 * @returns the portal, or what is wrong, by field and in the form's order
 */
export function readForm(form: PortalForm, newId: string): ReadForm {
  const { base } = form;
  const found = new Map<FieldId, FieldProblem>();
  const tell: Tell = (field, problem) => {
    if (!found.has(field)) found.set(field, problem);
  };
  const name = read(
    form.name,
    (text) => fits(nameShape, text),
    () => tell('name', { problem: 'name' }),
  );
  const docs = readDocs(form.docs);
  if (!docs.ok) tell('docs', docs);
  const environments = readEnvironments(form, tell);
  const scheme = readScheme(form, tell);
  const headerName = read(
    form.headerName,
    (text) => fits(headerNameShape, text),
    () => tell('headerName', { problem: 'header-name' }),
  );
  const prefix = prefixOf(form.prefix, base.header.prefix);
  if (!fits(prefixShape, prefix)) tell('prefix', { problem: 'prefix' });
  const credential = readCredential(form, environments, tell);
  const hasCheck = credential.kind !== 'exchange' && form.check.trim() !== '';
  const check = hasCheck ? { path: readPath('check', form.check, environments, tell) } : null;
  // Some write them into one line.
  const permissions = [...new Set(linesOf(form.permissions.replaceAll(',', '\n')))];
  if (!permissions.every((text) => isLine(text, LONGEST_PERMISSION))) tell('permissions', { problem: 'permissions' });
  const message = linesOf(form.errors);
  if (!message.every(isPlace)) tell('errors', { problem: 'places' });

  const renamed = new Map(form.environments.map(({ of }, at) => [of, environments[at]?.id]));
  const keepsIssuing = form.issues && renamed.has(base.issuing?.environment ?? null);
  const parsed = z.safeParse(portalSchema, {
    id: base.id,
    name,
    docs: docs.ok ? docs.urls : [],
    environments,
    header: { name: headerName, prefix },
    scheme,
    credential,
    permissions,
    issuing: keepsIssuing ? issuingWithIds(base.issuing, (id) => renamed.get(id) ?? id) : null,
    check,
    errors: { message, fields: base.errors.fields },
    copying: readCopying(form, name),
  });
  // Whatever the fields' own rules let through goes no further than the schema.
  if (found.size === 0 && !parsed.success) tell('name', { problem: 'name' });
  if (!parsed.success || found.size > 0) return { ok: false, problems: found };
  return { ok: true, portal: form.isNew ? withIds(parsed.data, newId) : parsed.data };
}
