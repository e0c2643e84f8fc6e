import { find } from './dom';

/**
 * Redoc (2.1.5): shows an API and tries nothing, so there is nothing to fill.
 *
 * @returns whether the page is one of its
 */
export const isRedoc = (): boolean => !!find('redoc, .redoc-wrap');
