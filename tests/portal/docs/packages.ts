import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { OtherVariant } from './variants.ts';

/**
 * Renderers whose packages have hundreds of dependencies, of which their bundles for the browser need none. So these aren't installed: the one
 * archive is fetched from npm's registry, compared with what the registry stated when the version was chosen, and the bundle taken out.
 */

type Name = OtherVariant['renderer'];

interface Package {
  /** Name and version, as npm takes them. */
  readonly spec: string;
  /** SHA-512 of the archive, base64. */
  readonly sha512: string;
  /** Paths in the archive. */
  readonly files: readonly string[];
}

const packages: Readonly<Record<Name, Package>> = {
  scalar: {
    spec: '@scalar/api-reference@1.72.1',
    sha512: 'XpEJ0rfc/cXbCrR+iC4kK0o/WwX2dTtGQbT049OlPKAHD6IMIFdTeGz2r+M27P2EDWKyUITRm/NzlP8z2pw/Ow==',
    files: ['package/dist/browser/standalone.js'],
  },
  elements: {
    spec: '@stoplight/elements@9.0.25',
    sha512: 'rDbNsgSCNo74lyV57cBzym+8F68/R2j7UPq4r3w5qK608vX8APNJhTq+2MkbTjsM3bUhFIoRdI225tlI85KpCA==',
    files: ['package/web-components.min.js', 'package/styles.min.css'],
  },
  redoc: {
    spec: 'redoc@2.1.5',
    sha512: 'POSbVg+7WLf+/5/c6GWLxL7+9t2D+1WlZdLN0a6qaCQc+ih3XYzteRBkXEN5kjrYrRNjdspfxTZkDLN5WV3Tzg==',
    files: ['package/bundles/redoc.standalone.js'],
  },
};

const names = ['scalar', 'elements', 'redoc'] as const satisfies readonly Name[];

const limitMs = 120_000;

/** `$RENDERERS_CACHE`, else beside the packages, unless those are shared with another checkout; then where each user has their own. */
const findCache = (): string => {
  const chosen = process.env['RENDERERS_CACHE'];
  if (chosen) return resolve(chosen);
  const modules = resolve(import.meta.dirname, '../../../node_modules');
  const isOwn = existsSync(modules) && !lstatSync(modules).isSymbolicLink();
  return isOwn
    ? join(modules, '.cache/renderers')
    : join(tmpdir(), `novapost-authorizer-renderers-${process.getuid?.() ?? ''}`);
};

const cache = findCache();

/** A version that is pinned anew gets a folder of its own. */
const folderOf = (name: Name): string => join(cache, packages[name].spec.replace(/^@/, '').replaceAll(/[@/]/g, '-'));

/** Every file that pages need, there or not: `fetchRenderer` puts it there. */
export const packageFiles = names.flatMap((renderer) =>
  packages[renderer].files.map((path) => ({
    renderer,
    name: basename(path),
    file: join(folderOf(renderer), basename(path)),
  })),
);

const run = promisify(execFile);

/** @throws Error if the registry can't be reached, or gives something else than it stated */
const unpack = async ({ spec, sha512, files }: Package, folder: string): Promise<void> => {
  await run('npm', ['pack', spec, '--silent', '--pack-destination', folder], { timeout: limitMs, cwd: folder });
  const [archive] = await readdir(folder);
  if (!archive) throw new Error(`npm pack left no archive of ${spec}.`);
  const path = join(folder, archive);
  const found = createHash('sha512')
    .update(await readFile(path))
    .digest('base64');
  if (found !== sha512) throw new Error(`The registry's ${spec} isn't the one that was chosen: SHA-512 ${found}.`);
  for (const file of files) {
    const depth = file.split('/').length - 1;
    await run('tar', ['-xzf', path, '-C', folder, `--strip-components=${depth}`, file], { timeout: limitMs });
  }
  await rm(path);
};

/**
 * Gets a renderer's files from the registry, once for a checkout. May be called by several processes at a time.
 *
 * @param name the renderer
 * @throws Error with one line on what went wrong
 */
export const fetchRenderer = async (name: Name): Promise<void> => {
  const folder = folderOf(name);
  if (existsSync(folder)) return;
  await mkdir(cache, { recursive: true, mode: 0o700 });
  const temporary = await mkdtemp(join(cache, 'new-'));
  try {
    await unpack(packages[name], temporary);
    // Whoever comes second finds a folder that isn't empty there, with the same files.
    await rename(temporary, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
};
