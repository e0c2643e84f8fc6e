import { assetRoot } from './assets.ts';
import { elementsBody } from './elements.ts';
import { rapidocBody } from './rapidoc.ts';
import { redocBody } from './redoc.ts';
import { scalarBody } from './scalar.ts';
import { swaggerBody } from './swagger-ui.ts';
import type { DocsVariant } from './variants.ts';
import { arranged, type PageVariant } from './arrangements.ts';

export { docsAsset } from './assets.ts';
export { defaultVariant, docsVariants, nameOf } from './variants.ts';
export type { DocsVariant, OtherVariant } from './variants.ts';

export type { PageVariant } from './arrangements.ts';

const emptyBody = '<main><h1>API Nova Post</h1><p>The documentation is being moved.</p></main>';

const bodyOf = (variant: DocsVariant, specUrl: string): string => {
  switch (variant.renderer) {
    case 'rapidoc':
      return rapidocBody(variant, specUrl, assetRoot);
    case 'swagger-ui':
      return swaggerBody(variant, specUrl, assetRoot);
    case 'scalar':
      return scalarBody(variant, specUrl, assetRoot);
    case 'elements':
      return elementsBody(specUrl, assetRoot);
    case 'redoc':
      return redocBody(specUrl, assetRoot);
    case 'none':
      return emptyBody;
  }
};

/**
 * @param variant which page
 * @param specUrl where it finds the spec, relative to the page's origin
 * @param title of the document
 * @returns the page's markup; its scripts are inline or under `/developers/assets/`
 */
export const docsPage = (variant: PageVariant, specUrl: string, title = 'API Nova Post'): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
</head>
<body>
${arranged(variant, specUrl, assetRoot, (one) => bodyOf(one, specUrl))}
</body>
</html>
`;
