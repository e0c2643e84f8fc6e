/** The element as Redoc's own documentation shows it. */
export const redocBody = (specUrl: string, assetRoot: string): string => `
<redoc spec-url="${specUrl}"></redoc>
<script src="${assetRoot}/redoc/redoc.standalone.js"></script>`;
