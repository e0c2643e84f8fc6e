import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const hosts = z.optional(z.array(z.string()));
const manifestSchema = z.looseObject({ host_permissions: hosts, optional_host_permissions: hosts });

/**
 * Copies an extension so that its optional hosts are granted at once. Nothing but the manifest differs.
 *
 * @param extension folder of the unpacked extension
 * @param profile folder of the browser profile; the copy lies within and goes with it, and a later start finds it there again
 * @returns the copy's folder
 */
export const grantHosts = (extension: string, profile: string): string => {
  const copy = join(profile, 'extension-with-hosts');
  cpSync(extension, copy, { recursive: true });
  const path = join(copy, 'manifest.json');
  const { optional_host_permissions: optional = [], ...manifest } = manifestSchema.parse(
    JSON.parse(readFileSync(path, 'utf8')),
  );
  const granted = [...(manifest.host_permissions ?? []), ...optional];
  writeFileSync(path, JSON.stringify({ ...manifest, host_permissions: granted }));
  return copy;
};
