import { hideReact, rapiDoc, rapiDocScript, specOf, swagger, swaggerScript, test } from '../other-docs/fixtures.ts';
import { checkKinds, checkSwagger2 } from '../other-docs/check-kinds.ts';
import { rapidocVersions, swaggerVersions } from '../../portal/docs/variants.ts';

/** A bearer scheme that no operation asks for comes first; the DOM alone doesn't tell that. */
const unused = specOf('sandbox,production', 'unused-bearer');

const all = [
  ...rapidocVersions.map((version) => [`rapidoc ${version}`, rapiDocScript(version) + rapiDoc(unused)] as const),
  ...swaggerVersions.map((version) => [`swagger-ui ${version}`, swaggerScript(version) + swagger(unused)] as const),
  ...swaggerVersions.map(
    (version) => [`swagger-ui ${version} by DOM`, hideReact + swaggerScript(version) + swagger()] as const,
  ),
];

for (const [name, body] of all)
  test(`${name}: schemes by kind, each with what goes before its token`, async ({ open, site }) => {
    await checkKinds(await open(body), site);
  });

for (const version of swaggerVersions)
  test(`swagger-ui ${version}: a spec of Swagger 2.0`, async ({ open, site }) => {
    await checkSwagger2(await open(swaggerScript(version) + swagger('/spec2.json')), site);
  });
