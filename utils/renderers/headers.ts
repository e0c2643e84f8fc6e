import { at, call, isObject } from './guards';

/** Names of the headers that carry the token; `headers` is a Headers object or a plain one. */
const carriers = (headers: unknown, token: string): string[] => {
  if (!isObject(headers) || token === '') return [];
  const entries = headers instanceof Headers ? [...headers] : Object.entries(headers);
  return entries.flatMap(([name, value]) => (String(value).includes(token) ? [name] : []));
};

/**
 * @param request a Request or a plain description of one
 * @param token our token, '' for none
 * @returns whether a header of the request carries it
 */
export const carries = (request: unknown, token: string): boolean => carriers(at(request, 'headers'), token).length > 0;

/** Takes every header out of the request that carries the token. */
export const strip = (request: unknown, token: string): void => {
  const headers = at(request, 'headers');
  for (const name of carriers(headers, token)) {
    if (headers instanceof Headers) call(headers, 'delete', name);
    else if (isObject(headers)) Reflect.deleteProperty(headers, name);
  }
};
