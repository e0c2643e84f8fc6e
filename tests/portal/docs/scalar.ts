import type { ScalarVariant } from './variants.ts';

/** As Scalar's own documentation shows it. Fonts and telemetry would be other hosts'. */
export const scalarBody = (
  { proxyUrl, persistAuth = false }: ScalarVariant,
  url: string,
  assetRoot: string,
): string => {
  const options = { url, persistAuth, ...(proxyUrl && { proxyUrl }), withDefaultFonts: false, telemetry: false };
  return `
<div id="app"></div>
<script src="${assetRoot}/scalar/standalone.js"></script>
<script>
window.reference = Scalar.createApiReference('#app', ${JSON.stringify(options)});
</script>`;
};
