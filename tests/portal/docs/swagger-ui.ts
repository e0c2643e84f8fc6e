import type { SwaggerVariant } from './variants.ts';

/** A page that keeps React's own properties from whoever lists an element's. */
const hideReact = `<script>
for (const [holder, name] of [[Object, 'keys'], [Object, 'getOwnPropertyNames'], [Reflect, 'ownKeys']]) {
  const list = holder[name];
  holder[name] = (target) => {
    const names = list(target);
    return target instanceof Element ? names.filter((one) => !String(one).startsWith('__react')) : names;
  };
}
</script>`;

/** Puts the answer of a tried exchange into the scheme. */
const autoAuth = `(response) => {
    if (new URL(response.url).pathname.endsWith('/clients/authorization') && response.obj?.jwt) {
      setTimeout(() => system.preauthorizeApiKey('JWT', response.obj.jwt));
    }
    return response;
  }`;

const specs = ({ severalSpecs }: SwaggerVariant, specUrl: string): string => {
  if (severalSpecs === 'second') {
    const second = specUrl.replace(/[^/]+$/, 'second.json');
    return `urls: [{ name: 'First', url: '${specUrl}' }, { name: 'Second', url: '${second}' }]`;
  }
  return severalSpecs
    ? `urls: [{ name: 'Nova Post', url: '${specUrl}' }, { name: 'Nova Post again', url: '${specUrl}?again' }]`
    : `url: '${specUrl}'`;
};

const options = (variant: SwaggerVariant, specUrl: string): string => `{
  dom_id: '#swagger-ui',
  ${specs(variant, specUrl)},
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
  persistAuthorization: ${variant.persistAuthorization === true},
  ${variant.xAutoAuth ? `responseInterceptor: ${autoAuth},` : ''}
}`;

/** What the page's own script does with the system, for each way of leaving it within reach or not. */
const keep: Readonly<Record<SwaggerVariant['reach'], (system: string) => string>> = {
  'window-ui': (system) => `window.ui = ${system};`,
  'lexical-ui': (system) => `const ui = ${system};`,
  'no-ui': (system) => `void ${system};`,
  'dom-only': (system) => `void ${system};`,
};

const start = (variant: SwaggerVariant, specUrl: string): string =>
  keep[variant.reach](`(() => { const system = SwaggerUIBundle(${options(variant, specUrl)}); return system; })()`);

export const swaggerBody = (variant: SwaggerVariant, specUrl: string, assetRoot: string): string => {
  const folder = `${assetRoot}/swagger-ui-${variant.version}`;
  return `
<link rel="stylesheet" href="${folder}/swagger-ui.css">
<div id="swagger-ui"></div>
${variant.reach === 'dom-only' ? hideReact : ''}
<script src="${folder}/swagger-ui-bundle.js"></script>
<script src="${folder}/swagger-ui-standalone-preset.js"></script>
<script>
${start(variant, specUrl)}
</script>`;
};
