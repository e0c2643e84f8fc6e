import { checkElsewhere, checkKinds, checkSwagger2 } from '../other-docs/check-kinds.ts';
import { hideReact, rapiDoc, rapiDocScript, specOf, swagger, swaggerScript, test } from '../other-docs/fixtures.ts';

/** What is asked of the newest of each alone; all versions are in other-docs.e2e.ts. */

/** It comes before the one that operations ask for. */
const unused = specOf('sandbox,production', 'unused-bearer');

test('RapiDoc: schemes by kind, each with what goes before its token', async ({ open, site }) => {
  await checkKinds(await open(rapiDocScript() + rapiDoc(unused)), site);
});

test('Swagger UI: the same, nothing to an operation’s own server, and specs of Swagger 2.0', async ({ open, site }) => {
  await checkKinds(await open(swaggerScript() + swagger(unused)), site);
  await checkElsewhere(await open(swaggerScript() + swagger(specOf('sandbox', 'own-server'))), site);
  await checkSwagger2(await open(swaggerScript() + swagger('/spec2.json')), site);
});

test('Swagger UI by its DOM: its dialog tells the kinds', async ({ open, site }) => {
  await checkKinds(await open(hideReact + swaggerScript() + swagger()), site);
});
