/** 1 → 2: portals say which permissions their keys may have. `portalSchema` puts in what is missing, for files as well. */
export const portalsTo2 = (data: unknown): unknown => data;
