import { at, call, isObject, quietly, text } from './guards';

/** A security scheme inside RapiDoc's parsed spec: reading, writing, and what RapiDoc remembers of it. */

const isBearer = (scheme: object) => text(at(scheme, 'scheme')).toLowerCase() === 'bearer';

/** @returns the security schemes of the loaded spec; none while it loads */
export const schemesOf = (element: Element): object[] => {
  const list = at(element, 'resolvedSpec', 'securitySchemes');
  return Array.isArray(list) ? list.filter(isObject) : [];
};

/** @returns the scheme's id in the spec. `apiKeyId`: RapiDoc 9.0.0, goes when 9.1 is the oldest version we support */
export const idOf = (scheme: object): string => text(at(scheme, 'securitySchemeId') ?? at(scheme, 'apiKeyId'));

/** @returns the scheme with this id */
export const schemeOf = (element: Element, id: string): object | undefined =>
  schemesOf(element).find((scheme) => idOf(scheme) === id);

/** @returns the value that a Try would carry, '' for none. Trimmed: 9.1.3 puts a blank before it */
export const valueOf = (scheme: object): string => {
  const value = text(at(scheme, 'finalKeyValue')).trim();
  return isBearer(scheme) ? value.replace(/^bearer\s+/i, '') : value;
};

/**
 * With `persist-auth` (9.1.8 and later) RapiDoc re-applies what its SET button stored at every render, over whatever is set by
 * `setApiKey` and over a clear. Taking the one entry out of its storage ends that; the token is never put in. Measured on 9.1.8, 9.2.0,
 * 9.3.2, 9.3.4 and 9.3.8. Goes when RapiDoc's setApiKey overrides what it stored.
 */
export const forgetPersisted = (element: Element, id: string): void => {
  if (at(element, 'persistAuth') !== 'true') return;
  quietly(() => {
    const stored: unknown = JSON.parse(localStorage.getItem('rapidoc') ?? 'null');
    if (!isObject(stored) || !Reflect.deleteProperty(stored, id)) return;
    localStorage.setItem('rapidoc', JSON.stringify(stored));
  }, undefined);
};

/**
 * Writes a value: `setApiKey` where RapiDoc has it (9.1.3 and later), and the fields themselves where it hasn't, or where it wrote
 * something else (9.1.3 puts a blank before the value, which a query scheme would send).
 */
export const put = (element: Element, scheme: object, token: string): void => {
  call(element, 'setApiKey', idOf(scheme), token);
  const finalKeyValue = isBearer(scheme) ? `Bearer ${token}` : token;
  if (at(scheme, 'finalKeyValue') === finalKeyValue) return;
  Object.assign(scheme, { value: token, finalKeyValue });
  call(element, 'requestUpdate');
};

/** Empties one scheme. `removeAllSecurityKeys` would take the person's own keys with it, and `setApiKey` can't clear. */
export const empty = (element: Element, scheme: object): void => {
  Object.assign(scheme, { value: '', finalKeyValue: '', user: '', password: '' });
  call(element, 'requestUpdate');
};
