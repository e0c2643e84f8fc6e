import type { KeyProblem } from '../messaging/popup-protocol';
import { findEnvironment, portalOf, type Credential } from '../portals';
import type { StoredRecord } from '../storage';
import type { Key, Keyring } from './keyring';
import { mergeKeys } from './merge';

/** Longer than any key that goes into a query; a token goes into a header. Characters. */
const LONGEST = { exchange: 512, static: 512, bearer: 8192 } as const satisfies Record<Credential['kind'], number>;

export type NewKey = Omit<Key, 'id' | 'addedAt'>;

/**
 * Checks a key as a person entered it, and says what it is instead, if it isn't one.
 *
 * @param text as pasted or typed
 * @param environment an environment's id: what is entered for it may be a token, and then what stands before one in a header may be there too
 * @returns the key without the spaces around it, or the problem
 */
export function checkSecret(
  text: string,
  environment: string,
): { readonly secret: string } | { readonly problem: KeyProblem } {
  const kind = findEnvironment(environment) ? portalOf(environment).credential.kind : 'exchange';
  const isSent = kind !== 'exchange';
  const secret = isSent ? text.trim().replace(/^(?:authorization:\s*)?bearer\s+/i, '') : text.trim();
  if (!secret) return { problem: 'empty' };
  if (/^[a-z][a-z+.-]*:\/\//i.test(secret) || /^www\./i.test(secret)) return { problem: 'is-a-url' };
  // A JWT's header is JSON, and `{"` in base64url is `eyJ` (RFC 7519 section 3).
  if (!isSent && /^(?:bearer\s+)?eyJ[\w-]+\.[\w-]+\.[\w-]*$/i.test(secret)) return { problem: 'is-a-token' };
  if (/\s/.test(secret)) return { problem: 'has-spaces' };
  // With quotes around it, or in the JSON that it came in, it would be another one.
  if (!/^(?!["'{[])[\x21-\x7e]+$/.test(secret)) return { problem: 'not-plain-text' };
  return secret.length > LONGEST[kind] ? { problem: 'too-long' } : { secret };
}

/** @returns the keyring with this key active in its environment */
const withActive = (keyring: Keyring, key: Key): Keyring => ({
  ...keyring,
  active: { ...keyring.active, [key.environment]: key.id },
});

/** @returns the keyring with this key in the place of the one that has its id */
const withKey = (keyring: Keyring, key: Key): Keyring => ({
  ...keyring,
  keys: keyring.keys.map((each) => (each.id === key.id ? key : each)),
});

/** @returns the keyring without this key; the environment's last key takes its place if it was active */
function without(keyring: Keyring, gone: Key): Keyring {
  const keys = keyring.keys.filter(({ id }) => id !== gone.id);
  const rest = { ...keyring, keys };
  if (keyring.active[gone.environment] !== gone.id) return rest;
  const next = keys.findLast(({ environment }) => environment === gone.environment);
  const { [gone.environment]: _active, ...active } = keyring.active;
  return next ? withActive(rest, next) : { ...rest, active };
}

export interface KeysDependencies {
  /** Rejects with LockedError while the keys are locked. */
  readonly keyring: Pick<StoredRecord<Keyring>, 'read' | 'update'>;
  /** ms since the epoch. */
  readonly now: () => number;
  readonly newId: () => string;
}

/**
 * What may be done with keys. Each change is one write of one record: a worker killed at any moment leaves the old or the new.
 *
 * @param dependencies storage and clock
 * @returns the changes; they reject if storage does, if the keys are locked, or for a new key of an environment that is gone
 */
export function createKeys({ keyring, now, newId }: KeysDependencies) {
  const find = async (keyId: string) => (await keyring.read()).keys.find(({ id }) => id === keyId);

  /** The key that has this secret already. */
  const twin = (all: Keyring, environment: string, secret: string) =>
    all.keys.find((key) => key.environment === environment && key.secret === secret);

  /** What is known of a secret that a person has just entered. */
  const entered = (secret: string) => ({
    secret,
    source: 'pasted' as const,
    addedAt: now(),
    createdAt: null,
    validUntil: null,
    status: null,
    permissions: [],
  });

  /** Changes one key, if it is there. */
  const change = (keyId: string, make: (key: Key, all: Keyring) => Key) =>
    keyring.update((all) => {
      const key = all.keys.find(({ id }) => id === keyId);
      const next = key && make(key, all);
      return next && next !== key ? withKey(all, next) : all;
    });

  return {
    /**
     * Saves a key that a person entered, and makes it active.
     *
     * @param keyId the new key's id; a second call with the same id changes nothing
     * @param environment an environment's id
     * @param text the key as entered
     * @param facts the label as entered, may be empty; the permissions as far as they are known
     * @returns the problem, if the key isn't taken
     */
    async addEntered(
      keyId: string,
      environment: string,
      text: string,
      facts: Pick<Key, 'label' | 'permissions'>,
    ): Promise<KeyProblem | null> {
      const checked = checkSecret(text, environment);
      if ('problem' in checked) return checked.problem;
      const { secret } = checked;
      let problem: KeyProblem | null = null;
      await keyring.update((all) => {
        // A portal may have been removed while its form was open, or while it made a key: nobody would ever see that key again. Then it throws.
        portalOf(environment);
        const same = twin(all, environment, secret);
        if (same) {
          problem = same.id === keyId ? null : 'already-saved';
          return all;
        }
        const key: Key = {
          ...entered(secret),
          ...facts,
          label: facts.label.trim(),
          id: keyId,
          environment,
          organization: '',
        };
        return withActive({ ...all, keys: [...all.keys, key] }, key);
      });
      return problem;
    },

    /**
     * Puts another secret in the place of one that was rotated. What is known of the old one goes with it.
     *
     * @param keyId whose
     * @param text the new secret as entered; a second call with the same one changes nothing
     * @returns the problem, if it isn't taken
     */
    async replace(keyId: string, text: string): Promise<KeyProblem | null> {
      const replaced = await find(keyId);
      const checked = checkSecret(text, replaced?.environment ?? '');
      if ('problem' in checked) return checked.problem;
      const { secret } = checked;
      let problem: KeyProblem | null = null;
      await change(keyId, (key, all) => {
        const same = twin(all, key.environment, secret);
        if (!same) return { ...key, ...entered(secret) };
        problem = same === key ? null : 'already-saved';
        return key;
      });
      return problem;
    },

    /** Sets what a person knows of a key. */
    edit: (keyId: string, facts: Pick<Key, 'label' | 'organization' | 'validUntil' | 'permissions'>) =>
      change(keyId, (key) => ({ ...key, ...facts })),

    /**
     * Moves a key in the list.
     *
     * @param keyId which
     * @param before the id of the key that it is to stand before; of no key, or `null`: it goes to the end
     */
    move: (keyId: string, before: string | null) =>
      keyring.update((all) => {
        const key = all.keys.find(({ id }) => id === keyId);
        const keys = all.keys.filter((each) => each !== key);
        const at = keys.findIndex(({ id }) => id === before);
        return key ? { ...all, keys: keys.toSpliced(at < 0 ? keys.length : at, 0, key) } : all;
      }),

    /**
     * Saves a key that the API issued. The API may hand out a key that is saved already: then its facts are brought up to date.
     *
     * @param issued the key and its facts
     * @param makesActive whether it is the one in use from then on
     * @returns the saved key
     */
    async addIssued(issued: NewKey, makesActive: boolean): Promise<Key> {
      let saved: Key = { ...issued, id: newId(), addedAt: now() };
      await keyring.update((all) => {
        portalOf(issued.environment);
        const same = twin(all, issued.environment, issued.secret);
        const { createdAt, validUntil, status } = issued;
        if (same) saved = { ...same, createdAt, validUntil, status };
        const next = same ? withKey(all, saved) : { ...all, keys: [...all.keys, saved] };
        return makesActive ? withActive(next, saved) : next;
      });
      return saved;
    },

    /** Makes a key its environment's active one. @returns the key, or `undefined` if it is gone */
    async activate(keyId: string): Promise<Key | undefined> {
      const key = await find(keyId);
      if (key) await keyring.update((all) => (all.keys.some(({ id }) => id === keyId) ? withActive(all, key) : all));
      return key;
    },

    /** Removes a key. @returns the key as it was, or `undefined` if it was gone */
    async remove(keyId: string): Promise<Key | undefined> {
      const key = await find(keyId);
      if (key) await keyring.update((all) => without(all, key));
      return key;
    },

    /**
     * Merges keys from a file, in one write: none that is here goes or changes its secret.
     *
     * @param imported the file's keys
     * @returns how many are new, and how many were there already
     */
    async merge(imported: Keyring): Promise<{ added: number; known: number }> {
      let before = 0;
      const { keys } = await keyring.update((all) => {
        before = all.keys.length;
        return mergeKeys(all, imported, newId, now());
      });
      const added = keys.length - before;
      return { added, known: imported.keys.length - added };
    },
  };
}

export type Keys = ReturnType<typeof createKeys>;
