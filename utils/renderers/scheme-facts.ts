import { at, text } from './guards';
import type { SchemeFacts } from './types';

/**
 * @param name the scheme's name in the spec
 * @param scheme the Security Scheme Object, or a renderer's own form of it with the same fields
 * @returns the facts by which a scheme is chosen
 */
export const schemeFacts = (name: string, scheme: unknown): SchemeFacts => ({
  name,
  type: text(at(scheme, 'type')),
  in: text(at(scheme, 'in')),
  header: text(at(scheme, 'in')) && text(at(scheme, 'name')),
  scheme: text(at(scheme, 'scheme')).toLowerCase(),
});

/** @returns whether a token is all that the scheme wants: not two fields, and no sign-in */
export const takesToken = ({ type, scheme }: SchemeFacts): boolean =>
  type === 'apiKey' || (type === 'http' && scheme === 'bearer');
