/** The element as Stoplight's own documentation shows it. */
export const elementsBody = (specUrl: string, assetRoot: string): string => `
<script src="${assetRoot}/elements/web-components.min.js"></script>
<link rel="stylesheet" href="${assetRoot}/elements/styles.min.css">
<elements-api apiDescriptionUrl="${specUrl}" router="hash"></elements-api>`;
