import { formBody, type FormVariant } from './form.ts';
import { rapidocElement, rapidocScript } from './rapidoc.ts';
import type { DocsVariant, RapidocVariant, SwaggerVariant } from './variants.ts';

/** Pages that hold a renderer in another way than alone, in the document, from the start; or a form instead of it. */

/** Two renderers on one page: RapiDoc above Swagger UI. */
interface TwoVariant {
  readonly renderer: 'two';
  readonly rapidoc: RapidocVariant;
  readonly swaggerUi: SwaggerVariant;
}

/** A page that shows its docs once somebody presses "Show the docs". */
interface LateVariant {
  readonly renderer: 'late';
  readonly inner: DocsVariant;
}

/** RapiDoc within the shadow root of a component of the page's own. */
interface NestedVariant {
  readonly renderer: 'nested';
  readonly rapidoc: RapidocVariant;
  readonly mode: ShadowRootMode;
}

/** Every page that docs can be. */
export type PageVariant = DocsVariant | FormVariant | TwoVariant | LateVariant | NestedVariant;

/**
 * Two renderers below each other, each with a servers' choice of its own.
 *
 * @param bodyOf what a page of one of them has in its body
 */
const twoBody = ({ rapidoc, swaggerUi }: TwoVariant, bodyOf: (variant: DocsVariant) => string): string => `
<section style="height: 60vh; overflow: auto">${bodyOf(rapidoc)}</section>
<section>${bodyOf(swaggerUi)}</section>`;

/** A component of the page's own that keeps RapiDoc in its shadow root. */
const nestedBody = ({ rapidoc, mode }: NestedVariant, specUrl: string, assetRoot: string): string => `
${rapidocScript(rapidoc, assetRoot)}
<docs-frame></docs-frame>
<script>
customElements.define('docs-frame', class extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: '${mode}' }).innerHTML = ${JSON.stringify(rapidocElement(rapidoc, specUrl))};
  }
});
</script>`;

/**
 * @param markup what is put in when the button is pressed: its scripts run one after the other, as in a page that has them from the start
 */
const lateBody = (markup: string): string => `
<p><button id="show" type="button">Show the docs</button></p>
<template id="docs">${markup}</template>
<div id="place"></div>
<script>
document.getElementById('show').addEventListener('click', async ({ currentTarget }) => {
  currentTarget.remove();
  const docs = document.getElementById('docs').content.cloneNode(true);
  const scripts = [...docs.querySelectorAll('script')];
  for (const script of scripts) script.remove();
  document.getElementById('place').append(docs);
  for (const { attributes, textContent } of scripts) {
    const script = document.createElement('script');
    for (const { name, value } of attributes) script.setAttribute(name, value);
    script.textContent = textContent;
    const loaded = script.src && new Promise((resolve) => script.addEventListener('load', resolve));
    document.body.append(script);
    await loaded;
  }
});
</script>`;

/**
 * @param variant which page
 * @param specUrl where it finds the spec
 * @param assetRoot path of the renderers' files
 * @param bodyOf what a page with a renderer alone has in its body
 * @returns what the page has in its body
 */
export const arranged = (
  variant: PageVariant,
  specUrl: string,
  assetRoot: string,
  bodyOf: (variant: DocsVariant) => string,
): string => {
  if (variant.renderer === 'form') return formBody(variant);
  if (variant.renderer === 'two') return twoBody(variant, bodyOf);
  if (variant.renderer === 'late') return lateBody(bodyOf(variant.inner));
  return variant.renderer === 'nested' ? nestedBody(variant, specUrl, assetRoot) : bodyOf(variant);
};
