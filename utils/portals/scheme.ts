import type { Portal } from './schema';

/**
 * How the page's own world is told which scheme to fill.
 *
 * @param portal its scheme, and the header that the token is sent in
 * @returns the scheme's name, where the spec's name is all there is to say; else JSON: see `SchemeSelector` in utils/renderers
 */
export function schemeText({ scheme, header }: Pick<Portal, 'scheme' | 'header'>): string {
  if (scheme.by === 'name' && header.prefix === '') return scheme.name;
  const isHeader = scheme.by === 'kind' && scheme.kind === 'header';
  return JSON.stringify({ ...scheme, ...(isHeader ? { header: header.name } : {}), prefix: header.prefix });
}

/**
 * @param portal its scheme, and the header that the token is sent in
 * @returns what people see in the docs: the scheme's name, the field's label, or the header
 */
export const schemeName = ({ scheme, header }: Pick<Portal, 'scheme' | 'header'>): string => {
  if (scheme.by === 'kind') return scheme.kind === 'bearer' ? 'Bearer' : header.name;
  return scheme.by === 'name' ? scheme.name : scheme.label;
};
