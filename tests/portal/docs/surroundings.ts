import { rapidocElement, rapidocScript } from './rapidoc.ts';
import type { NestedVariant, RapidocVariant, SwaggerVariant, TwoVariant } from './variants.ts';

/** Pages that hold a renderer in another way than alone, in the document, from the start. */

/**
 * Two renderers below each other, each with a servers' choice of its own.
 *
 * @param bodyOf what a page of one of them has in its body
 */
export const twoBody = (
  { rapidoc, swaggerUi }: TwoVariant,
  bodyOf: (variant: RapidocVariant | SwaggerVariant) => string,
): string => `
<section style="height: 60vh; overflow: auto">${bodyOf(rapidoc)}</section>
<section>${bodyOf(swaggerUi)}</section>`;

/** A component of the page's own that keeps RapiDoc in its shadow root. */
export const nestedBody = ({ rapidoc, mode }: NestedVariant, specUrl: string, assetRoot: string): string => `
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
export const lateBody = (markup: string): string => `
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
