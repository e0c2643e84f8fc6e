/** Where a portal's requests may go, and how values are put into them and taken out of answers. Nothing of a descriptor gets around this. */

/**
 * @param baseUrl an environment's, with a slash at its end
 * @param path of a request, relative to it; may have a query
 * @returns the absolute URL, or `null` if it isn't below the base URL
 */
export function below(baseUrl: string, path: string): URL | null {
  if (!URL.canParse(path, baseUrl)) return null;
  const url = new URL(path, baseUrl);
  url.hash = '';
  return url.href.startsWith(baseUrl) ? url : null;
}

/**
 * @param path with names in braces
 * @param values by name
 * @returns the path with each name's value in its place, as one segment; `null` if one can't be a segment
 */
export function fillPath(path: string, values: Readonly<Record<string, string>>): string | null {
  let isWhole = true;
  const filled = path.replaceAll(/\{([^{}]*)\}/g, (_braces, name: string) => {
    const value = Object.hasOwn(values, name) ? (values[name] ?? '') : '';
    // Dots mean other folders whatever they are written as.
    isWhole &&= !/^\.{0,2}$/.test(value);
    // Half a character can't be written into a URL.
    return encodeURIComponent(value.toWellFormed());
  });
  return isWhole ? filled : null;
}

/**
 * @param json parsed JSON
 * @param place names with points between: `data.access.token`
 * @returns what stands there, or `undefined`
 */
export const valueAt = (json: unknown, place: string): unknown =>
  place
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? Reflect.get(value, name)
          : undefined,
      json,
    );

/**
 * @param place names with points between
 * @param value what is to stand there
 * @returns an object that has nothing else
 */
export const placed = (place: string, value: string): unknown =>
  place.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
