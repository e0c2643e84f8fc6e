import { resolve } from 'node:path';
import { packageFiles } from './packages.ts';
import { rapidocVersions, swaggerVersions } from './variants.ts';

/** Path of the renderers' files on the docs host. */
export const assetRoot = '/developers/assets';

const modules = resolve(import.meta.dirname, '../../../node_modules');

interface Asset {
  /** Absolute path of the file. */
  readonly file: string;
  /** Its Content-Type. */
  readonly type: string;
}

const script = 'text/javascript; charset=utf-8';
const typeOf = (name: string): string => (name.endsWith('.css') ? 'text/css; charset=utf-8' : script);

/** Listed one by one, by URL path: whatever isn't here isn't served. */
const assets: ReadonlyMap<string, Asset> = new Map([
  ...rapidocVersions.map((version): [string, Asset] => [
    `${assetRoot}/rapidoc-${version}/rapidoc-min.js`,
    { file: resolve(modules, `rapidoc-${version}/dist/rapidoc-min.js`), type: script },
  ]),
  ...swaggerVersions.flatMap((version) =>
    ['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-standalone-preset.js'].map((name): [string, Asset] => [
      `${assetRoot}/swagger-ui-${version}/${name}`,
      { file: resolve(modules, `swagger-ui-${version}`, name), type: typeOf(name) },
    ]),
  ),
  ...packageFiles.map(({ renderer, name, file }): [string, Asset] => [
    `${assetRoot}/${renderer}/${name}`,
    { file, type: typeOf(name) },
  ]),
]);

/**
 * @param path a URL path, without a query
 * @returns the file that it means, or `null` for a path that the docs don't have
 */
export const docsAsset = (path: string): Asset | null => assets.get(path) ?? null;
