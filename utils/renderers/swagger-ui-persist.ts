import { at, isObject, quietly } from './guards';

/**
 * With `persistAuthorization`, Swagger UI writes *all* authorizations into localStorage whenever a person applies or removes any of
 * them in its dialog (3.52.5 to 5.35.0): ours would go along. Called after such a moment, this takes ours out again and
 * leaves the rest. Goes when Swagger UI can leave one scheme out.
 *
 * @param scheme the scheme's name
 * @param token our token; anybody else's value stays
 */
export const scrubPersisted = (scheme: string, token: string): void =>
  quietly(() => {
    const stored: unknown = JSON.parse(localStorage.getItem('authorized') ?? 'null');
    if (!isObject(stored) || token === '' || at(stored, scheme, 'value') !== token) return;
    Reflect.deleteProperty(stored, scheme);
    localStorage.setItem('authorized', JSON.stringify(stored));
  }, undefined);
