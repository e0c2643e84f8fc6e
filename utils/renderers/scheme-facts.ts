import { at, text } from './guards';
import type { SchemeFacts } from './types';

/**
 * @param name the scheme's name in the spec
 * @param scheme the Security Scheme Object, or a renderer's own form of it with the same fields
 * @returns the facts by which a scheme is chosen
 */
export const schemeFacts = (name: string, scheme: unknown): SchemeFacts => {
  const type = text(at(scheme, 'type'));
  const place = text(at(scheme, 'in'));
  return {
    name,
    type,
    in: place,
    // RapiDoc gives http schemes a name, too.
    header: type === 'apiKey' && place === 'header' ? text(at(scheme, 'name')) : '',
    scheme: type === 'http' ? text(at(scheme, 'scheme')).toLowerCase() : '',
  };
};

/**
 * @returns whether a token in one header is all that the scheme wants: not two fields, no sign-in, and nothing in a URL, from which
 *   nobody could take it out again
 */
export const takesToken = (facts: SchemeFacts): boolean =>
  facts.type === 'apiKey' ? facts.in === 'header' : facts.type === 'http' && facts.scheme === 'bearer';
