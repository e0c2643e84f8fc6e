import type { RapidocVariant } from './variants.ts';

/** Like the portal's own script probably does: the answer of a tried exchange goes into the scheme. `apiKeyId`: RapiDoc 9.0.0. */
const autoAuth = `<script>
document.addEventListener('after-try', async ({ detail: { request, response } }) => {
  if (!response || !new URL(request.url).pathname.endsWith('/clients/authorization')) return;
  const { jwt } = await response.clone().json().catch(() => ({}));
  const element = document.querySelector('rapi-doc');
  const scheme = element.resolvedSpec.securitySchemes.find((one) => (one.securitySchemeId ?? one.apiKeyId) === 'JWT');
  if (!jwt || !scheme) return;
  scheme.value = scheme.finalKeyValue = jwt;
  element.requestUpdate();
});
</script>`;

export const rapidocScript = ({ version }: RapidocVariant, assetRoot: string): string =>
  `<script type="module" src="${assetRoot}/rapidoc-${version}/rapidoc-min.js"></script>`;

/** The element as RapiDoc's own documentation shows it. Its web fonts would come from another host. */
export const rapidocElement = (variant: RapidocVariant, specUrl: string): string =>
  `<rapi-doc spec-url="${specUrl}" render-style="${variant.style}" persist-auth="${variant.persistAuth === true}"
  ${variant.server === undefined ? '' : `default-api-server="${variant.server}"`}
  load-fonts="false" show-header="false"></rapi-doc>`;

export const rapidocBody = (variant: RapidocVariant, specUrl: string, assetRoot: string): string => `
${rapidocScript(variant, assetRoot)}
${rapidocElement(variant, specUrl)}
${variant.xAutoAuth ? autoAuth : ''}`;
