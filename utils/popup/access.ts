import type { Environment } from '../portals';
import { hostPatterns } from '../portals/urls';
import type { PopupDependencies } from './dependencies';

/**
 * Asks for an environment's host, if it may be missing. Call it within the click, before anything is awaited: browsers accept
 * the question only there. A host that may be called already is granted without a question.
 *
 * @param permissions the browser's permissions
 * @param environment whose host
 * @param missing whether the background has found that it may not call a host that came with the installation
 * @returns whether the host may be called; never rejects
 */
export function askForHost(
  permissions: PopupDependencies['permissions'],
  environment: Environment,
  missing: boolean,
): Promise<boolean> {
  if (environment.hostAccess === 'install' && !missing) return Promise.resolve(true);
  return permissions.request(hostPatterns([environment])).catch(() => false);
}
