import { portalOf, type Environment } from '../portals';
import { checkSecret } from '../vault/keys';
import { checkPassphrase } from '../passphrase';
import type { Access } from './access';
import type { Busy } from './busy';
import type { PopupDependencies } from './dependencies';
import type { Drafts } from './drafts';
import { phoneField, valuesOf } from './issuing-form';
import { createKeyRequest } from './key-request';
import type { Newsroom } from './news';

type KeyDependencies = Pick<PopupDependencies, 'ask' | 'send' | 'records' | 'clock' | 'newId'>;

/**
 * What a person does with keys. The background changes them; what has changed is seen in storage.
 *
 * @param dependencies background, keys and clock
 * @param drafts what the person has typed
 * @param newsroom where results are told
 * @param busy marks what is under way
 * @param rules access to an environment's site, and whether an environment's form asks how keys are to be kept
 */
export function createKeyActions(
  dependencies: KeyDependencies,
  drafts: Drafts,
  newsroom: Newsroom,
  busy: Busy,
  rules: Pick<Access, 'ask'> & { readonly asksProtection: (environment: Environment) => boolean },
) {
  const { ask, newId } = dependencies;
  const { ask: askForHost, asksProtection } = rules;
  const requestKey = createKeyRequest(dependencies);

  /** Keeps keys as the person has just chosen: before the first production key is written anywhere. */
  async function protect({ id }: Environment): Promise<boolean> {
    const { protection, passphrase } = drafts.of(id);
    if (protection === 'device') return true;
    const done = await newsroom.attempt(() => ask('vault.protect', { protection, passphrase }));
    if (done) drafts.change(id, { passphrase: '', again: '', protection: 'device' });
    return done !== undefined;
  }

  async function save(environment: Environment, allowed: Promise<boolean>): Promise<boolean> {
    const { id } = environment;
    if (asksProtection(environment) && !(await protect(environment))) return false;
    const { secret, label, permissions } = drafts.of(id);
    // Not after the permission: some browsers close the popup to ask for it, and the key must be safe by then.
    const key = { keyId: newId(), environment: id, secret, label, permissions: [...permissions] };
    const reply = await newsroom.attempt(() => ask('key.add', key));
    if (!reply) return false;
    if (!reply.added) {
      drafts.change(id, { problem: reply.problem });
      return false;
    }
    drafts.change(id, { secret: '', label: '', permissions: [], problem: null });
    newsroom.tell({ news: 'keySaved' });
    if (!(await allowed)) newsroom.raise({ alarm: 'notAllowed', environment: id });
    // Nothing is traded for it: it is in use as soon as it has been found good.
    else if (portalOf(id).credential.kind !== 'exchange')
      void ask('token.get', { environment: id, fresh: false }).catch(() => undefined);
    return true;
  }

  return {
    /** "Save key". Call it within the click. @returns whether the key was saved */
    async add(environment: Environment): Promise<boolean> {
      if (busy.tasks.value.has('save')) return false;
      newsroom.clear();
      const checked = checkSecret(drafts.of(environment.id).secret, environment.id);
      if ('problem' in checked) {
        drafts.change(environment.id, { problem: checked.problem });
        return false;
      }
      const { protection, passphrase, again } = drafts.of(environment.id);
      const weak =
        asksProtection(environment) && protection === 'passphrase' ? checkPassphrase(passphrase, again) : null;
      drafts.change(environment.id, { weak });
      if (weak) return false;
      const allowed = askForHost(environment);
      return (await busy.during('save', () => save(environment, allowed))) ?? false;
    },

    /** "New sandbox key" and "New key". Call it within the click. @returns the key's id, if there is one */
    async request(environment: Environment): Promise<string | null> {
      const { id } = environment;
      const { issuing } = portalOf(id);
      if (!issuing || busy.tasks.value.has('issue')) return null;
      const values = valuesOf(issuing, drafts.of(id).values);
      drafts.change(id, { outcome: null });
      const allowed = askForHost(environment);
      const outcome = await busy.during('issue', () =>
        newsroom.attempt(async () => {
          // Where it isn't, the background says what that means.
          await allowed;
          return requestKey(environment, values);
        }),
      );
      if (!outcome) return null;
      if (outcome.outcome !== 'made') {
        drafts.change(id, { outcome });
        return null;
      }
      drafts.change(id, { values: {} });
      const isPhone = phoneField(issuing) !== null;
      newsroom.tell(
        isPhone ? { news: 'sandboxKeyMade', again: outcome.again } : { news: 'keyMade', inUse: issuing.makesActive },
      );
      return outcome.keyId;
    },

    /** Makes a key the one in use. `label`: as it is shown. @returns whether it is */
    async activate(keyId: string, label: string): Promise<boolean> {
      const done = await newsroom.attempt(() => ask('key.activate', { keyId }));
      if (done) newsroom.tell({ news: 'keyChosen', label });
      return done !== undefined;
    },

    /** The person has confirmed. @returns whether the key is gone */
    async remove(keyId: string): Promise<boolean> {
      const done = await newsroom.attempt(() => ask('key.remove', { keyId }));
      if (done) newsroom.tell({ news: 'keyRemoved' });
      return done !== undefined;
    },
  };
}
