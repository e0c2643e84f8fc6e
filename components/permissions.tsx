import { lazily } from './lazily';

/** For portals whose keys differ in what they are allowed. */
export const Permissions = lazily(() => import('./permissions-field').then((loaded) => loaded.PermissionsField));
