import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import * as z from 'zod/mini';
import { extensionId } from './extension.ts';
import { onExtensionsPage } from './extensions-page.ts';

/**
 * Optional hosts in a browser whose questions nobody can answer. Without one of these, `chrome.permissions.request` stays without an answer.
 *
 * A test of what happens when a person is asked, or takes a site away again, answers beforehand:
 *
 *     test.use({ launch: { agreedHosts: ['https://api.parcels.example/*'] } });
 *
 * The extension then holds nothing yet. It gets the host when it asks for it, at a person's click as always, and the browser shows no question;
 * `permissions.onAdded` and `onRemoved` fire, `remove` works, and a host that was given stays through a restart. What isn't in the list stays
 * unanswered, so that asking for too much is seen.
 *
 * A test of anything else starts with the hosts in place, and no page of the browser's has to be opened for it:
 *
 *     test.use({ launch: { grantedHosts: ['https://api.parcels.example/*', 'https://docs.parcels.example/*'] } });
 *
 * They are required ones then: `request` answers at once, `onAdded` never fires, and `remove` is refused. The extension's id is another.
 *
 * The built manifest has to name agreed hosts as optional, or a wildcard that covers them; granted ones are written into it. The replica's
 * own hosts lead to it by themselves (`domains` in `tests/portal/hosts.ts`), any other by `launch.hosts`.
 */

const hosts = z.optional(z.array(z.string()));
const manifestSchema = z.looseObject({ host_permissions: hosts });

/**
 * Copies an extension so that it holds more hosts from the start. Nothing but the manifest differs.
 *
 * @param extension folder of the unpacked extension
 * @param profile folder of the browser profile; the copy lies within and goes with it, and a later start finds it there again
 * @param patterns of the hosts
 * @returns the copy's folder
 */
export const grantHosts = (extension: string, profile: string, patterns: readonly string[]): string => {
  const copy = join(profile, 'extension-with-hosts');
  cpSync(extension, copy, { recursive: true });
  const path = join(copy, 'manifest.json');
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const granted = [...(manifest.host_permissions ?? []), ...patterns];
  writeFileSync(path, JSON.stringify({ ...manifest, host_permissions: granted }));
  return copy;
};

/**
 * Answers beforehand what the browser would ask when the extension requests these hosts.
 *
 * @param context a browser with the extension
 * @param patterns of the hosts
 */
export const agreeToHosts = async (context: BrowserContext, patterns: readonly string[]): Promise<void> => {
  const id = await extensionId(context);
  await onExtensionsPage(context, (settings) =>
    settings.evaluate(
      async ([own, agreed]) => {
        for (const pattern of agreed) await window.developerPrivate.addHostPermission(own, pattern);
      },
      [id, patterns] as const,
    ),
  );
};
